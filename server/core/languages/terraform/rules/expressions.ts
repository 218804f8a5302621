import type { TextRange } from '../../../text/range.ts';
import { covers } from '../../../text/range.ts';
import type { Attribute, Block, Body, Expr, Step } from '../hcl/ast.ts';
import type { ModuleFile } from '../module.ts';
import { DOCUMENTS } from '../trace.ts';

/** `aws_s3_bucket.logs[0].arn`, `data.aws_iam_policy.x.arn`, taken apart. */
export interface Mention {
  readonly data: boolean;
  readonly type: string;
  readonly name: string;
  /** The last attribute, and where it stands with its dot; undefined where the whole thing is named. */
  readonly attribute: { readonly name: string; readonly range: TextRange } | undefined;
  /** One of several, or a list of all. */
  readonly indexed: boolean;
  readonly range: TextRange;
}

/** Undefined for references to other things than resources and data sources, and for attributes of attributes. */
export function mentionOf(expr: Expr): Mention | undefined {
  if (expr.kind !== 'traversal' || expr.on !== undefined) return undefined;
  const data = expr.root === 'data';
  const names = data ? expr.steps.slice(0, 2) : expr.steps.slice(0, 1);
  const [first, second] = names.map((step) => (step.kind === 'attribute' ? step.name : undefined));
  const type = data ? first : expr.root;
  const name = data ? second : first;
  if (type === undefined || name === undefined || !type.includes('_')) return undefined;
  const rest = expr.steps.slice(names.length);
  const attributes = rest.filter((step): step is Attributed => step.kind === 'attribute');
  const [attribute, ...more] = attributes;
  if (more.length > 0) return undefined;
  return { data, type, name, attribute, indexed: rest.length > attributes.length, range: expr.range };
}

type Attributed = Extract<Step, { readonly kind: 'attribute' }>;

/** The expressions that a value may come from: both sides of a conditional, items of a list, arguments of `coalesce`. */
export function leavesOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'conditional':
      return [...leavesOf(expr.yes), ...leavesOf(expr.no)];
    case 'tuple':
      return expr.items.flatMap(leavesOf);
    case 'call':
      return CHOICES.has(expr.name) ? expr.args.flatMap(leavesOf) : [expr];
    case 'template': {
      const [only] = expr.parts;
      return expr.heredoc === 'no' && expr.parts.length === 1 && only?.kind === 'interpolation'
        ? leavesOf(only.expr)
        : [expr];
    }
    case 'other':
      return expr.parts.length === 1 ? expr.parts.flatMap(leavesOf) : [expr];
    default:
      return [expr];
  }
}

const CHOICES: ReadonlySet<string> = new Set([
  'coalesce',
  'try',
  'compact',
  'concat',
  'sensitive',
  'nonsensitive',
]);

/** The document data sources of a file. */
export function documentBlocks(file: ModuleFile): readonly Block[] {
  return file.hcl.body.blocks.filter(isDocumentBlock);
}

export function isDocumentBlock(block: Block): boolean {
  return block.type === 'data' && DOCUMENTS.has(block.labels[0]?.text ?? '');
}

/** The blocks around an offset, outermost first, and the argument it stands in. */
export function chainAt(
  body: Body,
  offset: number,
): { readonly blocks: readonly Block[]; readonly attribute: Attribute | undefined } {
  const blocks: Block[] = [];
  let at = body;
  for (;;) {
    const inner = at.blocks.find((block) => covers(block.range, { start: offset, end: offset }));
    if (inner === undefined) break;
    blocks.push(inner);
    at = inner.body;
  }
  const attribute = at.attributes.find(({ range }) => covers(range, { start: offset, end: offset }));
  return { blocks, attribute };
}

/** Blocks of a type and the contents of `dynamic` ones. */
export function contentsOf(body: Body, type: string): readonly Block[] {
  return body.blocks.flatMap((block) => {
    if (block.type === type) return [block];
    if (block.type !== 'dynamic' || block.labels[0]?.text !== type) return [];
    return block.body.blocks.filter((content) => content.type === 'content');
  });
}

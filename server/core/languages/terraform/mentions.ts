import type { TextRange } from '../../text/range.ts';
import { touches } from '../../text/range.ts';
import type { Block, Body, Expr, HclFile, TemplatePart, TraversalExpr } from './hcl/ast.ts';
import type { Module, ModuleFile, Named } from './module.ts';

/** A place where an expression names something of the module. */
export interface Mention {
  /** `data.aws_iam_policy_document.x`, `aws_prometheus_workspace.main`, `local.policy`. */
  readonly target: string;
  /** The attribute asked for, `arn`. */
  readonly attribute?: string;
  /** The whole reference up to a splat, with attributes and indexes: as other language servers count it. */
  readonly range: TextRange;
}

/** Something that has a name in the module. */
export interface Declaration {
  readonly target: string;
  readonly file: ModuleFile;
  /** The header of a block, without its brace; the name of a local. */
  readonly name: TextRange;
  /** All of it. */
  readonly whole: TextRange;
}

/** Every mention in a file, in the order of the text. Read once per version of the file. */
export function mentionsIn({ hcl }: ModuleFile): readonly Mention[] {
  const known = mentions.get(hcl);
  if (known !== undefined) return known;
  const found: Mention[] = [];
  const visit = (expr: Expr) => {
    const mention = expr.kind === 'traversal' ? mentionOf(expr) : undefined;
    if (mention !== undefined) found.push(mention);
    for (const part of partsOf(expr)) visit(part);
  };
  const walk = ({ attributes, blocks }: Body) => {
    for (const { value } of attributes) visit(value);
    for (const { body } of blocks) walk(body);
  };
  walk(hcl.body);
  found.sort((a, b) => a.range.start - b.range.start);
  mentions.set(hcl, found);
  return found;
}

const mentions = new WeakMap<HclFile, readonly Mention[]>();

/** The innermost mention that an offset touches: an index may hold another one. */
export function mentionAt(file: ModuleFile, offset: number): Mention | undefined {
  return mentionsIn(file).findLast(({ range }) => touches(range, offset));
}

function mentionOf({ root, range, steps, on }: TraversalExpr): Mention | undefined {
  const [first, second] = steps.map((step) => (step.kind === 'attribute' ? step.name : ''));
  if (on !== undefined || first === undefined || first === '') return undefined;
  const isData = root === 'data';
  if (isData && (second === undefined || second === '')) return undefined;
  if (!isData && !ROOTS.has(root) && !root.includes('_')) return undefined;
  const target = isData ? `data.${first}.${second}` : `${root}.${first}`;
  const rest = steps.slice(isData ? 2 : 1);
  const attribute = rest.find((step) => step.kind === 'attribute')?.name;
  const splat = steps.findIndex(({ kind }) => kind === 'splat');
  const end = splat < 1 ? range.end : (steps[splat - 1]?.range.end ?? range.end);
  const whole = { start: range.start, end };
  return { target, range: whole, ...(attribute === undefined ? {} : { attribute }) };
}

const ROOTS = new Set(['local', 'var', 'module']);

/** By target. */
export function declarationsOf(module: Module): ReadonlyMap<string, Declaration> {
  const known = declarations.get(module);
  if (known !== undefined) return known;
  const found = new Map<string, Declaration>();
  const add = (prefix: string, blocks: ReadonlyMap<string, Named<Block>>) => {
    for (const [name, { file, node }] of blocks) {
      const target = `${prefix}${name}`;
      found.set(target, { target, file, name: headerOf(node), whole: node.range });
    }
  };
  add('', module.resources);
  add('data.', module.data);
  add('var.', module.variables);
  add('module.', module.calls);
  for (const [name, { file, node }] of module.locals) {
    const target = `local.${name}`;
    found.set(target, { target, file, name: node.key, whole: node.range });
  }
  declarations.set(module, found);
  return found;
}

const declarations = new WeakMap<Module, ReadonlyMap<string, Declaration>>();

function headerOf({ typeRange, labels, range }: Block): TextRange {
  const last = labels.at(-1)?.range ?? typeRange;
  // In JSON the type may stand far above, with other blocks of it in between.
  return range.start <= typeRange.start ? { start: typeRange.start, end: last.end } : last;
}

/** What is declared at an offset. */
export function declarationAt(module: Module, file: ModuleFile, offset: number): Declaration | undefined {
  for (const declaration of declarationsOf(module).values()) {
    if (declaration.file.source === file.source && touches(declaration.name, offset)) return declaration;
  }
  return undefined;
}

/** The expressions right inside an expression. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'template':
      return expr.parts.flatMap(inTemplate);
    case 'tuple':
      return expr.items;
    case 'object':
      return expr.entries.flatMap(({ key, computed, value }) =>
        computed || key.kind !== 'traversal' || key.steps.length > 0 ? [key, value] : [value],
      );
    case 'call':
      return expr.args;
    case 'traversal':
      return [
        ...(expr.on === undefined ? [] : [expr.on]),
        ...expr.steps.flatMap((step) => (step.kind === 'index' ? [step.expr] : [])),
      ];
    case 'conditional':
      return [expr.test, expr.yes, expr.no];
    case 'for':
      return [expr.in, expr.key, expr.value, expr.filter].filter((part) => part !== undefined);
    case 'other':
      return expr.parts;
    default:
      return [];
  }
}

function inTemplate(part: TemplatePart): readonly Expr[] {
  switch (part.kind) {
    case 'interpolation':
      return [part.expr];
    case 'if':
      return [part.test, ...part.yes.flatMap(inTemplate), ...part.no.flatMap(inTemplate)];
    case 'for':
      return [part.in, ...part.body.flatMap(inTemplate)];
    default:
      return [];
  }
}

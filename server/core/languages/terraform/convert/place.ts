import { covers, type TextRange } from '../../../text/range.ts';
import type { Source } from '../../../text/source.ts';
import { evaluate } from '../evaluate.ts';
import { namedUri } from '../files.ts';
import type { Attribute, Block, Expr, ObjectExpr, TemplateExpr } from '../hcl/ast.ts';
import type { LinkedModule } from '../link.ts';
import { mentionsIn, partsOf } from '../mentions.ts';
import { attributeOf, type ModuleFile } from '../module.ts';

/** A policy in one of the forms that can become another, and where its text is asked for. */
export type Place =
  | { readonly form: 'jsonencode'; readonly site: Site; readonly object: ObjectExpr }
  | { readonly form: 'text'; readonly site: Site; readonly expr: TemplateExpr }
  | { readonly form: 'file'; readonly site: Site; readonly source: Source }
  | {
      readonly form: 'data source';
      /** Undefined: there is none, or there are several. */
      readonly site: Site | undefined;
      readonly uses: number;
      /** Block and site are repeated in step, by the same expression. */
      readonly repeated?: 'for_each' | 'count';
      readonly file: ModuleFile;
      readonly block: Block;
    };

/** The expression that gives a policy's text. */
export interface Site {
  readonly file: ModuleFile;
  readonly expr: Expr;
  readonly attribute: Attribute;
  /** The block of the file that holds it. */
  readonly owner: Block;
  /** It stands where a loop gives names that mean nothing elsewhere. */
  readonly looped: boolean;
}

/** The policy at a range of a file. */
export function placeAt(linked: LinkedModule, file: ModuleFile, range: TextRange): Place | undefined {
  const owner = file.hcl.body.blocks.find((block) => covers(block.range, range));
  if (owner === undefined || CONSTANT.has(owner.type) || isBroken(file, owner)) return undefined;
  if (isDataSource(owner)) return placeOfBlock(linked, file, owner);
  const sites = sitesIn(file, owner).filter(({ attribute }) => covers(attribute.range, range));
  const places = sites.flatMap((site) => placeOf(linked, site) ?? []);
  const inside = places.findLast(({ site }) => site !== undefined && covers(site.expr.range, range));
  return inside ?? (places.length === 1 ? places[0] : undefined);
}

/** Blocks that take no references and no functions. */
const CONSTANT: ReadonlySet<string> = new Set(['variable', 'terraform', 'moved']);

/** What is repaired to be read is not what the author wrote. */
export function isBroken({ hcl }: ModuleFile, { range }: Block): boolean {
  return hcl.problems.some(
    ({ at, kind }) => kind === 'syntax' && at.start <= range.end && range.start <= at.end,
  );
}

function isDataSource({ type, labels }: Block): boolean {
  return type === 'data' && labels[0]?.text === DOCUMENT && labels.length === 2;
}

const DOCUMENT = 'aws_iam_policy_document';

function placeOfBlock(linked: LinkedModule, file: ModuleFile, block: Block): Place {
  const target = `data.${DOCUMENT}.${block.labels[1]?.text}`;
  const mentions = linked.module.files.flatMap((other) =>
    mentionsIn(other).flatMap((mention) => (mention.target === target ? [{ other, mention }] : [])),
  );
  const [only] = mentions;
  const uses = mentions.length;
  const found = { form: 'data source', uses, file, block } as const;
  if (only === undefined || uses > 1) return { ...found, site: undefined };
  const { other, mention } = only;
  const owner = other.hcl.body.blocks.find((one) => covers(one.range, mention.range));
  const sites = owner === undefined || owner === block ? [] : sitesIn(other, owner);
  const site = sites.find(
    ({ expr }) => expr.range.start === mention.range.start && textOfDocument(expr) !== undefined,
  );
  const index = site === undefined ? undefined : textOfDocument(site.expr)?.index;
  if (site === undefined || index === undefined) return { ...found, site };
  return isInStep(index, site, file, block)
    ? { ...found, site, repeated: index }
    : { ...found, site: undefined };
}

/** `[each.key]` in a block with the same `for_each`. */
function isInStep(key: 'for_each' | 'count', site: Site, file: ModuleFile, block: Block): boolean {
  const [here, there] = [attributeOf(site.owner.body, key), attributeOf(block.body, key)];
  if (here === undefined || there === undefined || site.looped) return false;
  const [a, b] = [here.value.range, there.value.range];
  return site.file.source.text.slice(a.start, a.end) === file.source.text.slice(b.start, b.end);
}

function placeOf(linked: LinkedModule, site: Site): Place | undefined {
  const { expr, file } = site;
  const isPolicy = () =>
    linked.found.policies.some(
      ({ file: { source }, document }) => source === file.source && covers(expr.range, document.range),
    );
  if (expr.kind === 'template')
    return isPolicy() && !isWrapped(expr) ? { form: 'text', site, expr } : undefined;
  if (expr.kind === 'call' && expr.name === 'jsonencode') {
    const [object] = expr.args;
    return object?.kind === 'object' && isPolicy() ? { form: 'jsonencode', site, object } : undefined;
  }
  if (expr.kind === 'call' && expr.name === 'file') {
    const uri = namedUri(expr, linked.scopeOf(file), evaluate);
    const source = uri === undefined ? undefined : linked.scopeOf(file).world.source(uri);
    return source !== undefined && linked.found.files.has(source.uri)
      ? { form: 'file', site, source }
      : undefined;
  }
  const name = textOfDocument(expr)?.name;
  const named = name === undefined ? undefined : linked.module.data.get(`${DOCUMENT}.${name}`);
  return named === undefined || isBroken(named.file, named.node)
    ? undefined
    : placeOfBlock(linked, named.file, named.node);
}

/** The document whose text an expression asks for, and nothing else. `index`: of one of several, that which belongs here. */
function textOfDocument(
  expr: Expr,
): { readonly name: string; readonly index: 'for_each' | 'count' | undefined } | undefined {
  if (expr.kind !== 'traversal' || expr.root !== 'data' || expr.on !== undefined) return undefined;
  const [type, name, ...rest] = expr.steps;
  const index = rest[0]?.kind === 'index' ? INDEXES[spelledIndex(rest[0].expr)] : undefined;
  const [text, ...more] = index === undefined ? rest : rest.slice(1);
  if (type?.kind !== 'attribute' || name?.kind !== 'attribute' || text?.kind !== 'attribute')
    return undefined;
  if (type.name !== DOCUMENT || more.length > 0) return undefined;
  return text.name === 'json' || text.name === 'minified_json' ? { name: name.name, index } : undefined;
}

const INDEXES: Readonly<Record<string, 'for_each' | 'count'>> = {
  'each.key': 'for_each',
  'count.index': 'count',
};

function spelledIndex(expr: Expr): string {
  const [step, ...more] = expr.kind === 'traversal' ? expr.steps : [];
  return expr.kind === 'traversal' && step?.kind === 'attribute' && more.length === 0
    ? `${expr.root}.${step.name}`
    : '';
}

/** The expressions of a block that may give the text of a policy, and on whose layout nothing depends; outer ones first. */
function sitesIn(file: ModuleFile, owner: Block): readonly Site[] {
  const sites: Site[] = [];
  const visit = (expr: Expr, attribute: Attribute, looped: boolean) => {
    if (GIVING.has(expr.kind)) sites.push({ file, expr, attribute, owner, looped });
    for (const part of passedOn(expr)) visit(part, attribute, looped || expr.kind === 'for');
  };
  const walk = ({ body, type }: Block, looped: boolean) => {
    const inLoop = looped || type === 'dynamic';
    for (const attribute of body.attributes) visit(attribute.value, attribute, inLoop);
    for (const block of body.blocks) walk(block, inLoop);
  };
  walk(owner, false);
  return sites;
}

const GIVING: ReadonlySet<Expr['kind']> = new Set(['template', 'call', 'traversal']);

/** What an expression hands on as it is: `replace(x, …)` gives another text for another layout of x. */
function passedOn(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'call':
      return PASSING.has(expr.name) ? expr.args : [];
    case 'template':
      return isWrapped(expr) ? partsOf(expr) : [];
    case 'conditional':
      return [expr.yes, expr.no];
    case 'for':
      return [expr.value];
    case 'other':
      return expr.parts.length === 1 ? expr.parts : [];
    case 'tuple':
    case 'object':
      return partsOf(expr);
    default:
      return [];
  }
}

/** `"${x}"`: nothing but x. */
function isWrapped({ parts, heredoc }: TemplateExpr): boolean {
  return heredoc === 'no' && parts.length === 1 && parts[0]?.kind === 'interpolation';
}

/** Functions that give what they are given, or collections of it. */
const PASSING: ReadonlySet<string> = new Set([
  'chomp',
  'coalesce',
  'coalescelist',
  'compact',
  'concat',
  'flatten',
  'jsondecode',
  'merge',
  'nonsensitive',
  'one',
  'sensitive',
  'tolist',
  'tomap',
  'tostring',
  'trimspace',
  'try',
]);

import type { Field, List, PolicyPath, Principal, Statement } from '../../../policy/model.ts';
import type { Reference } from '../../../policy/text.ts';
import type { Report } from '../../../rules/rule.ts';
import { covers, type TextRange } from '../../../text/range.ts';
import type { Block } from '../hcl/ast.ts';
import { isRepeated, type Module, type ModuleFile, type Named } from '../module.ts';
import type { ModuleRuleContext } from './module-rule.ts';
import { edit } from './wiring.ts';

/** `resources = [aws_s3_bucket.logs]`, `identifiers = [aws_iam_role.app]`: an object, where a string belongs. */
export function* wholeResources(
  { resource, notResource, principal, notPrincipal }: Statement,
  file: ModuleFile,
  ctx: ModuleRuleContext,
): Iterable<Report> {
  const places = [
    ...[resource, notResource].flatMap((field) => (field === undefined ? [] : inList(field))),
    ...[principal, notPrincipal].flatMap((field) => (field === undefined ? [] : inPrincipal(field))),
  ];
  for (const place of places) yield* judge(place, file, ctx);
}

interface Place {
  readonly path: PolicyPath;
  readonly reference: Reference;
  readonly range: TextRange;
  /** Of the element's value. What a local says may stand anywhere. */
  readonly within: TextRange;
  /** Nothing stands before it in its text. */
  readonly leads: boolean;
  readonly who: 'resource' | 'principal';
}

function inList({ value, raw, path }: Field<List>): readonly Place[] {
  const { range: within } = raw;
  if (raw.type === 'unknown' && raw.reference !== undefined)
    return [{ path, reference: raw.reference, range: within, within, leads: true, who: 'resource' }];
  return inItems(value, within, 'resource');
}

function inPrincipal({ value: { entries }, raw }: Field<Principal>): readonly Place[] {
  return entries
    .filter(({ kind }) => kind !== 'Service')
    .flatMap(({ values }) => inItems(values, raw.range, 'principal'));
}

function inItems({ items }: List, within: TextRange, who: Place['who']): readonly Place[] {
  return items.flatMap(({ text: { pieces }, path }) =>
    pieces.flatMap((piece, index): readonly Place[] =>
      piece.kind === 'hole' && piece.reference !== undefined
        ? [{ path, reference: piece.reference, range: piece.range, within, leads: index === 0, who }]
        : [],
    ),
  );
}

function* judge(place: Place, { source: { text } }: ModuleFile, ctx: ModuleRuleContext): Iterable<Report> {
  const { path, reference, range, within, leads, who } = place;
  const { target, attribute } = reference;
  if (attribute !== undefined || !isThing(target, ctx)) return;
  const isHere = covers(within, range);
  const at = isHere ? expressionIn(text, range) : within;
  const spelled = isHere ? text.slice(at.start, at.end) : target;
  if (isHere && isHalfTyped(target, spelled, text[at.end], ctx)) return;
  const byArn = leads && ctx.facts.arns(typeOf(target), 'arn').length > 0;
  const what = target.startsWith(DATA) ? 'data source' : 'resource';
  const why =
    who === 'resource' ? 'IAM takes only ARNs and "*" as resources' : 'a principal is named by an ARN';
  const end = { start: at.end, end: at.end };
  const fixes = isHere && byArn && isOne(target, spelled, ctx) ? [edit('Add ".arn"', end, '.arn')] : [];
  yield {
    at,
    path,
    message: `"${spelled}" is the whole ${what}, and ${why}; ${byArn ? 'write ".arn" behind it' : 'name one of its attributes'}`,
    fixes: () => fixes,
  };
}

/** Without the braces of a template. */
function expressionIn(text: string, { start, end }: TextRange): TextRange {
  if (!text.startsWith('${', start)) return { start, end };
  const from = start + (text[start + 2] === '~' ? 3 : 2);
  const to = end - (text[end - 1] !== '}' ? 0 : text[end - 2] === '~' ? 2 : 1);
  const inside = text.slice(from, to);
  const before = inside.length - inside.trimStart().length;
  return { start: from + before, end: from + before + inside.trim().length };
}

/** A resource or data source for certain: the module has it, or it is of a type that has an ARN. */
function isThing(target: string, { linked: { module }, facts }: ModuleRuleContext): boolean {
  return blockOf(target, module) !== undefined || facts.arns(typeOf(target), 'arn').length > 0;
}

function blockOf(target: string, { resources, data }: Module): Named<Block> | undefined {
  return target.startsWith(DATA) ? data.get(target.slice(DATA.length)) : resources.get(target);
}

/** `aws_s3_bucket`, `data.aws_s3_bucket`. */
function typeOf(target: string): string {
  return target.slice(0, target.lastIndexOf('.'));
}

const DATA = 'data.';

/** A dot that more must follow, or the beginning of the name of another one. */
export function isHalfTyped(
  target: string,
  spelled: string,
  next: string | undefined,
  { linked: { module } }: ModuleRuleContext,
): boolean {
  if (spelled.endsWith('.') || next === '.') return true;
  if (spelled !== target || blockOf(target, module) !== undefined) return false;
  const names = target.startsWith(DATA)
    ? [...module.data.keys()].map((key) => DATA + key)
    : [...module.resources.keys()];
  return names.some((name) => name.startsWith(target));
}

/** The name stands there itself and means one object: without an index none of several. */
export function isOne(target: string, spelled: string, { linked: { module } }: ModuleRuleContext): boolean {
  if (!spelled.startsWith(target)) return false;
  const indexed = spelled.length > target.length;
  const block = blockOf(target, module)?.node;
  return indexed || block === undefined || !isRepeated(block);
}

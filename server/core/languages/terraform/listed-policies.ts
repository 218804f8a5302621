import type { Offer, Refactoring, RefactoringContext, Refusal } from '../../refactor/refactoring.ts';
import type { TextEdit } from '../../text/edit.ts';
import { covers, type TextRange } from '../../text/range.ts';
import { commentsAround } from './convert/comments.ts';
import type { InModule } from './convert/conversions.ts';
import type { Notes } from './convert/form.ts';
import { type Line, printLines } from './convert/lines.ts';
import { isBroken } from './convert/place.ts';
import { isJsonModuleFile } from './folders.ts';
import type { Attribute, Block, Expr, TupleExpr } from './hcl/ast.ts';
import { mentionsIn } from './mentions.ts';
import { attributeOf, type Module } from './module.ts';
import { endOfRemark, endsLine, eolOf, hasComment, nextLine } from './trivia.ts';
import { removeFromBody } from './write/body.ts';
import { tidy } from './write/tidy.ts';

/** The list of managed policies in a role, which the provider has deprecated, as attachments of their own. */
export function listedPolicies(inModule: InModule): Refactoring {
  return {
    name: 'attach-listed-policies',
    title: `Attach the policies of "${LIST}" by resources of their own`,
    kind: 'refactor.rewrite',
    offer: (ctx) => attach(ctx, inModule),
  };
}

const LIST = 'managed_policy_arns';
const ROLE = 'aws_iam_role';
const ATTACHMENT = 'aws_iam_role_policy_attachment';

interface Place {
  readonly module: Module;
  readonly text: string;
  readonly block: Block;
  /** The role's name in the module. */
  readonly label: string;
  readonly list: Attribute;
}

function attach(ctx: RefactoringContext, inModule: InModule): Offer | Refusal | undefined {
  const place = placeAt(ctx, inModule);
  const value = place?.list.value;
  if (place === undefined || value === undefined) return undefined;
  if (value.kind === 'tuple' && value.items.length === 0) return undefined;
  const policies = value.kind === 'tuple' ? policiesOf(place, value) : [];
  const title =
    policies.length > 1
      ? `Attach the ${policies.length} policies of "${LIST}" by resources of their own`
      : `Attach the policy of "${LIST}" by a resource of its own`;
  const disabled = obstacle(place, value);
  if (disabled !== undefined) return { title, disabled };
  return {
    title,
    grade: 'review',
    note: 'policies that are attached elsewhere are no longer detached',
    edits: () => [{ uri: ctx.file.source.uri, edits: editsOf(place, policies) }],
  };
}

function placeAt(ctx: RefactoringContext, inModule: InModule): Place | undefined {
  const { uri, text } = ctx.file.source;
  if (isJsonModuleFile(uri)) return undefined;
  const found = inModule(ctx);
  const block = found?.file.hcl.body.blocks.find(
    ({ type, range, unclosed }) => type === 'resource' && unclosed !== true && covers(range, ctx.range),
  );
  const [type, label] = block?.labels ?? [];
  const list = block && attributeOf(block.body, LIST);
  if (found === undefined || block === undefined || list === undefined || label === undefined)
    return undefined;
  if (type?.text !== ROLE || !covers(list.range, ctx.range) || isBroken(found.file, block)) return undefined;
  return { module: found.linked.module, text, block, label: label.text, list };
}

function obstacle({ module, text, label, list }: Place, value: Expr): string | undefined {
  if (value.kind !== 'tuple') return 'The list is computed';
  if (value.items.some(({ kind }) => kind === 'null' || kind === 'missing' || kind === 'conditional'))
    return 'One of its items may be missing';
  const role = `${ROLE}.${label}`;
  const asked = module.files.some((file) =>
    mentionsIn(file).some(({ target, attribute }) => target === role && attribute === LIST),
  );
  if (asked) return `Something refers to ${role}.${LIST}`;
  return hasComment(text, list.key.end, value.range.start)
    ? 'A comment stands between the name and its list'
    : undefined;
}

interface Listed {
  /** As the author spells it. */
  readonly arn: string;
  readonly comments: readonly string[];
}

/** Each once, as the provider has it. */
function policiesOf({ text }: Place, { items, range }: TupleExpr): readonly Listed[] {
  const inner: TextRange = { start: range.start + 1, end: range.end - 1 };
  const { notes, tail } = commentsAround(
    text,
    inner,
    items.map((item) => item.range),
  );
  const found = new Map<string, readonly string[]>();
  for (const [index, item] of items.entries()) {
    const arn = text.slice(item.range.start, item.range.end);
    found.set(arn, [
      ...(found.get(arn) ?? []),
      ...remarks(notes[index]),
      ...(index === items.length - 1 ? tail : []),
    ]);
  }
  return [...found].map(([arn, comments]) => ({ arn, comments }));
}

function remarks(notes: Notes | undefined): readonly string[] {
  return notes === undefined ? [] : [...notes.before, ...(notes.after === undefined ? [] : [notes.after])];
}

function editsOf(place: Place, policies: readonly Listed[]): readonly TextEdit[] {
  const { text, block, list } = place;
  const eol = eolOf(text);
  const taken = new Set<string>();
  const printed = policies.map((policy) => printLines(linesOf(place, policy, taken), '', eol));
  const end = endOfRemark(text, block.range.end);
  const broken = endsLine(text, end) && nextLine(text, end) > end;
  const at = broken ? nextLine(text, end) : end;
  const newText = broken
    ? printed.map((one) => `${eol}${one}${eol}`).join('')
    : printed.map((one) => `${eol}${eol}${one}`).join('');
  return [
    ...tidy(text, block.range, removeFromBody(text, [list])),
    { range: { start: at, end: at }, newText },
  ];
}

function linesOf(place: Place, { arn, comments }: Listed, taken: Set<string>): readonly Line[] {
  const { text, block, label } = place;
  const lines: Line[] = comments.map((one) => ({ level: 0, text: one }));
  lines.push({ level: 0, text: `resource "${ATTACHMENT}" "${nameOf(place, arn, taken)}" {` });
  const argument = (key: string, value: string) =>
    lines.push({ level: 1, key, text: value, ...(/[\r\n]/.test(value) ? { open: true as const } : {}) });
  let index = '';
  for (const name of ['provider', 'for_each', 'count']) {
    const copied = attributeOf(block.body, name)?.value.range;
    if (copied === undefined) continue;
    argument(name, text.slice(copied.start, copied.end));
    index = INDEXES[name] ?? index;
  }
  if (lines.length > comments.length + 1) lines.push({ level: 0, text: '' });
  argument('role', `${ROLE}.${label}${index}.name`);
  argument('policy_arn', arn);
  lines.push({ level: 0, text: '}' });
  return lines;
}

const INDEXES: Readonly<Record<string, string>> = { for_each: '[each.key]', count: '[count.index]' };

/** The role's name and the policy's, not taken in the module. */
function nameOf({ module, label }: Place, arn: string, taken: Set<string>): string {
  const policy =
    /\/([\w+=,.@-]+)"$/.exec(arn)?.[1] ?? /\.([\w-]+)(?:\[[^[\]]*\])?\.arn$/.exec(arn)?.[1] ?? '';
  const words = policy
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^\w-]+/g, '_')
    .toLowerCase();
  const base = words === '' || words === label ? label : `${label}_${words}`;
  let name = base;
  for (let number = 2; taken.has(name) || module.resources.has(`${ATTACHMENT}.${name}`); number++)
    name = `${base}_${number}`;
  taken.add(name);
  return name;
}

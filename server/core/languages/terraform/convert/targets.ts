import type { Refactoring, RefactoringContext } from '../../../refactor/refactoring.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { Uri } from '../../../text/source.ts';
import type { Expr } from '../hcl/ast.ts';
import type { LinkedModule } from '../link.ts';
import { attributeOf } from '../module.ts';
import { eolOf, indentAt, lineEnd, startsLine } from '../trivia.ts';
import { UNIT } from '../write/print.ts';
import { startWithComments } from './edits.ts';
import { commentsIn, type Doubts, expressionsIn, type Form, plainText } from './form.ts';
import { type Line, printLines } from './lines.ts';
import { documentName, fileName } from './names.ts';
import type { Place, Site } from './place.ts';
import { pushDataSource, type Repetition } from './print-blocks.ts';
import { pushJson } from './print-json.ts';
import { pushValue } from './print-object.ts';
import { boundNames } from './types.ts';

/** A form that a policy can be converted to. */
export interface Target extends Pick<Refactoring, 'name' | 'title' | 'kind'> {
  readonly form: Place['form'];
  /** Undefined: a doubt says why. */
  convert(given: Given, doubts: Doubts): Converted | undefined;
}

export interface Given {
  readonly linked: LinkedModule;
  readonly place: Place;
  readonly site: Site;
  readonly policy: Form;
  readonly ctx: RefactoringContext;
}

export interface Converted {
  readonly title?: string;
  readonly note?: string;
  /** What stands at the site afterwards. */
  readonly text: string;
  /** In the block of the site. */
  readonly beside?: readonly TextEdit[];
  readonly also?: readonly (readonly [Uri, TextEdit])[];
  readonly create?: { readonly uri: Uri; readonly text: string };
}

/** All of them, in the order of the menu. */
export const TARGETS: readonly Target[] = [
  {
    name: 'convert-to-data-source',
    title: 'Convert to a data source "aws_iam_policy_document"',
    kind: 'refactor.extract',
    form: 'data source',
    convert: toDataSource,
  },
  {
    name: 'convert-to-jsonencode',
    title: 'Convert to "jsonencode"',
    kind: 'refactor.rewrite',
    form: 'jsonencode',
    convert: toJsonencode,
  },
  {
    name: 'convert-to-heredoc',
    title: 'Convert to JSON in a heredoc',
    kind: 'refactor.rewrite',
    form: 'text',
    convert: toHeredoc,
  },
  {
    name: 'move-to-file',
    title: 'Move to a JSON file',
    kind: 'refactor.extract',
    form: 'file',
    convert: toFile,
  },
];

function toDataSource({ linked, place, site, policy }: Given, doubts: Doubts): Converted {
  if (site.looped) doubts.reasons.push('It stands in a loop, whose names a data source does not see');
  const bound = place.form === 'file' ? undefined : repetitionOf(site, doubts);
  const name = documentName(linked, site);
  const lines: Line[] = [];
  pushDataSource(lines, name, policy, doubts, bound);
  const { text, uri } = site.file.source;
  const eol = eolOf(text);
  const at = startWithComments(text, site.owner);
  const index = bound === undefined ? '' : INDEXES[bound.key];
  const newText = printLines(lines, '', eol) + eol + eol;
  return {
    title: `Convert to the data source "aws_iam_policy_document.${name}"`,
    text: `data.aws_iam_policy_document.${name}${index}.${wantsOneLine(site) ? 'minified_json' : 'json'}`,
    also: [[uri, { range: { start: at, end: at }, newText }]],
  };
}

const INDEXES = { for_each: '[each.key]', count: '[count.index]' } as const;

/** What a policy that speaks of `each` or `count` takes along. */
function repetitionOf(site: Site, doubts: Doubts): Repetition | undefined {
  const names = [...new Set(boundNames(site.expr))];
  const [name] = names;
  if (name === undefined) return undefined;
  const key = name === 'each' ? 'for_each' : 'count';
  const argument = attributeOf(site.owner.body, key);
  if (names.length > 1 || name === 'self' || argument === undefined) {
    doubts.reasons.push(`It uses "${name}", which means nothing outside of ${spelledOwner(site)}`);
    return undefined;
  }
  const { start, end } = argument.value.range;
  return { key, source: site.file.source.text.slice(start, end) };
}

function spelledOwner({ owner }: Site): string {
  return `"${[owner.type, ...owner.labels.map(({ text }) => text)].join(' ')}"`;
}

/** Services that refuse a policy with breaks in it. */
function wantsOneLine({ owner }: Site): boolean {
  return /^aws_(vpclattice|networkfirewall)_/.test(owner.labels[0]?.text ?? '');
}

function toJsonencode({ site, policy }: Given): Converted {
  const { text } = site.file.source;
  const lines: Line[] = [];
  pushValue(lines, 0, undefined, policy);
  return { text: `jsonencode(${printLines(lines, indentAt(text, lineOf(site)), eolOf(text))})` };
}

function lineOf({ expr }: Site): number {
  return expr.range.start;
}

function toHeredoc({ site, policy }: Given, doubts: Doubts): Converted {
  const { text } = site.file.source;
  if (hasComputedStatements(policy))
    doubts.reasons.push('Its statements are computed: nobody could read them there');
  if (!isWholeLine(text, site))
    doubts.reasons.push('A heredoc ends its line, and more stands behind the policy');
  const eol = eolOf(text);
  const indent = indentAt(text, lineOf(site));
  const lines: Line[] = [];
  pushJson(lines, 1, undefined, policy, true);
  const json = indent + UNIT + printLines(lines, indent, eol, ': ');
  const word = WORDS.find((one) => !json.split(/\r?\n/).some((line) => line.trim() === one));
  if (word === undefined) doubts.reasons.push('Its text holds every word that could end a heredoc');
  return {
    text: `<<-${word}${eol}${json}${eol}${indent}${word}`,
    beside: commentsAbove(site, policy, doubts),
    ...noteOn(policy),
  };
}

function hasComputedStatements(policy: Form): boolean {
  return (
    policy.kind === 'object' &&
    policy.entries.some(({ key, value }) => plainText(key) === 'Statement' && value.kind === 'expr')
  );
}

const WORDS = ['POLICY', 'POLICY_JSON', 'EOT'];

/** Whether an expression is all that its argument says, and nothing follows on its line. */
function isWholeLine(text: string, { attribute, expr }: Site): boolean {
  const same = (a: Expr, b: Expr) => a.range.start === b.range.start && a.range.end === b.range.end;
  return (
    same(attribute.value, expr) && text.slice(expr.range.end, lineEnd(text, expr.range.end)).trim() === ''
  );
}

/** JSON has no place for comments: they go above the argument. */
function commentsAbove({ file, attribute }: Site, policy: Form, doubts: Doubts): readonly TextEdit[] {
  const comments = commentsIn(policy);
  if (comments.length === 0) return [];
  const { text } = file.source;
  const { start } = attribute.range;
  if (!startsLine(text, start)) doubts.reasons.push('JSON has no place for its comments');
  const indent = indentAt(text, start);
  const eol = eolOf(text);
  return [{ range: { start, end: start }, newText: comments.map((one) => one + eol + indent).join('') }];
}

function noteOn(policy: Form): Pick<Converted, 'note'> {
  return commentsIn(policy).length === 0 ? {} : { note: 'its comments go above the argument' };
}

function toFile({ linked, site, policy, ctx }: Given, doubts: Doubts): Converted {
  const [computed] = expressionsIn(policy);
  if (computed !== undefined) doubts.reasons.push(`A file cannot say "${firstLine(computed.source)}"`);
  const name = fileName(linked, site, (uri) => ctx.project.sources.has(uri));
  const lines: Line[] = [];
  pushJson(lines, 0, undefined, policy, false);
  const eol = eolOf(site.file.source.text);
  return {
    title: `Move to the file "${name}"`,
    text: `file("\${path.module}/${name}")`,
    beside: commentsAbove(site, policy, doubts),
    ...noteOn(policy),
    create: { uri: `${linked.module.folder}/${name}`, text: printLines(lines, '', eol, ': ') + eol },
  };
}

/** Of an expression or comment, for messages. */
export function firstLine(source: string): string {
  const line = source.split(/\r?\n/)[0] ?? '';
  return line.length > 40 || line !== source ? `${line.slice(0, 40)}…` : line;
}

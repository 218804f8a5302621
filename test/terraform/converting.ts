import {
  applyEdits,
  defaultSettings,
  isRefusal,
  type Offered,
  type Project,
  type Source,
} from '../../server/core/index.ts';
import { parseHcl } from '../../server/core/languages/terraform/hcl/parse.ts';
import type { Reference, Text } from '../../server/core/policy/text.ts';
import type { Value } from '../../server/core/policy/value.ts';
import { engine } from './module.ts';
import { hclParser } from './parser.ts';

export type Files = Readonly<Record<string, string>>;

const folder = 'file:///module';
const parser = await hclParser();

export function projectOf(files: Files): Project {
  const sources = Object.entries(files).map(([name, text]): readonly [string, Source] => {
    const uri = `${folder}/${name}`;
    return [uri, { uri, languageId: name.endsWith('.json') ? 'json' : 'terraform', text }];
  });
  return { sources: new Map(sources), settings: defaultSettings };
}

/** What the refactorings say at an offset of a file. */
export function offersAt(files: Files, start: number, of = 'main.tf'): readonly Offered[] {
  return engine.refactorings(projectOf(files), `${folder}/${of}`, { start, end: start });
}

/** What the refactorings say at the first place of `mark` in a file. */
export function offersOn(files: Files, mark: string, of = 'main.tf'): readonly Offered[] {
  return offersAt(files, placeOf(files, mark, of), of);
}

function placeOf(files: Files, mark: string | number, of: string): number {
  const start = typeof mark === 'number' ? mark : (files[of]?.indexOf(mark) ?? -1);
  if (start < 0) throw new Error(`no ${mark} in ${of}`);
  return start;
}

export function offerOf(
  files: Files,
  name: string,
  mark: string | number,
  of = 'main.tf',
): Offered | undefined {
  const all = offersAt(files, placeOf(files, mark, of), of);
  return all.find(({ refactoring }) => refactoring.name === name);
}

/** The files after a refactoring at the first place of `mark`. Fails where it is not offered, or leaves text that does not parse. */
export function converted(files: Files, name: string, mark: string | number, of = 'main.tf'): Files {
  const answer = offerOf(files, name, mark, of)?.answer;
  if (answer === undefined) throw new Error(`${name} is not offered at ${mark}`);
  if (isRefusal(answer)) throw new Error(`${name}: ${answer.disabled}`);
  const result: Record<string, string> = { ...files };
  for (const { uri, edits } of answer.edits()) {
    const file = uri.slice(folder.length + 1);
    const text = applyEdits(result[file] ?? '', edits);
    if (file.endsWith('.tf') && parseHcl(parser, text).problems.length > 0)
      throw new Error(`does not parse: ${text}`);
    result[file] = text;
  }
  return result;
}

/** As `converted`, of a single file. */
export function convertedText(text: string, name: string, mark: string): string {
  return converted({ 'main.tf': text }, name, mark)['main.tf'] ?? '';
}

/** Why a refactoring is refused; undefined where it is not. */
export function refusal(text: string, name: string, mark: string): string | undefined {
  const answer = offerOf({ 'main.tf': text }, name, mark)?.answer;
  return answer !== undefined && isRefusal(answer) ? answer.disabled : undefined;
}

/** The policies of a file as the evaluator reads them, in a form that two spellings of a policy share. */
export function policiesIn(files: Files, of = 'main.tf'): readonly unknown[] {
  const file = engine.read(projectOf(files), `${folder}/${of}`);
  return (file?.policies ?? []).map(({ document }) => {
    const { version, effect, emptyLists } = document.implied;
    const own = asObject(said(document.root));
    return normal({ ...(version === undefined ? {} : { Version: version }), ...own }, effect, emptyLists);
  });
}

/** The policy as plain data; what only Terraform knows is told by its reference. */
function said(value: Value): unknown {
  switch (value.type) {
    case 'string':
      return value.text.pieces
        .map((piece) => (piece.kind === 'text' ? piece.text : hole(piece.reference)))
        .join('');
    case 'number':
    case 'boolean':
      return JSON.parse(value.text.value ?? 'null');
    case 'list':
      return [...value.items.map(said), ...value.open.map(() => hole(undefined))];
    case 'object':
      return Object.fromEntries(
        value.entries.map((entry) => [
          entry.key.value === undefined ? nameOf(entry.key) : entry.name,
          said(entry.value),
        ]),
      );
    case 'null':
      return null;
    case 'unknown':
      return hole(value.reference);
  }
}

/** Of `var.more` nobody knows whether it is a string or a list: some forms say so, others do not. */
function hole(reference: Reference | undefined): string {
  return reference === undefined || reference.target === 'var.more' ? '?' : `?${JSON.stringify(reference)}`;
}

function nameOf(key: Text): string {
  return key.pieces.map((piece) => (piece.kind === 'text' ? piece.text : hole(piece.reference))).join('');
}

function asObject(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new Error('the policy is no object');
  return value;
}

/** One value is a list of one, lists have no order, and no `Version` is the old one. */
export function normal(policy: unknown, effect?: string, emptyLists?: 'left out'): unknown {
  if (typeof policy !== 'object' || policy === null) return policy;
  const { Statement, ...rest } = policy as Record<string, unknown>;
  const statements = (Array.isArray(Statement) ? Statement : [Statement]).map((one) =>
    normalStatement(one, effect, emptyLists),
  );
  return { Version: '2008-10-17', ...rest, Statement: statements };
}

function normalStatement(
  statement: unknown,
  effect: string | undefined,
  emptyLists: 'left out' | undefined,
): unknown {
  if (typeof statement !== 'object' || statement === null) return statement;
  const filled = { ...(effect === undefined ? {} : { Effect: effect }), ...statement };
  const entries = Object.entries(filled).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    if (name === 'Sid' && value === '') return [];
    if (emptyLists === 'left out' && Array.isArray(value) && value.length === 0) return [];
    return [[name, normalValue(value, name === 'Condition' ? 2 : name.endsWith('Principal') ? 1 : 0)]];
  });
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function normalValue(value: unknown, depth: number): unknown {
  if (depth > 0 && typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, part]) => [name, normalValue(part, depth - 1)] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  const list = (Array.isArray(value) ? value : [value]).map((item) =>
    typeof item === 'object' ? item : String(item),
  );
  return [...new Set(list)].toSorted();
}

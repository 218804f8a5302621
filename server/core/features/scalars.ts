import type { List, PolicyDocument, Principal, Statement } from '../policy/model.ts';
import { type Text, textWith } from '../policy/text.ts';
import type { TextRange } from '../text/range.ts';

/** A scalar of a policy, and what it is there for. */
export type Scalar =
  | { readonly role: 'action'; readonly text: Text; readonly statement: Statement }
  | { readonly role: 'resource'; readonly text: Text; readonly statement: Statement }
  | { readonly role: 'principal'; readonly text: Text; readonly kind: string | undefined }
  | { readonly role: 'condition-value'; readonly text: Text; readonly operator: string };

/** The scalars of a policy in the order of the model, those that a stretch of the file touches. */
export function* scalarsIn(policy: PolicyDocument, within?: TextRange): Generator<Scalar> {
  for (const statement of policy.statements) {
    for (const scalar of scalarsOf(statement)) {
      const { start, end } = scalar.text.range;
      if (within === undefined || (start <= within.end && end >= within.start)) yield scalar;
    }
  }
}

function* scalarsOf(statement: Statement): Generator<Scalar> {
  const { action, notAction, resource, notResource, principal, notPrincipal, condition } = statement;
  for (const text of textsOf([action?.value, notAction?.value])) yield { role: 'action', text, statement };
  for (const text of textsOf([resource?.value, notResource?.value]))
    yield { role: 'resource', text, statement };
  for (const field of [principal, notPrincipal]) if (field !== undefined) yield* principalsOf(field.value);
  for (const { name, entries } of condition?.value.operators ?? [])
    for (const { values } of entries)
      for (const { text } of values.items) yield { role: 'condition-value', text, operator: name };
}

function* textsOf(lists: readonly (List | undefined)[]): Generator<Text> {
  for (const list of lists) for (const { text } of list?.items ?? []) yield text;
}

function* principalsOf({ bare, entries }: Principal): Generator<Scalar> {
  if (bare !== undefined) yield { role: 'principal', text: bare.text, kind: undefined };
  for (const { kind, values } of entries)
    for (const { text } of values.items) yield { role: 'principal', text, kind };
}

/** A scalar as one line of characters, each hole as `HOLE`, with the places of the characters that the file spells out there. */
export interface Spread {
  readonly characters: string;
  /** Where the first one stands, when the file spells out all of them one by one. */
  readonly at?: number;
  /** Where characters stand in the file, in as many parts as escapes and holes make of them. */
  rangesOf(start: number, end: number): readonly TextRange[];
}

export const HOLE = '\u0000';

/**
 * Undefined where the text of the file is another one: what an expression refers to is spelled out elsewhere.
 */
export function spreadOf(text: Text, source: string): Spread | undefined {
  const { value, inner } = text;
  // Nearly all scalars: no escape, no hole.
  if (
    value !== undefined &&
    inner.end - inner.start === value.length &&
    source.startsWith(value, inner.start)
  )
    return {
      characters: value,
      at: inner.start,
      rangesOf: (start, end) => [{ start: inner.start + start, end: inner.start + end }],
    };
  const runs: Run[] = [];
  let length = 0;
  for (const piece of text.pieces) {
    if (piece.kind === 'hole') {
      length += HOLE.length;
      continue;
    }
    const { range } = piece;
    const written = source.slice(range.start, range.end);
    const isExact = written === piece.text;
    if (!isExact && !ESCAPE.test(written)) return undefined;
    runs.push({ from: length, to: length + piece.text.length, range, isExact });
    length += piece.text.length;
  }
  if (runs.length === 0) return undefined;
  return {
    characters: textWith(text, HOLE),
    rangesOf: (start, end) => joined(runs.flatMap((run) => within(run, start, end))),
  };
}

/** Some characters and where they are spelled out, an escape as a whole. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly range: TextRange;
  readonly isExact: boolean;
}

/** What gives one or two characters and is longer. */
const ESCAPE = /^(?:\\.{1,11}|\$\$\{|%%\{|&\{)$/s;

function within({ from, to, range, isExact }: Run, start: number, end: number): readonly TextRange[] {
  const [a, b] = [Math.max(start, from), Math.min(end, to)];
  if (a >= b) return [];
  return [isExact ? { start: range.start + a - from, end: range.start + b - from } : range];
}

function joined(ranges: readonly TextRange[]): readonly TextRange[] {
  const all: TextRange[] = [];
  for (const range of ranges) {
    const last = all.at(-1);
    if (last?.end === range.start) all[all.length - 1] = { start: last.start, end: range.end };
    else all.push(range);
  }
  return all;
}

/**
 * A policy between two of its forms: what its text says, with the author's expressions and comments, and without any syntax.
 * Strings are decoded; expressions are pieces of HCL as the author wrote them.
 */
export type Form = TextForm | LiteralForm | ListForm | ObjectForm | ExprForm;

/** A string, or what certainly becomes one. */
export interface TextForm {
  readonly kind: 'text';
  readonly parts: readonly Part[];
}

export type Part = { readonly kind: 'text'; readonly text: string } | ExprForm;

/** A number, boolean or null, as JSON spells it. */
export interface LiteralForm {
  readonly kind: 'literal';
  readonly spelling: string;
}

export interface ListForm {
  readonly kind: 'list';
  readonly items: readonly Item[];
  /** Comments behind the last item. */
  readonly tail: readonly string[];
}

export interface ObjectForm {
  readonly kind: 'object';
  readonly entries: readonly Entry[];
  readonly tail: readonly string[];
}

/** What only Terraform computes. */
export interface ExprForm {
  readonly kind: 'expr';
  readonly source: string;
  readonly type: ExprType;
  /** Those in the source. */
  readonly comments: readonly string[];
}

/** What an expression gives, as far as it is certain. */
export type ExprType = 'string' | 'list' | 'unknown';

export interface Notes {
  /** Comments on lines of their own, with their signs. */
  readonly before: readonly string[];
  /** A comment on the same line. */
  readonly after: string | undefined;
}

export interface Item {
  readonly value: Form;
  readonly notes: Notes;
}

export interface Entry extends Item {
  readonly key: readonly Part[];
}

/** What makes a conversion impossible. Readers and writers go on, so that the first reason is the first in the text. */
export interface Doubts {
  readonly reasons: string[];
}

export const NO_NOTES: Notes = { before: [], after: undefined };

export function textForm(text: string): TextForm {
  return { kind: 'text', parts: text === '' ? [] : [{ kind: 'text', text }] };
}

/** The characters of a text without expressions. */
export function plainText(parts: readonly Part[]): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}

export function knownString(form: Form): string | undefined {
  return form.kind === 'text' ? plainText(form.parts) : undefined;
}

/** Neighbouring characters as one part. */
export function joined(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind !== 'text') result.push(part);
    else if (part.text === '') continue;
    else if (last?.kind === 'text') result[result.length - 1] = { kind: 'text', text: last.text + part.text };
    else result.push(part);
  }
  return result;
}

/** Whether two texts of parts can never be the same: their ends differ in characters that both spell out. */
export function certainlyDiffer(a: readonly Part[], b: readonly Part[]): boolean {
  const [textA, textB] = [plainText(a), plainText(b)];
  if (textA !== undefined && textB !== undefined) return textA !== textB;
  const [startA, startB] = [edge(a.at(0)), edge(b.at(0))];
  const [endA, endB] = [edge(a.at(-1)), edge(b.at(-1))];
  const starts = startA.startsWith(startB) || startB.startsWith(startA);
  const ends = endA.endsWith(endB) || endB.endsWith(endA);
  return !starts || !ends;
}

function edge(part: Part | undefined): string {
  return part?.kind === 'text' ? part.text : '';
}

/** Every comment of a form, in the author's order. */
export function commentsIn(form: Form): readonly string[] {
  if (form.kind !== 'list' && form.kind !== 'object') return [];
  const members: readonly Item[] = form.kind === 'list' ? form.items : form.entries;
  return [
    ...members.flatMap(({ notes: { before, after }, value }) => [
      ...before,
      ...commentsIn(value),
      ...(after === undefined ? [] : [after]),
    ]),
    ...form.tail,
  ];
}

/** Every expression of a form. */
export function expressionsIn(form: Form): readonly ExprForm[] {
  switch (form.kind) {
    case 'expr':
      return [form];
    case 'text':
      return form.parts.filter((part) => part.kind === 'expr');
    case 'literal':
      return [];
    case 'list':
      return form.items.flatMap(({ value }) => expressionsIn(value));
    case 'object':
      return form.entries.flatMap(({ key, value }) => [
        ...key.filter((part) => part.kind === 'expr'),
        ...expressionsIn(value),
      ]);
  }
}

/** A name for messages, with its quotes. */
export function spelled(key: readonly Part[]): string {
  return key.map((part) => (part.kind === 'text' ? `"${part.text}"` : `"\${${part.source}}"`)).join('');
}

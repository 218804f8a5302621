import type { PolicyPath } from '../../server/core/index.ts';
import type { Cursor } from '../../server/core/policy/cursor.ts';
import { applyEdits } from '../../server/core/text/edit.ts';
import { readTf, terraform } from './reading.ts';

/** The place at `|`, and the text without it. */
export function at(marked: string): { readonly text: string; readonly cursor: Cursor | undefined } {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, cursor: terraform.locate(readTf(text), offset) };
}

export function cursorAt(marked: string): { readonly text: string; readonly cursor: Cursor } {
  const { text, cursor } = at(marked);
  if (cursor === undefined) throw new Error(`no place in ${marked}`);
  return { text, cursor };
}

export function place(marked: string) {
  const { cursor } = cursorAt(marked);
  return [cursor.role, cursor.path, cursor.before];
}

/** The text after a completion is accepted. */
export function accept(marked: string, spell: (cursor: Cursor) => string): string {
  const { text, cursor } = cursorAt(marked);
  return applyEdits(text, [{ range: cursor.replace, newText: spell(cursor) }, ...(cursor.also ?? [])]);
}

export const value = (inside: string) => (cursor: Cursor) => cursor.spell(inside);
/** What the editor makes of a snippet whose stops are left as they are. */
export const key = (name: string, part: string) => (cursor: Cursor) =>
  cursor.spellSnippet({ key: name, value: part }).replace(/\\([\\$}])/g, '$1');

/** A data source with the lines of one statement, and a block behind it. */
export const doc = (inside: string) => `data "aws_iam_policy_document" "example" {
  statement {
    ${inside}
  }
}

resource "aws_sqs_queue" "next" {
  name = "q"
}
`;
export const base: PolicyPath = ['Statement', 0];

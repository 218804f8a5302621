import type { Cursor } from '../../../policy/cursor.ts';
import type { PolicyDocument, PolicyPath } from '../../../policy/model.ts';
import type { Piece, Text } from '../../../policy/text.ts';
import { entryOf, type Value } from '../../../policy/value.ts';
import { own } from '../../../text/own.ts';
import { refer } from '../locate/values.ts';
import { BLOCK_ELEMENTS, elementOf, VARIABLE_ARGUMENTS } from '../names.ts';
import { asTemplate } from './page.ts';
import { elementSnippet, statementsSnippet, stringsSnippet } from './snippet.ts';

/** A place as JSON has it, and the document that it stands in. */
export interface Raw {
  readonly cursor: Cursor;
  readonly policy: PolicyDocument;
  readonly text: string;
}

/** The name of an argument or block. */
export function elementCursor(
  { cursor, policy }: Raw,
  base: PolicyPath,
  names: Readonly<Record<string, string>>,
  holder: Value,
): Cursor {
  const word = String(cursor.path.at(-1) ?? '');
  const label = (name: string) => own(names, name) ?? name;
  return {
    ...cursor,
    policy,
    path: [...base, elementOf(names, word) ?? word],
    label: (name) => cursor.label?.(label(name)) ?? label(name),
    // A document without statements has an empty list of them.
    repeats: (name) => name === 'Statement' && entryOf(holder, label(name)) === undefined,
    spell: (name) => cursor.spell(label(name)),
    spellSnippet: ({ key = '', value }) =>
      cursor.spellSnippet({
        key: label(key),
        value: key === 'Statement' ? statementsSnippet(value) : elementSnippet(key, value),
      }),
  };
}

/** The content of an empty principal or condition: its first line says the kind or operator. */
export function blockLinesCursor({ cursor, policy }: Raw, base: PolicyPath): Cursor {
  const isCondition = base.at(-1) === 'Condition';
  const first = isCondition ? 'test' : 'type';
  return {
    ...cursor,
    policy,
    path: [...base, ''],
    role: 'key',
    spell: (name) => `${cursor.spell(first)}${JSON.stringify(name)}`,
    spellSnippet: ({ key = '', value }) => {
      const said = JSON.stringify(key).replace(/[\\$}]/g, '\\$&');
      const rest = isCondition
        ? '"variable": "$1",\n"values": ["$2"]'
        : `"identifiers": [${stringsSnippet(value, true)}]`;
      return cursor.spellSnippet({ key: first, value: `${said},\n${rest}` });
    },
  };
}

/** The value of an argument, or a name that an argument says. `wrap`: it takes a list, and none is begun. */
export function argumentCursor(
  { cursor, policy, text }: Raw,
  path: PolicyPath,
  role: Cursor['role'],
  argument: string,
  list: 'wrap' | 'none',
): Cursor | undefined {
  if (cursor.role === 'key') return undefined;
  const variables = VARIABLE_ARGUMENTS.has(argument);
  const wraps = list === 'wrap' && text[cursor.replace.start - 1] !== '"';
  const put = (content: string) => {
    const spelled = cursor.spell(content);
    return wraps ? spelled.replace(/"[\s\S]*"/, (string) => `[${string}]`) : spelled;
  };
  return {
    ...cursor,
    policy,
    path,
    role,
    ...(cursor.text === undefined ? {} : { text: asWritten(cursor.text, text, variables) }),
    before: decoded(cursor.before.replaceAll(/(?<!\$)\$\{(?:[^}$]|\$(?!\{))*\}/g, ''), variables),
    spell: (inside) => put(asTemplate(inside, argument)),
    spellSnippet: ({ key, value }) => {
      if (role === 'key') return put(asTemplate(key ?? '', argument)).replace(/[\\$}]/g, '\\$&');
      return cursor.spellSnippet({ value: snippetOf(path, value, variables, list) });
    },
    ...(role === 'key'
      ? {}
      : {
          refer: (expression, suffix) =>
            refer((inside) => put(asTemplate(inside, argument)), 'opening', escaped(expression), suffix),
        }),
  };
}

function snippetOf(path: PolicyPath, value: string, variables: boolean, list: 'wrap' | 'none'): string {
  const last = path.at(-1);
  if (path.length === 2) return statementsSnippet(value);
  if (typeof last === 'string' && BLOCK_ELEMENTS.has(last)) return elementSnippet(last, value);
  const strings = stringsSnippet(value, variables);
  return list === 'wrap' ? `[${strings}]` : strings;
}

/** An expression inside a JSON string. */
function escaped(expression: string): string {
  return expression.replace(/["\\]/g, '\\$&');
}

/** The string as the template that it is. */
function asWritten(text: Text, source: string, variables: boolean): Text {
  const pieces: Piece[] = [];
  for (const piece of text.pieces) {
    if (piece.kind === 'hole' || source.slice(piece.range.start, piece.range.end) !== piece.text) {
      pieces.push(piece);
      continue;
    }
    let at = 0;
    for (const { index, 0: spelled } of piece.text.matchAll(/\$\$\{|%%\{|\$\{[^}]*\}?/g)) {
      const start = piece.range.start + index;
      const range = { start, end: start + spelled.length };
      if (index > at) pieces.push(cut(piece, at, index, variables));
      const isHole = spelled.startsWith('${');
      pieces.push(isHole ? { kind: 'hole', range } : { kind: 'text', text: spelled.slice(1), range });
      at = index + spelled.length;
    }
    if (at < piece.text.length) pieces.push(cut(piece, at, piece.text.length, variables));
  }
  const known = pieces.every(({ kind }) => kind === 'text');
  const value = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  const { range, inner, literal } = text;
  return { range, inner, pieces, value: known ? value : undefined, literal };
}

function cut(piece: Extract<Piece, { kind: 'text' }>, from: number, to: number, variables: boolean): Piece {
  const { start } = piece.range;
  const text = piece.text.slice(from, to);
  const range = { start: start + from, end: start + to };
  return { kind: 'text', text: variables ? text.replaceAll('&{', '${') : text, range };
}

function decoded(text: string, variables: boolean): string {
  const plain = text.replace(/([$%])\1\{/g, '$1{');
  return variables ? plain.replaceAll('&{', '${') : plain;
}

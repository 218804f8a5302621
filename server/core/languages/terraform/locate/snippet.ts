import { own } from '../../../text/own.ts';
import { LIST_ELEMENTS, STATEMENT_NAMES } from '../names.ts';
import { alignLines } from '../write/align.ts';
import { type Style, UNIT } from '../write/print.ts';

/** A value of JSON with snippet stops, taken apart. Texts keep the escapes of snippets. */
export type Part =
  | { readonly kind: 'string'; readonly content: string }
  | { readonly kind: 'list'; readonly items: readonly Part[] }
  | {
      readonly kind: 'object';
      readonly entries: readonly Entry[];
      readonly lines: boolean;
      readonly stop: string;
    }
  | { readonly kind: 'raw'; readonly text: string };

interface Entry {
  readonly key: string;
  readonly value: Part;
}

export function parseSnippet(snippet: string): Part {
  return parsePart({ text: snippet, at: 0 });
}

interface Reader {
  readonly text: string;
  at: number;
}

function parsePart(reader: Reader): Part {
  skip(reader);
  const char = reader.text[reader.at];
  if (char === '"') return { kind: 'string', content: takeString(reader) };
  if (char === '[') return parseList(reader);
  if (char === '{') return parseObject(reader);
  return { kind: 'raw', text: take(reader, /\$\{(?:[^}\\]|\\.)*\}|[^,\]}\s]+/y) };
}

function parseList(reader: Reader): Part {
  const items: Part[] = [];
  reader.at++;
  for (skip(reader); !atEnd(reader, ']'); skip(reader)) {
    const { at } = reader;
    items.push(parsePart(reader));
    skip(reader, ',');
    if (reader.at === at) break;
  }
  reader.at++;
  return { kind: 'list', items };
}

function parseObject(reader: Reader): Part {
  const entries: Entry[] = [];
  let stop = '';
  reader.at++;
  const lines = /^[ \t]*\n/.test(reader.text.slice(reader.at));
  for (skip(reader); !atEnd(reader, '}'); skip(reader)) {
    const { at } = reader;
    if (reader.text[at] === '"') {
      const key = takeString(reader);
      skip(reader, ':');
      entries.push({ key, value: parsePart(reader) });
    } else stop = take(reader, /\$\{(?:[^}\\]|\\.)*\}|[^,}\s]+/y);
    skip(reader, ',');
    if (reader.at === at) break;
  }
  reader.at++;
  return { kind: 'object', entries, lines, stop };
}

function takeString(reader: Reader): string {
  const content = take(reader, /"(?:[^"\\]|\\[\s\S])*"?/y);
  return content.slice(1, content.endsWith('"') && content.length > 1 ? -1 : undefined);
}

function take(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0] ?? '';
  reader.at += found.length;
  return found;
}

function skip(reader: Reader, also = ''): void {
  while (/\s/.test(reader.text[reader.at] ?? '') || (also !== '' && reader.text[reader.at] === also))
    reader.at++;
}

function atEnd(reader: Reader, closing: string): boolean {
  return reader.at >= reader.text.length || reader.text[reader.at] === closing;
}

/** Plain text in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** The part as an expression in an object of HCL. */
export function printPart(part: Part, style: Style): string {
  switch (part.kind) {
    case 'string':
      return quoted(part.content, false);
    case 'raw':
      return part.text;
    case 'list': {
      const items = part.items.map((item) => printPart(item, style));
      return items.some((item) => item.includes('\n'))
        ? `[\n${items.map((item) => `${indented(item)},\n`).join('')}]`
        : `[${items.join(', ')}]`;
    }
    case 'object':
      return printObject(part, style);
  }
}

function printObject(part: Extract<Part, { kind: 'object' }>, style: Style): string {
  const { entries, stop, lines } = part;
  if (entries.length === 0) return stop === '' ? '{}' : `{ ${stop} }`;
  const rows = entries.map(({ key, value }) => ({ key: keyOf(key, style), value: printPart(value, style) }));
  if (!lines && rows.every(({ value }) => !value.includes('\n')))
    return `{ ${rows.map(({ key, value }) => key + style.sign + value).join(', ')} }`;
  const printed =
    style.sign === ' = ' ? alignLines(rows) : rows.map(({ key, value }) => key + style.sign + value);
  return `{\n${indented(printed.join(style.commas ? ',\n' : '\n'))}\n}`;
}

function keyOf(key: string, { quotedKeys }: Style): string {
  return quotedKeys || !/^[A-Za-z_][\w-]*$/.test(key) ? quoted(key, false) : key;
}

/** An element as an argument or blocks of a statement. */
export function printElement(name: string, part: Part): string {
  const argument = argumentRow(name, part);
  if (argument !== undefined) return `${argument.key} = ${argument.value}`;
  return blocksOf(name, part).join('\n\n');
}

/** A statement as a block. */
export function printStatementSnippet(part: Part): string {
  const entries = part.kind === 'object' ? part.entries : [];
  const rows = entries.flatMap(({ key, value }) => argumentRow(key, value) ?? []);
  const blocks = entries.flatMap(({ key, value }) =>
    argumentRow(key, value) === undefined ? blocksOf(key, value) : [],
  );
  const stop = part.kind === 'object' ? part.stop : '';
  const parts = [...(rows.length === 0 ? [] : [alignLines(rows).join('\n')]), ...blocks];
  return block('statement', parts.length === 0 ? stop : parts.join('\n\n'));
}

function argumentRow(name: string, part: Part): { readonly key: string; readonly value: string } | undefined {
  const key = own(STATEMENT_NAMES, name);
  if (key === undefined || name.endsWith('Principal') || name === 'Condition') return undefined;
  if (!LIST_ELEMENTS.has(name)) return { key, value: scalar(part, false) };
  return { key, value: strings(part, name.endsWith('Resource')) };
}

function blocksOf(name: string, part: Part): readonly string[] {
  return name === 'Condition'
    ? conditions(part)
    : principals(own(STATEMENT_NAMES, name) ?? 'principals', part);
}

function principals(type: string, part: Part): readonly string[] {
  if (part.kind === 'string') return [principal(type, `"${part.content}"`, `["${part.content}"]`)];
  if (part.kind === 'object' && part.entries.length > 0)
    return part.entries.map(({ key, value }) => principal(type, `"${key}"`, strings(value, true)));
  const stop = numberOf(part);
  return [principal(type, `"$${stop}"`, `["$${stop + 1}"]`)];
}

function principal(type: string, kind: string, identifiers: string): string {
  return block(
    type,
    alignLines([
      { key: 'type', value: kind },
      { key: 'identifiers', value: identifiers },
    ]).join('\n'),
  );
}

function conditions(part: Part): readonly string[] {
  if (part.kind !== 'object' || part.entries.length === 0) {
    const stop = numberOf(part);
    return [condition(`"$${stop}"`, `"$${stop + 1}"`, `["$${stop + 2}"]`)];
  }
  return part.entries.flatMap(({ key: operator, value: keys }) => {
    if (keys.kind === 'object' && keys.entries.length > 0)
      return keys.entries.map(({ key, value }) =>
        condition(`"${operator}"`, quoted(key, false), strings(value, true)),
      );
    const stop = numberOf(keys);
    return [condition(`"${operator}"`, `"$${stop}"`, `["$${stop + 1}"]`)];
  });
}

function condition(test: string, variable: string, values: string): string {
  const rows = [
    { key: 'test', value: test },
    { key: 'variable', value: variable },
    { key: 'values', value: values },
  ];
  return block('condition', alignLines(rows).join('\n'));
}

/** The number of the stop that stands for all of an object. */
function numberOf(part: Part): number {
  const text = part.kind === 'object' ? part.stop : part.kind === 'raw' ? part.text : '';
  return Number(/\d+/.exec(text)?.[0] ?? 1);
}

/** A list of strings, also of one. */
export function strings(part: Part, variables: boolean): string {
  const items = part.kind === 'list' ? part.items : [part];
  return `[${items.map((item) => scalar(item, variables)).join(', ')}]`;
}

export function scalar(part: Part, variables: boolean): string {
  if (part.kind === 'string') return quoted(part.content, variables);
  return part.kind === 'raw' ? `"${part.text}"` : '""';
}

function quoted(content: string, variables: boolean): string {
  return `"${content.replaceAll('\\${', variables ? '&{' : '\\$\\${')}"`;
}

function block(type: string, inside: string): string {
  return `${type} {\n${indented(inside)}\n}`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : UNIT + line))
    .join('\n');
}

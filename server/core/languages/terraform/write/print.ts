import type { PlainValue } from '../../../policy/model.ts';
import { own } from '../../../text/own.ts';
import { BLOCK_ELEMENTS, LIST_ELEMENTS, STATEMENT_NAMES } from '../names.ts';
import { alignLines } from './align.ts';
import { quote } from './texts.ts';

/** How an author writes objects and lists of HCL. */
export interface Style {
  readonly eol: string;
  /** Between key and value: ` = `, ` : ` or `: `. */
  readonly sign: string;
  readonly quotedKeys: boolean;
  /** Entries on lines of their own end with commas. */
  readonly commas: boolean;
  /** Lists of several scalars stand on one line. */
  readonly inlineLists: boolean;
}

/** One step of indentation, as `terraform fmt` sets it. */
export const UNIT = '  ';

/** An expression. `indent` is that of the line on which it starts; not `spread`: on one line. */
export function printExpr(value: PlainValue, style: Style, indent: string, spread: boolean): string {
  if (typeof value === 'string') return quote(value, false);
  if (typeof value !== 'object') return String(value);
  if (isList(value))
    return printList(value, (item, inner) => printExpr(item, style, inner, spread), style, indent, spread);
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  if (!spread) {
    const inside = entries.map(([name, part]) => printEntry(name, part, style, indent, false));
    return `{ ${inside.join(', ')} }`;
  }
  const inner = indent + UNIT;
  const lines = entries.map(([name, part]) => ({
    key: printKey(name, style),
    value: printExpr(part, style, inner, true),
  }));
  const printed =
    style.sign === ' = ' ? alignLines(lines) : lines.map(({ key, value: part }) => key + style.sign + part);
  const comma = style.commas ? ',' : '';
  return `{${style.eol}${printed.map((line) => inner + line).join(comma + style.eol)}${style.eol}${indent}}`;
}

export function printEntry(
  name: string,
  value: PlainValue,
  style: Style,
  indent: string,
  spread: boolean,
): string {
  return printKey(name, style) + style.sign + printExpr(value, style, indent, spread);
}

/** Bare where HCL allows it and the author does so. */
export function printKey(name: string, { quotedKeys }: Pick<Style, 'quotedKeys'>): string {
  return quotedKeys || !/^[A-Za-z_][\w-]*$/.test(name) ? quote(name, false) : name;
}

/** A list of strings, as blocks take them. */
export function printStrings(values: PlainValue, variables: boolean, style: Style, indent: string): string {
  const list = isList(values) ? values : [values];
  return printList(list, (item) => quote(String(item), variables), style, indent, true);
}

function printList(
  items: readonly PlainValue[],
  print: (item: PlainValue, indent: string) => string,
  style: Style,
  indent: string,
  spread: boolean,
): string {
  const inner = indent + UNIT;
  const scalars = items.every((item) => typeof item !== 'object');
  if (scalars || !spread) {
    const flat = `[${items.map((item) => print(item, indent)).join(', ')}]`;
    if (!spread || items.length < 2 || (style.inlineLists && flat.length <= LONGEST_LINE)) return flat;
  }
  const lines = items.map((item) => inner + print(item, inner));
  return `[${style.eol}${lines.join(`,${style.eol}`)},${style.eol}${indent}]`;
}

const LONGEST_LINE = 80;

export function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

export function isObject(value: PlainValue): value is { readonly [name: string]: PlainValue } {
  return typeof value === 'object' && !Array.isArray(value);
}

/** A `statement` block; undefined for what no block can say. */
export function printStatement(statement: PlainValue, style: Style, indent: string): string | undefined {
  if (!isObject(statement)) return undefined;
  const inner = indent + UNIT;
  const lines: { key: string; value: string }[] = [];
  const blocks: string[] = [];
  for (const [name, value] of Object.entries(statement)) {
    if (BLOCK_ELEMENTS.has(name)) {
      const printed = printBlocks(name, value, style, inner);
      if (printed === undefined) return undefined;
      blocks.push(...printed);
      continue;
    }
    const argument = printArgument(name, value, style, inner);
    if (argument === undefined) return undefined;
    lines.push(argument);
  }
  const body = alignLines(lines).map((line) => inner + line);
  const parts = [
    ...(body.length === 0 ? [] : [body.join(style.eol)]),
    ...blocks.map((block) => inner + block),
  ];
  if (parts.length === 0) return 'statement {}';
  return `statement {${style.eol}${parts.join(style.eol + style.eol)}${style.eol}${indent}}`;
}

/** An argument of a statement: its name and value. */
export function printArgument(
  name: string,
  value: PlainValue,
  style: Style,
  indent: string,
): { readonly key: string; readonly value: string } | undefined {
  const key = own(STATEMENT_NAMES, name);
  if (key === undefined || isObject(value)) return undefined;
  if (LIST_ELEMENTS.has(name)) {
    const variables = name.endsWith('Resource');
    return { key, value: printStrings(value, variables, style, indent) };
  }
  return isList(value) ? undefined : { key, value: quote(String(value), false) };
}

/** The blocks that say a principal or condition, without the indentation of the first line. */
export function printBlocks(
  name: string,
  value: PlainValue,
  style: Style,
  indent: string,
): readonly string[] | undefined {
  if (name === 'Principal' || name === 'NotPrincipal') {
    const kinds = value === '*' ? { '*': '*' } : value;
    if (!isObject(kinds)) return undefined;
    return Object.entries(kinds).map(([kind, ids]) => printPrincipal(name, kind, ids, style, indent));
  }
  if (name !== 'Condition' || !isObject(value)) return undefined;
  const blocks: string[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (!isObject(keys)) return undefined;
    for (const [key, values] of Object.entries(keys)) {
      if (isObject(values)) return undefined;
      blocks.push(printCondition(operator, key, values, style, indent));
    }
  }
  return blocks;
}

export function printPrincipal(
  name: string,
  kind: string,
  identifiers: PlainValue,
  style: Style,
  indent: string,
): string {
  const lines = [
    { key: 'type', value: quote(kind, false) },
    { key: 'identifiers', value: printStrings(identifiers, true, style, indent + UNIT) },
  ];
  return block(own(STATEMENT_NAMES, name) ?? 'principals', lines, style, indent);
}

export function printCondition(
  operator: string,
  key: string,
  values: PlainValue,
  style: Style,
  indent: string,
): string {
  const lines = [
    { key: 'test', value: quote(operator, false) },
    { key: 'variable', value: quote(key, false) },
    { key: 'values', value: printStrings(values, true, style, indent + UNIT) },
  ];
  return block('condition', lines, style, indent);
}

function block(
  type: string,
  lines: readonly { readonly key: string; readonly value: string }[],
  { eol }: Style,
  indent: string,
): string {
  const inner = alignLines(lines).map((line) => indent + UNIT + line);
  return `${type} {${eol}${inner.join(eol)}${eol}${indent}}`;
}

import { escapeQuoted } from '../spell.ts';
import { quote } from '../write/texts.ts';
import {
  commentsIn,
  type ExprForm,
  type Form,
  type Item,
  type ListForm,
  type Part,
  plainText,
} from './form.ts';
import type { Line } from './lines.ts';

/** The lines of a value of HCL. The text of its last line ends with `end`. */
export function pushValue(
  lines: Line[],
  level: number,
  key: string | undefined,
  value: Form,
  end = '',
  variables = false,
): void {
  const start = key === undefined ? { level } : { level, key };
  switch (value.kind) {
    case 'text':
      lines.push({ ...start, text: printText(value.parts) + end });
      return;
    case 'literal':
      lines.push({ ...start, text: value.spelling + end });
      return;
    case 'expr':
      pushExpr(lines, start, value, end);
      return;
    case 'list':
      pushList(lines, level, start, value, end, variables);
      return;
    case 'object': {
      if (value.entries.length === 0 && value.tail.length === 0) {
        lines.push({ ...start, text: `{}${end}` });
        return;
      }
      lines.push({ ...start, text: '{', open: true });
      for (const entry of value.entries)
        pushMember(lines, level + 1, entry, () =>
          pushValue(lines, level + 1, printKey(entry.key), entry.value, '', variables),
        );
      pushComments(lines, level + 1, value.tail);
      lines.push({ level, text: `}${end}` });
    }
  }
}

function pushExpr(
  lines: Line[],
  start: Pick<Line, 'level' | 'key'>,
  { source }: ExprForm,
  end: string,
): void {
  lines.push({ ...start, text: source + end, ...(/[\r\n]/.test(source) ? { open: true } : {}) });
}

/** A member with its comments. */
export function pushMember(
  lines: Line[],
  level: number,
  { notes }: Pick<Item, 'notes'>,
  push: () => void,
): void {
  pushComments(lines, level, notes.before);
  push();
  const last = lines.at(-1);
  if (last !== undefined && notes.after !== undefined) last.comment = notes.after;
}

export function pushComments(lines: Line[], level: number, comments: readonly string[]): void {
  for (const text of comments) lines.push({ level, text });
}

function pushList(
  lines: Line[],
  level: number,
  start: Pick<Line, 'level' | 'key'>,
  list: ListForm,
  end: string,
  variables: boolean,
): void {
  const flat = flatList(list, variables);
  if (flat !== undefined) {
    lines.push({ ...start, text: flat + end });
    return;
  }
  lines.push({ ...start, text: '[', open: true });
  for (const item of list.items)
    pushMember(lines, level + 1, item, () => {
      const { value } = item;
      if (variables && value.kind === 'text')
        lines.push({ level: level + 1, text: `${printArgumentText(value.parts, true)},` });
      else pushValue(lines, level + 1, undefined, value, ',', variables);
    });
  pushComments(lines, level + 1, list.tail);
  lines.push({ level, text: `]${end}` });
}

/** A short list of scalars stands on one line. */
function flatList(list: ListForm, variables: boolean): string | undefined {
  if (commentsIn(list).length > 0) return undefined;
  const items = list.items.map(({ value }) => {
    if (value.kind === 'text')
      return variables ? printArgumentText(value.parts, true) : printText(value.parts);
    if (value.kind === 'literal') return value.spelling;
    return value.kind === 'expr' && !/[\r\n]/.test(value.source) ? value.source : undefined;
  });
  if (items.includes(undefined)) return undefined;
  const flat = `[${items.join(', ')}]`;
  return items.length < 2 || flat.length <= LONGEST ? flat : undefined;
}

const LONGEST = 80;

/** A string, where anything else than a string would be another value. */
function printText(parts: readonly Part[]): string {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'expr')
    return only.type === 'string' ? only.source : `tostring(${only.source})`;
  return printTemplate(parts, false);
}

/** A string where the provider makes strings of what it gets. `variables`: it turns `&{` into `${`. */
export function printArgumentText(parts: readonly Part[], variables: boolean): string {
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'expr' ? only.source : printTemplate(parts, variables);
}

function printTemplate(parts: readonly Part[], variables: boolean): string {
  const text = plainText(parts);
  if (text !== undefined) return quote(text, variables);
  const inside = parts.map((part) => {
    if (part.kind === 'expr') return `\${${part.source}}`;
    return quote(part.text, variables).slice(1, -1);
  });
  return `"${guardDollars(inside, parts)}"`;
}

/** A dollar sign right before an expression would escape it. */
function guardDollars(inside: readonly string[], parts: readonly Part[]): string {
  return inside
    .map((text, index) =>
      parts[index]?.kind === 'text' && parts[index + 1]?.kind === 'expr'
        ? text.replace(/(?<!\$)\$+$/, (dollars) => `\${"${dollars}"}`)
        : text,
    )
    .join('');
}

function printKey(key: readonly Part[]): string {
  const name = plainText(key);
  if (name === undefined) {
    const [only] = key;
    return key.length === 1 && only?.kind === 'expr' ? `(${only.source})` : printTemplate(key, false);
  }
  return /^[A-Za-z_][\w-]*$/.test(name) && !KEYWORDS.has(name) ? name : `"${escapeQuoted(name)}"`;
}

const KEYWORDS: ReadonlySet<string> = new Set(['null', 'true', 'false', 'for', 'if', 'in']);

import type { Value } from '../policy/value.ts';
import type { TextEdit } from '../text/edit.ts';
import type { TextRange } from '../text/range.ts';

/**
 * Edits that lay out an object of JSON or HCL: a member per line, two blanks per level. Lists and small objects of scalars that
 * stand on one line stay there while they fit. Only blanks between the parts change; where an expression stands, or a comment
 * that cannot move, everything stays as it is.
 */
export function respaced(text: string, root: Value): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const lineStart = text.lastIndexOf('\n', root.range.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, root.range.start))?.[0] ?? '';
  const page: Page = { text, eol: text.includes('\r\n') ? '\r\n' : '\n', edits };
  spread(page, root, indent, root.range.start - lineStart, true);
  return edits;
}

interface Page {
  readonly text: string;
  readonly eol: string;
  readonly edits: TextEdit[];
}

interface Part {
  readonly range: TextRange;
  readonly key: TextRange | undefined;
  readonly value: Value;
}

const UNIT = '  ';
const LONGEST_LINE = 100;

/** `column`: where the value starts on its line, once that is laid out. */
function spread(page: Page, value: Value, indent: string, column: number, always: boolean): void {
  const { text, eol } = page;
  const parts = partsOf(text, value);
  if (parts === undefined || parts.length === 0) return;
  const isList = value.type === 'list';
  const { start, end } = value.range;
  if (!always && isFlat(page, value, parts, column)) {
    flatten(page, value, parts);
    return;
  }
  const inner = indent + UNIT;
  let at = start + 1;
  parts.forEach(({ range, key, value: member }, index) => {
    setGap(
      page,
      { start: at, end: range.start },
      `${index > 0 ? comma(page, at, range.start, parts) : ''}${eol}${inner}`,
      inner,
    );
    const width = key === undefined ? 0 : key.end - key.start + 2;
    if (key !== undefined) setSign(page, key);
    // A reference has the value of what it names, which stands elsewhere.
    const isHere = member.range.start >= (key?.end ?? range.start) && member.range.end === range.end;
    if (isHere) spread(page, member, inner, inner.length + width, isList && member.type === 'object');
    at = range.end;
  });
  setGap(
    page,
    { start: at, end: end - 1 },
    `${comma(page, at, end - 1, parts)}${eol}${indent}`,
    inner,
    indent,
  );
}

/** The members, if the value is written out with nothing but blanks, commas and comments between them. */
function partsOf(text: string, value: Value): readonly Part[] | undefined {
  if ((value.type !== 'object' && value.type !== 'list') || value.open.length > 0) return undefined;
  const { start, end } = value.range;
  const brackets = `${text[start]}${text[end - 1]}`;
  if (brackets !== (value.type === 'list' ? '[]' : '{}')) return undefined;
  const parts: readonly Part[] =
    value.type === 'list'
      ? value.items.map((item) => ({ range: item.range, key: undefined, value: item }))
      : value.entries.map((entry) => ({ range: entry.range, key: entry.key.range, value: entry.value }));
  let at = start + 1;
  for (const { range, value: member } of parts) {
    if (isUntyped(member)) return undefined;
    if (range.start < at || range.end > end - 1 || !isGap(text.slice(at, range.start))) return undefined;
    at = range.end;
  }
  return isGap(text.slice(at, end - 1)) ? parts : undefined;
}

/** A key whose value is still to come: nobody knows where it will stand. */
function isUntyped(value: Value): boolean {
  return value.type === 'unknown' && value.missing === true;
}

/** Blanks, commas and comments. */
function isGap(between: string): boolean {
  return /^(?:[\s,]|#[^\n]*(?:\n|$)|\/\/[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*$/.test(between);
}

/** Scalars on one line that fits. */
function isFlat({ text }: Page, value: Value, parts: readonly Part[], column: number): boolean {
  const { start, end } = value.range;
  const source = text.slice(start, end);
  if (/[\r\n]/.test(source) || column + source.length + 2 * parts.length > LONGEST_LINE) return false;
  if (value.type === 'object' && parts.length > 1) return false;
  return parts.every(({ value: { type } }) => type !== 'object' && type !== 'list');
}

function flatten(page: Page, { type, range: { start, end } }: Value, parts: readonly Part[]): void {
  const padding = type === 'object' ? ' ' : '';
  let at = start + 1;
  parts.forEach(({ range, key }, index) => {
    const gap = { start: at, end: range.start };
    if (!hasRemark(page, gap)) put(page, gap, index === 0 ? padding : ', ');
    if (key !== undefined) setSign(page, key);
    at = range.end;
  });
  const last = { start: at, end: end - 1 };
  if (page.text.slice(last.start, last.end).trim() === '') put(page, last, padding);
}

/** The comma that stands in a gap. Between members of HCL's objects a line break does. */
function comma({ text }: Page, start: number, end: number, [first]: readonly Part[]): string {
  if (!text.slice(start, end).includes(',')) return '';
  const key = first?.key;
  return key !== undefined && /^[ \t]*=/.test(text.slice(key.end, key.end + LONGEST_LINE)) ? '' : ',';
}

/**
 * The gap becomes `blanks`; with comments in it only its lines are indented anew: those of comments by
 * `inner`, the last one by `outer`.
 */
function setGap(page: Page, gap: TextRange, blanks: string, inner: string, outer = inner): void {
  const between = page.text.slice(gap.start, gap.end);
  if (!hasRemark(page, gap)) {
    put(page, gap, blanks);
    return;
  }
  const lines = between.split(/\r?\n/);
  if (lines.length < 2) return;
  const indented = lines.map((line, index) => {
    if (index === 0) return line.trimEnd();
    if (index === lines.length - 1) return `${outer}${line.trimStart()}`;
    return line.trim() === '' ? '' : `${inner}${line.trim()}`;
  });
  put(page, gap, indented.join(page.eol));
}

function hasRemark({ text }: Page, { start, end }: TextRange): boolean {
  return /[^\s,]/.test(text.slice(start, end));
}

/** `:` or `=` between key and value. */
function setSign(page: Page, { end }: TextRange): void {
  const [between = '', sign] = /^[ \t]*([:=])[ \t]*/.exec(page.text.slice(end, end + 2 * LONGEST_LINE)) ?? [];
  const range = { start: end, end: end + between.length };
  if (sign === ':') put(page, range, ': ');
  else if (sign === '=' && !/^ += $/.test(between)) put(page, range, ' = ');
}

function put({ text, edits }: Page, range: TextRange, newText: string): void {
  if (text.slice(range.start, range.end) !== newText) edits.push({ range, newText });
}

import type { TextEdit } from '../../../text/edit.ts';
import type { TextRange } from '../../../text/range.ts';
import { scan } from '../hcl/scan.ts';
import type { Frame, Member } from '../hcl/scan-state.ts';
import { lineEnd, lineStart, nextLine } from '../trivia.ts';
import { areNeighbours, isOneLine } from './align.ts';

/**
 * The edits with what `terraform fmt` would do after them: arguments on neighbouring lines share the column of their `=`
 * where an edit changed one of them. What the author does not align stays as it is. `range` is the policy's block or object.
 */
export function tidy(text: string, range: TextRange, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (edits.length === 0) return edits;
  const result = applied(text, edits);
  const shift = result.text.length - text.length;
  const changes = chainsIn(result.text, range.start, range.end + shift).flatMap((chain) =>
    alignChain(chain, result),
  );
  return withChanges(edits, result, changes);
}

/** The text after edits, and where each stretch of it comes from. */
interface Applied {
  readonly text: string;
  readonly stretches: readonly Stretch[];
}

interface Stretch extends TextRange {
  /** The edit that made it; undefined for the author's text. */
  readonly edit: TextEdit | undefined;
  /** Where it starts in the author's text. */
  readonly from: number;
}

function applied(text: string, edits: readonly TextEdit[]): Applied {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const stretches: Stretch[] = [];
  let result = '';
  let at = 0;
  const add = (part: string, from: number, edit: TextEdit | undefined) => {
    stretches.push({ start: result.length, end: result.length + part.length, from, edit });
    result += part;
  };
  for (const edit of sorted) {
    add(text.slice(at, edit.range.start), at, undefined);
    add(edit.newText, edit.range.start, edit);
    at = edit.range.end;
  }
  add(text.slice(at), at, undefined);
  return { text: result, stretches };
}

/** An argument on one line: its key, the blanks behind that, and all of it. */
interface Line {
  readonly key: TextRange;
  readonly gap: TextRange;
  readonly range: TextRange;
}

/** Runs of arguments on neighbouring lines, each of one block or object. */
function chainsIn(text: string, start: number, end: number): readonly (readonly Line[])[] {
  const members = new Map<Frame, Line[]>();
  scan(text, start, end, undefined, (frame, member, last) => {
    const line = lineOf(text, member, last);
    if (line !== undefined) members.set(frame, [...(members.get(frame) ?? []), line]);
  });
  const chains: Line[][] = [];
  for (const lines of members.values()) {
    let above: Line | undefined;
    for (const line of lines) {
      const chain = chains.at(-1);
      if (above !== undefined && chain !== undefined && areNeighbours(text, above, line)) chain.push(line);
      else chains.push([line]);
      above = line;
    }
  }
  return chains.filter((chain) => chain.length > 0);
}

function lineOf(text: string, { start, end, sign }: Member, last: number): Line | undefined {
  if (sign === undefined || text[sign - 1] !== '=' || !isOneLine(text, { range: { start, end: last } }))
    return undefined;
  if (!/^[ \t]*$/.test(text.slice(lineStart(text, start), start))) return undefined;
  // A comment may stand before the sign.
  if (text.slice(end, sign - 1).trim() !== '') return undefined;
  return { key: { start, end }, gap: { start: end, end: sign - 1 }, range: { start, end: last } };
}

interface Change {
  readonly stretch: Stretch;
  readonly range: TextRange;
  readonly blanks: string;
}

function alignChain(chain: readonly Line[], { text, stretches }: Applied): readonly Change[] {
  const [first] = chain;
  const last = chain.at(-1);
  if (first === undefined || last === undefined) return [];
  const from = lineStart(text, lineStart(text, first.range.start) - 1);
  const to = lineEnd(text, nextLine(text, last.range.end));
  if (!stretches.some(({ edit, start, end }) => edit !== undefined && start <= to && from <= end)) return [];
  const columns = new Map<Stretch, number>();
  for (const { key, gap, range } of chain) {
    const home = stretches.find(
      ({ edit, start, end }) => edit === undefined && start <= range.start && range.end <= end,
    );
    if (home === undefined) continue;
    const column = gap.end - key.start;
    if (columns.has(home) && columns.get(home) !== column) return [];
    columns.set(home, column);
  }
  const column = Math.max(...chain.map(({ key }) => key.end - key.start)) + 1;
  return chain.flatMap(({ key, gap }) => {
    const stretch = stretches.find(
      ({ start, end }) => start <= gap.start && gap.end <= end && gap.start < end,
    );
    const blanks = ' '.repeat(column - (key.end - key.start));
    return stretch === undefined || text.slice(gap.start, gap.end) === blanks
      ? []
      : [{ stretch, range: gap, blanks }];
  });
}

function withChanges(
  edits: readonly TextEdit[],
  { stretches }: Applied,
  changes: readonly Change[],
): readonly TextEdit[] {
  const own = changes.flatMap(({ stretch: { edit, start, from }, range, blanks }) => {
    if (edit !== undefined) return [];
    const shift = from - start;
    return [{ range: { start: range.start + shift, end: range.end + shift }, newText: blanks }];
  });
  const changed = edits.map((edit): TextEdit => {
    const stretch = stretches.find((one) => one.edit === edit);
    const inside = changes.filter((change) => change.stretch === stretch);
    if (stretch === undefined || inside.length === 0) return edit;
    let newText = '';
    let at = 0;
    for (const { range, blanks } of [...inside].sort((a, b) => a.range.start - b.range.start)) {
      newText += edit.newText.slice(at, range.start - stretch.start) + blanks;
      at = range.end - stretch.start;
    }
    return { range: edit.range, newText: newText + edit.newText.slice(at) };
  });
  return [...changed, ...own];
}

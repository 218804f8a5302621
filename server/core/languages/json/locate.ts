import type { Cursor, SnippetParts } from '../../policy/cursor.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import type { Piece, Text } from '../../policy/text.ts';
import type { TextRange } from '../../text/range.ts';
import type { FileModel } from '../language.ts';
import { type Embedded, escapeInString } from './embedded.ts';
import type { Sheet } from './sheet.ts';
import { type Spot, spotAt } from './spot.ts';
import { isJsonWriter } from './write.ts';

/** What stands around an offset of a JSON file, also where it is half typed. */
export function locate(file: FileModel, offset: number): Cursor | undefined {
  for (const { document } of file.policies) {
    const { range } = document;
    if (offset < range.start || offset > range.end) continue;
    if (!isJsonWriter(document.write)) continue;
    const sheet = document.write.sheet();
    const inner = sheet.embedded === undefined ? offset : sheet.embedded.inner(offset);
    const spot = spotAt(sheet, inner);
    if (spot !== undefined) return cursorAt(document, sheet, spot, offset, inner);
  }
  return undefined;
}

function cursorAt(policy: PolicyDocument, sheet: Sheet, spot: Spot, offset: number, inner: number): Cursor {
  const { embedded } = sheet;
  const place = (range: TextRange) =>
    embedded === undefined ? range : embedded.placement.range(range.start, range.end);
  const { text, path, role, commaBefore } = spot;
  return {
    policy,
    offset,
    path,
    role,
    ...(text === undefined ? {} : { text: embedded === undefined ? text : placeText(text, embedded) }),
    before: text === undefined ? '' : charactersBefore(text, inner),
    replace: place(replaced(spot)),
    ...(commaBefore === undefined
      ? {}
      : { also: [{ range: place({ start: commaBefore, end: commaBefore }), newText: ',' }] }),
    spell: (inside) => inFile(around(sheet, spot, escapeInString(inside)), embedded),
    spellSnippet: (parts) => spellSnippet(sheet, spot, parts),
  };
}

/** The content; with its closing quote where something must follow that. */
function replaced(spot: Spot): TextRange {
  const { text, range } = spot;
  if (text === undefined) return range;
  return { start: text.inner.start, end: goesBeyondQuote(spot) ? range.end : text.inner.end };
}

function goesBeyondQuote({ role, quotes, colonAfter, commaAfter }: Spot): boolean {
  if (quotes !== 'both') return false;
  return role === 'key' ? !colonAfter : commaAfter === 'missing';
}

/** The content with quotes, colon and comma, as far as they are not typed yet. */
function around(sheet: Sheet, spot: Spot, content: string): string {
  const { role, quotes, colonAfter } = spot;
  const opened = `${lead(sheet, spot)}${quotes === 'none' ? '"' : ''}${content}`;
  if (quotes === 'both' && !goesBeyondQuote(spot)) return opened;
  if (role === 'value') return `${opened}"${comma(spot)}`;
  return colonAfter ? `${opened}"` : `${opened}": `;
}

function spellSnippet(sheet: Sheet, spot: Spot, { key, value }: SnippetParts): string {
  const { embedded } = sheet;
  const fixed = (text: string) => escapeSnippet(inFile(text, embedded));
  const free = embedded === undefined ? value : snippetInFile(value, embedded);
  if (spot.role === 'value') {
    if (spot.quotes !== 'none') return fixed(escapeInString(spot.text?.value ?? ''));
    return fixed(lead(sheet, spot)) + free + fixed(comma(spot));
  }
  const head = fixed(around(sheet, spot, escapeInString(key ?? '')));
  return spot.colonAfter ? head : head + free + fixed(comma(spot));
}

/** What a value needs between itself and its key. */
function lead(sheet: Sheet, { colonBefore, range, quotes }: Spot): string {
  if (colonBefore === 'missing') return ': ';
  return quotes === 'none' && sheet.text[range.start - 1] === ':' && !isCompact(sheet) ? ' ' : '';
}

/** Whether the author writes no blank after colons. */
function isCompact({ text, root }: Sheet): boolean {
  const first =
    root.type === 'object' ? root.entries.find(({ value }) => value.type !== 'unknown') : undefined;
  return first !== undefined && text[first.value.range.start - 1] === ':';
}

function comma({ commaAfter }: Spot): string {
  return commaAfter === 'missing' ? ',' : '';
}

function inFile(text: string, embedded: Embedded | undefined): string {
  return embedded === undefined ? text : embedded.escape(text);
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A snippet of JSON as a snippet of text that the file escapes once more. Its stops stay as they are. */
function snippetInFile(snippet: string, embedded: Embedded): string {
  return snippet
    .split(/(\$\d+|\$\{\d(?:\\.|[^}$\\])*\})/)
    .map((part, index) =>
      index % 2 === 1 ? part : escapeSnippet(embedded.escape(part.replace(/\\([\\$}])/g, '$1'))),
    )
    .join('');
}

/** The decoded characters of a text before an offset. */
function charactersBefore({ pieces }: Text, offset: number): string {
  let before = '';
  for (const piece of pieces) {
    if (piece.range.start >= offset) break;
    if (piece.kind === 'hole') continue;
    const exact = piece.range.end - piece.range.start === piece.text.length;
    before += exact ? piece.text.slice(0, offset - piece.range.start) : piece.text;
  }
  return before;
}

/** A text of the inner document with the ranges of the file. */
function placeText(text: Text, { text: source, placement }: Embedded): Text {
  const at = ({ start, end }: TextRange) => placement.range(start, end);
  const pieces = text.pieces.flatMap((piece): readonly Piece[] => {
    const { start, end } = piece.range;
    const exact = piece.kind === 'text' && end - start === piece.text.length;
    return exact ? placement.pieces(source, start, end) : [{ ...piece, range: at(piece.range) }];
  });
  return { ...text, range: at(text.range), inner: at(text.inner), pieces };
}

import type { Piece } from '../../policy/text.ts';
import type { TextRange } from '../../text/range.ts';

/** Decodes the escapes of a quoted string: one piece per escape, so that offsets find their way back. */
export function quotedPieces(text: string, range: TextRange): readonly Piece[] {
  return decode(text, range, QUOTED);
}

/** A heredoc takes backslashes as they are; only `$${` and `%%{` are escapes. */
export function heredocPieces(text: string, range: TextRange): readonly Piece[] {
  return decode(text, range, HEREDOC);
}

const QUOTED = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])|\$\$\{|%%\{/g;
const HEREDOC = /\$\$\{|%%\{/g;

function decode(text: string, range: TextRange, escapes: RegExp): readonly Piece[] {
  const slice = text.slice(range.start, range.end);
  if (!slice.includes('\\') && !slice.includes('{')) return [plain(slice, range.start)];
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of slice.matchAll(escapes)) {
    if (match.index > at) pieces.push(plain(slice.slice(at, match.index), range.start + at));
    const end = match.index + match[0].length;
    const place = { start: range.start + match.index, end: range.start + end };
    pieces.push({ kind: 'text', text: meaning(match[0]), range: place });
    at = end;
  }
  if (at < slice.length || pieces.length === 0) pieces.push(plain(slice.slice(at), range.start + at));
  return pieces;
}

function plain(text: string, start: number): Piece {
  return { kind: 'text', text, range: { start, end: start + text.length } };
}

function meaning(spelling: string): string {
  if (spelling === '$${') return '${';
  if (spelling === '%%{') return '%{';
  const letter = spelling[1];
  if (letter === 'u' || letter === 'U') {
    const code = Number.parseInt(spelling.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }
  return LETTERS[letter ?? ''] ?? letter ?? '';
}

const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

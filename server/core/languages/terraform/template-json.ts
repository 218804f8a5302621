import type { Problem, Writer } from '../../policy/model.ts';
import type { Piece, Reference, Text } from '../../policy/text.ts';
import type { Entry, Value } from '../../policy/value.ts';
import type { TextEdit } from '../../text/edit.ts';
import { covers, type TextRange } from '../../text/range.ts';
import { type Embedded, embedText } from '../json/embedded.ts';
import { problemsOf } from '../json/problems.ts';
import { sheetOf } from '../json/sheet.ts';
import { readJson } from '../json/value.ts';
import { jsonWriter } from '../json/write.ts';
import { evaluate } from './evaluate.ts';
import type { TemplateExpr, TemplatePart } from './hcl/ast.ts';
import type { Scope } from './scope.ts';
import { escapeHeredoc, escapeQuoted } from './spell.ts';
import { templatePieces } from './template-pieces.ts';
import { textOf } from './values.ts';
import { guardTemplate } from './write/template.ts';

export interface TemplateJson {
  readonly value: Value;
  readonly problems: readonly Problem[];
  readonly embedded: Embedded;
  readonly write: Writer;
}

/**
 * The JSON that a template spells. A hole inside a JSON string is a hole of that text; in the place of a value it is an unknown value.
 * Of an `if` both branches are read, of a `for` one round, and whatever they stand in is open.
 * Undefined: the text is no JSON object.
 */
export function readTemplateJson(expr: TemplateExpr, scope: Scope): TemplateJson | undefined {
  const directives: TextRange[] = [];
  const flat = withoutDirectives(expr.parts, directives);
  const pieces = templatePieces(flat, scope, expr.heredoc !== 'no', evaluate);
  const quoted = quoteHoles(pieces);
  const text: Text = textOf(quoted.pieces, expr.range, expr.inner);
  const embedded = embedText(text, expr.heredoc === 'no' ? escapeQuoted : escapeHeredoc);
  if (!/^\s*\{/.test(embedded.text)) return undefined;
  const reading = readJson(embedded.text, embedded.placement);
  if (reading.value === undefined) return undefined;
  const isCut = reading.errors.some(({ code }) => code === 'unclosed-string');
  const whole = isCut ? withoutEnds(reading.value) : reading.value;
  const value = openAround(unquoteHoles(whole, quoted.values), directives);
  if (value.type !== 'object') return undefined;
  const sound = quoted.values.size === 0 && directives.length === 0;
  const problems = sound
    ? problemsOf({
        text: embedded.text,
        errors: reading.errors,
        comments: reading.comments,
        embedded,
        alone: true,
        lenient: false,
        range: value.range,
      })
    : [];
  // What is written in holes and directives is not JSON; edits of the JSON around them need sound text.
  const write = guardTemplate(
    jsonWriter(sheetOf(scope.file.source.text, reading, value, embedded), embedded),
    expr,
  );
  return { value, problems, embedded, write: { ...write, refer: referInString } };
}

/** Not where a value without quotes stands. */
function referInString({ range, inner }: Text, { target, attribute }: Reference): readonly TextEdit[] {
  if (range.start === inner.start) return [];
  const path = attribute === undefined ? target : `${target}.${attribute}`;
  return [{ range: inner, newText: `\${${path}}` }];
}

function withoutDirectives(parts: readonly TemplatePart[], directives: TextRange[]): readonly TemplatePart[] {
  return parts.flatMap((part): readonly TemplatePart[] => {
    if (part.kind !== 'if' && part.kind !== 'for') return [part];
    directives.push(part.range);
    if (part.kind === 'for') return withoutDirectives(part.body, directives);
    return [...withoutDirectives(part.yes, directives), ...withoutDirectives(part.no, directives)];
  });
}

/** Puts quotes around holes that stand where JSON wants a value, so that the text can be read. */
function quoteHoles(pieces: readonly Piece[]): {
  readonly pieces: readonly Piece[];
  readonly values: ReadonlySet<Piece>;
} {
  const result: Piece[] = [];
  const values = new Set<Piece>();
  let inString = false;
  let escaped = false;
  for (const piece of pieces) {
    if (piece.kind === 'hole') {
      if (inString) result.push(piece);
      else {
        values.add(piece);
        result.push(quote(piece.range.start), piece, quote(piece.range.end));
      }
      continue;
    }
    result.push(piece);
    for (const char of piece.text) {
      if (escaped) escaped = false;
      else if (inString && char === '\\') escaped = true;
      else if (char === '"') inString = !inString;
    }
  }
  return { pieces: result, values };
}

function quote(at: number): Piece {
  return { kind: 'text', text: '"', range: { start: at, end: at } };
}

function unquoteHoles(value: Value, holes: ReadonlySet<Piece>): Value {
  if (holes.size === 0) return value;
  switch (value.type) {
    case 'string': {
      const [only] = value.text.pieces;
      if (value.text.pieces.length !== 1 || only?.kind !== 'hole' || !holes.has(only)) return value;
      return {
        type: 'unknown',
        range: only.range,
        ...(only.reference === undefined ? {} : { reference: only.reference }),
      };
    }
    case 'list':
      return { ...value, items: value.items.map((item) => unquoteHoles(item, holes)) };
    case 'object':
      return {
        ...value,
        entries: value.entries.map((entry): Entry => ({ ...entry, value: unquoteHoles(entry.value, holes) })),
      };
    default:
      return value;
  }
}

/** A string that is not closed may go on: it ends with a hole. */
function withoutEnds(value: Value): Value {
  switch (value.type) {
    case 'string': {
      const { range, inner, pieces } = value.text;
      if (range.start === inner.start || inner.end < range.end) return value;
      const end = { start: range.end, end: range.end };
      const text = textOf([...pieces, { kind: 'hole', range: end }], range, inner);
      return { type: 'string', range, text };
    }
    case 'list':
      return { ...value, items: value.items.map(withoutEnds) };
    case 'object':
      return {
        ...value,
        entries: value.entries.map((entry): Entry => ({ ...entry, value: withoutEnds(entry.value) })),
      };
    default:
      return value;
  }
}

/** Lists and objects with a directive in them may have more or less than they show. */
function openAround(value: Value, directives: readonly TextRange[]): Value {
  if (directives.length === 0) return value;
  if (value.type === 'list') {
    const open = directives.filter((range) => covers(value.range, range));
    const items = value.items.map((item) => openAround(item, directives));
    return { ...value, items, open: [...value.open, ...open] };
  }
  if (value.type === 'object') {
    const open = directives.filter((range) => covers(value.range, range));
    const entries = value.entries.map((entry) => ({ ...entry, value: openAround(entry.value, directives) }));
    return { ...value, entries, open: [...value.open, ...open] };
  }
  return value;
}

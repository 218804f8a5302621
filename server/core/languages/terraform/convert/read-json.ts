import type { Expr, TemplateExpr } from '../hcl/ast.ts';
import type { Scope } from '../scope.ts';
import type { Doubts, Entry, ExprForm, Form, Item, ListForm, Notes, ObjectForm, Part } from './form.ts';
import { readExpr, readParts, refuseRepeats } from './read-object.ts';

/** The JSON of a template. Undefined: it is none, and the doubts say so. */
export function readJsonTemplate(expr: TemplateExpr, scope: Scope, doubts: Doubts): Form | undefined {
  const nodes = new Map<ExprForm, Expr>();
  const parts = readParts(expr, scope, doubts, nodes);
  return readJson(parts, doubts, (form) => {
    const node = nodes.get(form);
    const [arg] = node?.kind === 'call' && node.name === 'jsonencode' ? node.args : [];
    return arg === undefined ? undefined : readExpr(arg, scope, doubts);
  });
}

/** The JSON of a file, with or without comments. Undefined: it is none, and the doubts say so. */
export function readJsonText(text: string, doubts: Doubts): Form | undefined {
  return readJson([{ kind: 'text', text: text.replace(/^\ufeff/, '') }], doubts, () => undefined, true);
}

/** A reading of JSON in progress. A hole in the text is one character of private use. */
interface Reading {
  readonly text: string;
  readonly holes: readonly ExprForm[];
  readonly doubts: Doubts;
  /** What a hole in the place of a value encodes. */
  readonly decode: (hole: ExprForm) => Form | undefined;
  readonly comments: boolean;
  at: number;
  hole: number;
  depth: number;
  /** Comments read and not yet told to anything, and whether each stands on the line of what is before it. */
  pending: { readonly text: string; readonly behind: boolean }[];
}

const HOLE = '\ue000';

const MAX_DEPTH = 100;

function readJson(
  parts: readonly Part[],
  doubts: Doubts,
  decode: Reading['decode'],
  comments = false,
): Form | undefined {
  const texts = parts.map((part) => (part.kind === 'text' ? part.text : HOLE));
  const holes = parts.filter((part) => part.kind === 'expr');
  if (parts.some((part) => part.kind === 'text' && part.text.includes(HOLE))) return fail(doubts);
  const reading: Reading = {
    text: texts.join(''),
    holes,
    doubts,
    decode,
    comments,
    at: 0,
    hole: 0,
    depth: 0,
    pending: [],
  };
  skip(reading);
  const first = takePending(reading);
  const value = readValue(reading, 'entry');
  if (value === undefined) return fail(doubts);
  skip(reading);
  const last = takePending(reading);
  if (reading.at < reading.text.length) return fail(doubts);
  return value.kind === 'object' ? withOuter(value, first, last) : value;
}

function fail(doubts: Doubts): undefined {
  doubts.reasons.push('Its text is not valid JSON');
  return undefined;
}

/** Comments around the whole document go into it. */
function withOuter(value: ObjectForm, first: readonly string[], last: readonly string[]): ObjectForm {
  const [entry, ...rest] = value.entries;
  const tail = [...value.tail, ...last];
  if (entry === undefined) return { ...value, tail: [...first, ...tail] };
  if (first.length === 0) return { ...value, tail };
  const notes = { ...entry.notes, before: [...first, ...entry.notes.before] };
  return { ...value, entries: [{ ...entry, notes }, ...rest], tail };
}

function readValue(reading: Reading, place: 'entry' | 'item'): Form | undefined {
  const { text, at } = reading;
  const char = text[at];
  if (char === '{') return nested(reading, readObject);
  if (char === '[') return nested(reading, readList);
  if (char === '"') {
    const parts = readString(reading);
    return parts === undefined ? undefined : { kind: 'text', parts };
  }
  if (char === HOLE) return readHole(reading, place);
  const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;
  literal.lastIndex = at;
  const found = literal.exec(text)?.[0];
  if (found === undefined || text[at + found.length] === HOLE) return undefined;
  reading.at += found.length;
  return { kind: 'literal', spelling: found };
}

function nested<T>(reading: Reading, read: (reading: Reading) => T | undefined): T | undefined {
  if (++reading.depth > MAX_DEPTH) return undefined;
  const value = read(reading);
  reading.depth--;
  return value;
}

/** Inside a list a hole may be several items. */
function readHole(reading: Reading, place: 'entry' | 'item'): Form | undefined {
  const hole = reading.holes[reading.hole++];
  reading.at++;
  if (hole === undefined || reading.text[reading.at] === HOLE) return undefined;
  const decoded = reading.decode(hole);
  if (decoded !== undefined) return decoded;
  if (place === 'item')
    reading.doubts.reasons.push(`"\${${hole.source}}" without quotes may give several items of a list`);
  return { ...hole, source: `jsondecode(${hole.source})`, type: 'unknown' };
}

function readObject(reading: Reading): ObjectForm | undefined {
  const entries: Entry[] = [];
  const close = members(reading, '}', (notes) => {
    const key = reading.text[reading.at] === '"' ? readString(reading) : undefined;
    if (key === undefined) return undefined;
    const known = reading.pending.length;
    skip(reading);
    if (reading.text[reading.at] !== ':') return undefined;
    reading.at++;
    skip(reading);
    if (reading.pending.length > known)
      reading.doubts.reasons.push('A comment stands between a name and its value');
    const value = readValue(reading, 'entry');
    if (value === undefined) return undefined;
    entries.push({ key, value, notes });
    return (after) => {
      entries[entries.length - 1] = { key, value, notes: { ...notes, after } };
    };
  });
  if (close === undefined) return undefined;
  refuseRepeats(entries, reading.doubts);
  return { kind: 'object', entries, tail: close };
}

function readList(reading: Reading): ListForm | undefined {
  const items: Item[] = [];
  const close = members(reading, ']', (notes) => {
    const value = readValue(reading, 'item');
    if (value === undefined) return undefined;
    items.push({ value, notes });
    return (after) => {
      items[items.length - 1] = { value, notes: { ...notes, after } };
    };
  });
  return close === undefined ? undefined : { kind: 'list', items, tail: close };
}

/** Reads the members of a container and its last bracket; gives the comments behind the last member. */
function members(
  reading: Reading,
  bracket: string,
  read: (notes: Notes) => ((after: string) => void) | undefined,
): readonly string[] | undefined {
  reading.at++;
  let note: ((after: string) => void) | undefined;
  for (let count = 0; ; count++) {
    skip(reading);
    if (count > 0 && reading.text[reading.at] !== bracket) {
      if (reading.text[reading.at] !== ',') return undefined;
      reading.at++;
      skip(reading);
      // What follows the last comma is a member, unless comments are allowed: then so is a comma too many.
      if (reading.text[reading.at] === bracket && !reading.comments) return undefined;
    }
    const [first] = reading.pending;
    if (note !== undefined && first?.behind === true) {
      note(first.text);
      reading.pending.shift();
    }
    const comments = takePending(reading);
    if (reading.text[reading.at] === bracket) {
      reading.at++;
      return comments;
    }
    note = read({ before: comments, after: undefined });
    if (note === undefined) return undefined;
  }
}

function takePending(reading: Reading): readonly string[] {
  const taken = reading.pending.map(({ text }) => text);
  reading.pending = [];
  return taken;
}

/** Over blanks and, where they are allowed, comments. */
function skip(reading: Reading): void {
  const { text } = reading;
  let broken = false;
  for (;;) {
    const char = text[reading.at];
    if (char === '\n' || char === '\r') broken = true;
    if (char === ' ' || char === '\t' || char === '\n' || char === '\r') {
      reading.at++;
      continue;
    }
    const comment = reading.comments && char === '/' ? commentAt(text, reading.at) : undefined;
    if (comment === undefined) return;
    reading.pending.push({ text: comment, behind: !broken });
    reading.at += comment.length;
  }
}

function commentAt(text: string, at: number): string | undefined {
  const comment = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\//y;
  comment.lastIndex = at;
  return comment.exec(text)?.[0];
}

/** A string with its holes. */
function readString(reading: Reading): readonly Part[] | undefined {
  const { text } = reading;
  const parts: Part[] = [];
  let from = reading.at + 1;
  let at = from;
  const flush = (end: number) => {
    if (end === from) return true;
    const decoded = decodeString(text.slice(from, end));
    if (decoded === undefined) return false;
    parts.push({ kind: 'text', text: decoded });
    return true;
  };
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === HOLE) {
      const hole = reading.holes[reading.hole++];
      if (hole === undefined || !flush(at)) return undefined;
      parts.push(hole);
      from = at + 1;
    }
  }
  if (text[at] !== '"' || !flush(at)) return undefined;
  reading.at = at + 1;
  return parts;
}

function decodeString(inside: string): string | undefined {
  try {
    const value: unknown = JSON.parse(`"${inside}"`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

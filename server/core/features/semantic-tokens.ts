import { parseArn } from '../catalog/arn.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { Engine } from '../engine.ts';
import type { FileModel } from '../languages/language.ts';
import type { Project } from '../project.ts';
import type { TextRange } from '../text/range.ts';
import { recent } from '../text/recent.ts';
import type { Uri } from '../text/source.ts';
import { HOLE, type Scalar, scalarsIn, spreadOf } from './scalars.ts';

/** What parts of a string are. */
export type TokenKind =
  | 'service'
  | 'action'
  | 'wildcard'
  | 'variable'
  | 'arn'
  | 'partition'
  | 'region'
  | 'account'
  | 'resource-type';

export interface Token {
  readonly range: TextRange;
  readonly kind: TokenKind;
}

/** The parts of a document's policy strings that mean something, in the file's order. None overlaps another one or goes over a line. */
export function semanticTokens(
  engine: Engine,
  project: Project,
  uri: Uri,
  within?: TextRange,
): readonly Token[] {
  const file = engine.read(project, uri);
  if (file === undefined) return [];
  const known = whole.get(file);
  if (known !== undefined)
    return within === undefined ? known : known.filter(({ range }) => overlaps(range, within));
  const tokens = tokensOf(file, within);
  if (within === undefined) whole.set(file, tokens);
  return tokens;
}

/** Editors ask for what is on screen, for all of it, and again when they show the document again. */
const whole = recent<FileModel, readonly Token[]>(4);

function overlaps(range: TextRange, within: TextRange): boolean {
  return range.start <= within.end && range.end >= within.start;
}

function tokensOf(file: FileModel, within: TextRange | undefined): readonly Token[] {
  const tokens: Token[] = [];
  for (const { document } of file.policies) {
    const dialect = dialectOf(document.dialect);
    for (const scalar of scalarsIn(document, within)) {
      if (tokens.length > MOST) return inOrder(tokens);
      const spread = spreadOf(scalar.text, file.source.text);
      if (spread === undefined) continue;
      const { at } = spread;
      for (const { kind, start, end } of partsOf(scalar, spread.characters, dialect)) {
        if (at !== undefined) tokens.push({ kind, range: { start: at + start, end: at + end } });
        else for (const range of spread.rangesOf(start, end)) tokens.push({ kind, range });
      }
    }
  }
  return inOrder(tokens);
}

/** Colours of a document that is longer than anybody reads can end somewhere. */
const MOST = 50_000;

/** A local that two documents refer to is coloured once. */
function inOrder(tokens: readonly Token[]): readonly Token[] {
  const isSorted = tokens.every(({ range }, index) => range.start >= (tokens[index - 1]?.range.end ?? 0));
  if (isSorted) return tokens;
  const sorted = tokens.toSorted((a, b) => a.range.start - b.range.start);
  let end = -1;
  return sorted.filter(({ range }) => {
    if (range.start < end) return false;
    end = range.end;
    return true;
  });
}

interface Part {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

function partsOf(scalar: Scalar, text: string, dialect: Dialect): readonly Part[] {
  switch (scalar.role) {
    case 'action':
      return actionParts(text);
    case 'resource':
      return arnParts(text, dialect.variables) ?? [...wildcards(text, 0, text.length, dialect.variables)];
    case 'principal':
      return arnParts(text, false) ?? principalParts(text);
    case 'condition-value': {
      const isWild = dialect.parseOperator(scalar.operator)?.wild === true;
      const parts = arnParts(text, dialect.variables);
      if (parts !== undefined) return isWild ? parts : parts.filter(({ kind }) => kind !== 'wildcard');
      return isWild
        ? [...wildcards(text, 0, text.length, dialect.variables)]
        : dialect.variables
          ? [...variables(text, 0, text.length)]
          : [];
    }
  }
}

function actionParts(text: string): readonly Part[] {
  const colon = text.indexOf(':');
  if (colon < 1) return text === '*' ? [{ kind: 'wildcard', start: 0, end: 1 }] : [];
  const parts: Part[] = /^[A-Za-z0-9-]+:/.test(text) ? [{ kind: 'service', start: 0, end: colon }] : [];
  if (parts.length === 0) return parts;
  for (let start = colon + 1; start < text.length; ) {
    const kind = kindAt(text, start);
    let end = start + 1;
    while (end < text.length && kindAt(text, end) === kind) end++;
    if (kind !== undefined) parts.push({ kind, start, end });
    start = end;
  }
  return parts;
}

function kindAt(text: string, index: number): 'wildcard' | 'action' | undefined {
  const character = text[index];
  return character === HOLE ? undefined : character === '*' || character === '?' ? 'wildcard' : 'action';
}

function arnParts(text: string, hasVariables: boolean): readonly Part[] | undefined {
  const arn = parseArn(text);
  if (arn === undefined) return undefined;
  const parts: Part[] = [{ kind: 'arn', start: 0, end: 3 }];
  const fields = [
    { kind: 'partition', field: arn.partition },
    { kind: 'service', field: arn.service },
    { kind: 'region', field: arn.region },
    { kind: 'account', field: arn.account },
  ] as const;
  for (const { kind, field } of fields)
    parts.push(...fieldParts(text, field.start, field.end, kind, hasVariables));
  const { resource } = arn;
  const type = /^[A-Za-z][\w-]*(?=[/:])/.exec(resource.text)?.[0] ?? '';
  if (type !== '')
    parts.push({ kind: 'resource-type', start: resource.start, end: resource.start + type.length });
  parts.push(...wildcards(text, resource.start + type.length, resource.end, hasVariables));
  return parts;
}

function* fieldParts(
  text: string,
  start: number,
  end: number,
  kind: TokenKind,
  hasVariables: boolean,
): Generator<Part> {
  let at = start;
  for (const part of wildcards(text, start, end, hasVariables)) {
    if (at < part.start) yield* plain(text, at, part.start, kind);
    yield part;
    at = part.end;
  }
  if (at < end) yield* plain(text, at, end, kind);
}

function* plain(text: string, start: number, end: number, kind: TokenKind): Generator<Part> {
  for (const run of text.slice(start, end).matchAll(NO_HOLE))
    yield { kind, start: start + run.index, end: start + run.index + run[0].length };
}

const NO_HOLE = new RegExp(`[^${HOLE}]+`, 'g');

/** `*`, `?` and policy variables; the escapes `${'$'}{*}` are text. */
function* wildcards(text: string, start: number, end: number, hasVariables: boolean): Generator<Part> {
  for (const run of text.slice(start, end).matchAll(/\$\{(?:[^}$\r\n]|\$(?!\{))*\}|[*?]+/g)) {
    const at = start + run.index;
    if (!run[0].startsWith('$')) yield { kind: 'wildcard', start: at, end: at + run[0].length };
    else if (hasVariables && !ESCAPE.test(run[0]))
      yield { kind: 'variable', start: at, end: at + run[0].length };
  }
}

const ESCAPE = /^\$\{[*?$]\}$/;

function* variables(text: string, start: number, end: number): Generator<Part> {
  for (const part of wildcards(text, start, end, true)) if (part.kind === 'variable') yield part;
}

function principalParts(text: string): readonly Part[] {
  if (text === '*') return [{ kind: 'wildcard', start: 0, end: 1 }];
  if (/^\d{12}$/.test(text)) return [{ kind: 'account', start: 0, end: 12 }];
  const service = /^([a-z0-9-]+)(?=\.(?:[a-z0-9-]+\.)?(?:amazonaws\.com|aliyuncs\.com))/.exec(text)?.[1];
  return service === undefined ? [] : [{ kind: 'service', start: 0, end: service.length }];
}

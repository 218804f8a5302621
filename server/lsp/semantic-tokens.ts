import {
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { type Source, semanticTokens, type TextRange, type Token, type Uri } from '../core/index.ts';
import { fromRange, toPosition } from './convert.ts';
import type { Session } from './session.ts';
import { typeOfToken } from './views-client.ts';

/** `textDocument/semanticTokens`: what each editor was told last is kept for its next question. */
export interface TokenRequests {
  full(session: Session, params: SemanticTokensParams): SemanticTokens | null;
  delta(session: Session, params: SemanticTokensDeltaParams): SemanticTokens | SemanticTokensDelta | null;
  range(session: Session, params: SemanticTokensRangeParams): SemanticTokens | null;
}

/** An answer without tokens is no answer: it would stand before that of another extension. */
export function createTokenRequests(): TokenRequests {
  const told = new Map<Uri, Told>();
  const toldOf = (uri: Uri): Told => {
    const known = told.get(uri);
    if (known !== undefined) return known;
    const made = { builder: new SemanticTokensBuilder(), tokens: [] };
    told.set(uri, made);
    const [oldest] = told.keys();
    if (told.size > MOST && oldest !== undefined) told.delete(oldest);
    return made;
  };
  return {
    full(session, { textDocument: { uri } }) {
      const source = coloured(session, uri);
      if (source === undefined) return null;
      const last = toldOf(uri);
      const tokens = tokensIn(session, source);
      if (tokens === last.tokens) return answerOf(last, () => last.builder.build());
      last.builder.previousResult('');
      tell(last, source, tokens);
      return answerOf(last, () => last.builder.build());
    },
    delta(session, { textDocument: { uri }, previousResultId }) {
      const source = coloured(session, uri);
      if (source === undefined) return null;
      const last = toldOf(uri);
      const tokens = tokensIn(session, source);
      if (tokens === last.tokens && last.builder.id === previousResultId)
        return answerOf(last, () => ({ resultId: previousResultId, edits: [] }));
      last.builder.previousResult(previousResultId);
      tell(last, source, tokens);
      return answerOf(last, () => last.builder.buildEdits());
    },
    range(session, { textDocument: { uri }, range }) {
      const source = coloured(session, uri);
      if (source === undefined) return null;
      const builder = new SemanticTokensBuilder();
      const tokens = tokensIn(session, source, fromRange(source, range));
      push(builder, source, tokens);
      return tokens.length === 0 ? null : builder.build();
    },
  };
}

/** Documents. */
const MOST = 20;

/** Undefined where somebody else colours: of two extensions' tokens an editor shows one. */
function coloured({ project, client }: Session, uri: Uri): Source | undefined {
  const source = project().sources.get(uri);
  if (source === undefined || !client.options.hostColoursTerraform) return source;
  return source.languageId.startsWith('json') ? source : undefined;
}

/** What the editor has of a document. The builder has the same tokens as numbers: they are put together once. */
interface Told {
  readonly builder: SemanticTokensBuilder;
  tokens: readonly Token[];
}

function tell(told: Told, source: Source, tokens: readonly Token[]): void {
  push(told.builder, source, tokens);
  told.tokens = tokens;
}

function answerOf<T>({ tokens }: Told, build: () => T): T | null {
  return tokens.length === 0 ? null : build();
}

/** The same value for as long as the document is the same. */
function tokensIn({ engine, project }: Session, { uri }: Source, within?: TextRange): readonly Token[] {
  return semanticTokens(engine, project(), uri, within);
}

function push(builder: SemanticTokensBuilder, source: Source, tokens: readonly Token[]): void {
  for (const { range, kind } of tokens) {
    const { line, character } = toPosition(source, range.start);
    builder.push(line, character, range.end - range.start, typeOfToken(kind), 0);
  }
}

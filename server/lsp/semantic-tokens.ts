import {
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { type Source, semanticTokens, type TextRange, type Uri } from '../core/index.ts';
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
  const told = new Map<Uri, SemanticTokensBuilder>();
  const builderOf = (uri: Uri): SemanticTokensBuilder => {
    const known = told.get(uri);
    if (known !== undefined) return known;
    const made = new SemanticTokensBuilder();
    told.set(uri, made);
    const [oldest] = told.keys();
    if (told.size > MOST && oldest !== undefined) told.delete(oldest);
    return made;
  };
  return {
    full(session, { textDocument: { uri } }) {
      const source = coloured(session, uri);
      if (source === undefined) return null;
      const builder = builderOf(uri);
      builder.previousResult('');
      return push(builder, session, source) ? builder.build() : null;
    },
    delta(session, { textDocument: { uri }, previousResultId }) {
      const source = coloured(session, uri);
      if (source === undefined) return null;
      const builder = builderOf(uri);
      builder.previousResult(previousResultId);
      return push(builder, session, source) ? builder.buildEdits() : null;
    },
    range(session, { textDocument: { uri }, range }) {
      const source = coloured(session, uri);
      if (source === undefined) return null;
      const builder = new SemanticTokensBuilder();
      return push(builder, session, source, fromRange(source, range)) ? builder.build() : null;
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

function push(builder: SemanticTokensBuilder, session: Session, source: Source, within?: TextRange): boolean {
  const tokens = semanticTokens(session.engine, session.project(), source.uri, within);
  for (const { range, kind } of tokens) {
    const { line, character } = toPosition(source, range.start);
    builder.push(line, character, range.end - range.start, typeOfToken(kind), 0);
  }
  return tokens.length > 0;
}

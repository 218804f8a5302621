import {
  CodeLensRefreshRequest,
  type Connection,
  InlayHintRefreshRequest,
  type RequestType0,
  SemanticTokensRefreshRequest,
} from 'vscode-languageserver';
import type { Source, Uri } from '../core/index.ts';
import { lensesOf } from './code-lens.ts';
import type { Host } from './host.ts';
import { hintsIn } from './inlay-hint.ts';
import { createTokenRequests } from './semantic-tokens.ts';
import type { Session } from './session.ts';
import type { Answer } from './structure.ts';
import { SUMMARY, summaryAt } from './summary.ts';

/** What the editor shows beside the text, and when it should ask again for it. */
export interface Views {
  /** The settings are others. */
  refresh(): void;
  /** What documents are made of has changed: a policy may have another use now. */
  recheck(): void;
}

/** The requests of `viewsCapabilities`, and `policywright/summary`. */
export function serveViews(connection: Connection, host: Host, session: Session, answer: Answer): Views {
  const told = new Map<Uri, { readonly source: Source | undefined; readonly titles: string }>();
  const { views } = session.client;
  const lenses = (at: Session, params: Parameters<typeof lensesOf>[1]) => {
    const found = lensesOf(at, params);
    const { uri } = params.textDocument;
    told.delete(uri);
    told.set(uri, { source: at.project().sources.get(uri), titles: titlesOf(found) });
    const [oldest] = told.keys();
    if (told.size > MOST && oldest !== undefined) told.delete(oldest);
    return found;
  };
  const tokens = createTokenRequests();
  connection.onCodeLens(answer('codeLens', [], lenses));
  connection.languages.inlayHint.on(answer('inlayHint', [], hintsIn));
  connection.languages.semanticTokens.on((params, token) =>
    answer('semanticTokens/full', null, tokens.full)(params, token).then(orNothing),
  );
  connection.languages.semanticTokens.onDelta((params, token) =>
    answer('semanticTokens/delta', null, tokens.delta)(params, token).then(orNothing),
  );
  connection.languages.semanticTokens.onRange((params, token) =>
    answer('semanticTokens/range', null, tokens.range)(params, token).then(orNothing),
  );
  connection.onRequest(SUMMARY, answer('policywright/summary', null, summaryAt));

  const ask = (isAble: boolean, type: RequestType0<void, void>) => {
    if (!isAble) return;
    connection
      .sendRequest(type)
      .catch((error: unknown) => connection.console.warn(`The editor did not refresh: ${String(error)}`));
  };
  const isStale = () =>
    [...told].some(([uri, { source, titles }]) => {
      // A document with a newer text is asked for anyway.
      if (source === undefined || session.project().sources.get(uri) !== source) return false;
      return titlesOf(lensesOf(session, { textDocument: { uri } })) !== titles;
    });
  let cancel = () => {};
  return {
    refresh() {
      ask(views.refreshesCodeLens, CodeLensRefreshRequest.type);
      ask(views.refreshesInlayHints, InlayHintRefreshRequest.type);
      ask(views.refreshesSemanticTokens, SemanticTokensRefreshRequest.type);
    },
    recheck() {
      if (!views.refreshesCodeLens) return;
      cancel();
      cancel = host.later(PAUSE, () => {
        try {
          ask(isStale(), CodeLensRefreshRequest.type);
        } catch (error) {
          session.bug('looking at lenses again', error);
        }
      });
    },
  };
}

function titlesOf(lenses: ReturnType<typeof lensesOf>): string {
  return lenses.map(({ command }) => command?.title).join('\n');
}

/** The protocol takes `null`, which its types leave out here. */
function orNothing<T>(tokens: T | null): T {
  return tokens as T;
}

/** Documents whose lenses are remembered. */
const MOST = 20;

/** Milliseconds without a change before neighbours are looked at again. */
const PAUSE = 200;

import {
  type CancellationToken,
  type Connection,
  DiagnosticRefreshRequest,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { allRules, createCatalog, createEngine, type Engine, json, type Project } from '../core/index.ts';
import { type BugReporter, createBugReporter } from './bugs.ts';
import { initializeResult } from './capabilities.ts';
import { clientOf } from './client.ts';
import { codeActions } from './code-action.ts';
import { completion } from './completion.ts';
import { resolveItem } from './completion-resolve.ts';
import { type Configuration, createConfiguration } from './configuration.ts';
import { pullDiagnostics } from './diagnostics.ts';
import { createDocuments, type Documents } from './documents.ts';
import type { Host } from './host.ts';
import { hoverAt } from './hover.ts';
import { createPublisher, type Publisher } from './publish.ts';
import type { Session } from './session.ts';

/** Speaks the protocol over the connection until it ends. */
export function startServer(connection: Connection, host: Host): void {
  const bug = createBugReporter((message) => connection.console.error(message));
  connection.onInitialize((params) => initialize(connection, host, bug, params));
  connection.listen();
}

function initialize(
  connection: Connection,
  host: Host,
  bug: BugReporter,
  params: InitializeParams,
): InitializeResult | ResponseError<{ retry: boolean }> {
  const client = clientOf(params);
  const engine = openEngine(host, bug);
  if (engine instanceof ResponseError) return engine;
  const documents = createDocuments();
  const configuration = createConfiguration(connection, host, client, bug, () => {
    for (const uri of documents.sources.keys()) publisher.schedule(uri, 0);
    if (!client.refreshesDiagnostics) return;
    connection
      .sendRequest(DiagnosticRefreshRequest.type)
      .catch((error: unknown) => connection.console.warn(`The editor did not refresh: ${String(error)}`));
  });
  const session: Session = {
    client,
    engine,
    bug,
    project: projects(documents, configuration),
    version: documents.version,
  };
  const publisher = createPublisher(connection, host, session);
  listen(connection, documents, configuration, publisher, bug);
  serve(connection, session, configuration.ready);
  return initializeResult(host.version, client);
}

/** Without the service data everything would be an unknown action: then it is better not to start. */
function openEngine(host: Host, bug: BugReporter): Engine | ResponseError<{ retry: boolean }> {
  const refuse = (why: string) =>
    new ResponseError(ErrorCodes.InternalError, `Policywright cannot start: ${why}`, { retry: false });
  try {
    const catalog = createCatalog(host.loadTable);
    if (catalog.services.length === 0) return refuse('its service data (tables/shape.json) is missing');
    return createEngine({ catalog, languages: [json], rules: allRules, onBug: bug });
  } catch (error) {
    return refuse(`its service data cannot be read (${String(error)})`);
  }
}

function listen(
  connection: Connection,
  documents: Documents,
  configuration: Configuration,
  publisher: Publisher,
  bug: BugReporter,
): void {
  const note = <P>(name: string, run: (params: P) => void) => {
    return (params: P) => {
      try {
        run(params);
      } catch (error) {
        bug(name, error);
      }
    };
  };
  const schedule = (uri: string, milliseconds: number) =>
    void configuration.ready.then(() => publisher.schedule(uri, milliseconds));
  connection.onInitialized(note('initialized', configuration.start));
  connection.onDidChangeConfiguration(
    note('didChangeConfiguration', ({ settings }) => configuration.changed(settings)),
  );
  connection.onDidOpenTextDocument(
    note('didOpen', (params) => {
      documents.open(params);
      schedule(params.textDocument.uri, 0);
    }),
  );
  connection.onDidChangeTextDocument(
    note('didChange', (params) => {
      documents.change(params);
      schedule(params.textDocument.uri, PAUSE);
    }),
  );
  connection.onDidCloseTextDocument(
    note('didClose', (params) => {
      documents.close(params);
      publisher.forget(params.textDocument.uri);
    }),
  );
}

function serve(connection: Connection, session: Session, ready: Promise<void>): void {
  /** A request that throws is a bug of ours: it is logged, and the editor gets the answer of one who knows nothing. */
  const answer = <P, R>(name: string, neutral: R, run: (session: Session, params: P) => R) => {
    return async (params: P, token: CancellationToken): Promise<R> => {
      await ready;
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, name);
      try {
        return run(session, params);
      } catch (error) {
        session.bug(name, error);
        return neutral;
      }
    };
  };
  connection.onCompletion(answer('completion', null, completion));
  connection.onCompletionResolve((item, token) =>
    answer('completionItem/resolve', item, resolveItem)(item, token),
  );
  connection.onHover(answer('hover', null, hoverAt));
  connection.onCodeAction(answer('codeAction', [], (at, params) => [...codeActions(at, params)]));
  connection.languages.diagnostics.on(answer('diagnostic', { kind: 'full', items: [] }, pullDiagnostics));
}

/** One value for as long as nothing changes. */
function projects(documents: Documents, configuration: Configuration): () => Project {
  let last: Project | undefined;
  return () => {
    const { sources } = documents;
    const { settings } = configuration;
    if (last?.sources !== sources || last.settings !== settings) last = { sources, settings };
    return last;
  };
}

/** Milliseconds without typing before diagnostics are pushed. */
const PAUSE = 80;

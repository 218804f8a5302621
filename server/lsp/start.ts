import {
  type CancellationToken,
  type Connection,
  DidChangeWorkspaceFoldersNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { createCatalog, type Project, type Uri } from '../core/index.ts';
import { serveTools } from './agent-tools.ts';
import { type BugReporter, createBugReporter } from './bugs.ts';
import { initializeResult } from './capabilities.ts';
import { clientOf } from './client.ts';
import { codeActions } from './code-action.ts';
import { completion } from './completion.ts';
import { resolveItem } from './completion-resolve.ts';
import { type Configuration, createConfiguration } from './configuration.ts';
import { CONVERT, convertedPolicy } from './convert-policy.ts';
import { definitionAt } from './definition.ts';
import { ALLOW_DENIED, allowedWhatWasDenied } from './denied.ts';
import { pullDiagnostics } from './diagnostics.ts';
import { createDocuments, type Documents } from './documents.ts';
import type { Host } from './host.ts';
import { hoverAt } from './hover.ts';
import { createLateEngine, type LateEngine } from './late-engine.ts';
import { createPublisher, type Publisher } from './publish.ts';
import { resolveAction } from './refactorings.ts';
import { referencesAt } from './references.ts';
import { analyzed, type Session } from './session.ts';
import { serveStructure } from './structure.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';
import { listedTemplates, TEMPLATE, TEMPLATES, templateFor } from './templates.ts';
import { serveViews, type Views } from './views.ts';
import { createWarmUp, type WarmUp } from './warm-up.ts';

/** Speaks the protocol over the connection until it ends. */
export function startServer(connection: Connection, host: Host): void {
  const bug = createBugReporter((message) => connection.console.error(message));
  let isInitialized = false;
  connection.onInitialize((params) => {
    if (isInitialized) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized');
    const result = initialize(connection, host, bug, params);
    isInitialized = !(result instanceof ResponseError);
    return result;
  });
  connection.onRequest((method) =>
    isInitialized
      ? new ResponseError(ErrorCodes.MethodNotFound, `There is no request ${method}`)
      : new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized'),
  );
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
    publisher.refresh();
    views.refresh();
  });
  const project = (): Project => projectOf(documents, surroundings, configuration);
  const projectOf = createProjects();
  const surroundings = createSurroundings(params, {
    connection,
    host,
    client,
    bug,
    documents,
    engine,
    project,
    onChange: () => {
      publisher.recheck();
      views.recheck();
    },
  });
  const session: Session = {
    client,
    get engine() {
      return engine.now;
    },
    bug,
    project,
    version: documents.version,
    prepare: surroundings.prepare,
    told: new Map(),
  };
  const publisher = createPublisher(connection, host, session);
  const warmUp = createWarmUp(
    host,
    () =>
      [...documents.sources.keys()].some(
        (uri) => (analyzed(session, uri)?.analysis.policies.length ?? 0) > 0,
      ),
    engine.now.catalog.prepareSearch,
    bug,
  );
  listen({ connection, documents, surroundings, configuration, publisher, warmUp, bug });
  const views = serve(connection, session, host, configuration.ready);
  serveTools(connection, session, engine, configuration.ready);
  return initializeResult(host.version, client);
}

/** Without the service data everything would be an unknown action: then it is better not to start. */
function openEngine(host: Host, bug: BugReporter): LateEngine | ResponseError<{ retry: boolean }> {
  const refuse = (why: string) =>
    new ResponseError(ErrorCodes.InternalError, `Policywright cannot start: ${why}`, { retry: false });
  try {
    const catalog = createCatalog(host.loadTable);
    if (catalog.date === '') return refuse('its service data (tables/shape.json) is missing');
    return createLateEngine(catalog, host, bug);
  } catch (error) {
    return refuse(`its service data cannot be read (${String(error)})`);
  }
}

interface Listeners {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly surroundings: Surroundings;
  readonly configuration: Configuration;
  readonly publisher: Publisher;
  readonly warmUp: WarmUp;
  readonly bug: BugReporter;
}

function listen(to: Listeners): void {
  const { connection, documents, surroundings, configuration, publisher, warmUp, bug } = to;
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
      surroundings.opened(params.textDocument.uri);
      schedule(params.textDocument.uri, 0);
      warmUp.touched();
    }),
  );
  connection.onDidChangeTextDocument(
    note('didChange', (params) => {
      documents.change(params);
      schedule(params.textDocument.uri, PAUSE);
      surroundings.changed(params.textDocument.uri);
      warmUp.touched();
    }),
  );
  connection.onDidCloseTextDocument(
    note('didClose', (params) => {
      documents.close(params);
      publisher.forget(params.textDocument.uri);
      surroundings.closed(params.textDocument.uri);
    }),
  );
  connection.onDidChangeWatchedFiles(
    note('didChangeWatchedFiles', ({ changes }) => surroundings.changedOnDisk(changes)),
  );
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    note('didChangeWorkspaceFolders', ({ event }) => surroundings.changedFolders(event)),
  );
}

function serve(connection: Connection, session: Session, host: Host, ready: Promise<void>): Views {
  let isOver = false;
  connection.onShutdown(() => {
    isOver = true;
  });
  /** A request that throws is a bug of ours: it is logged, and the editor gets the answer of one who knows nothing. */
  const answer = <P extends object, R>(name: string, neutral: R, run: (session: Session, params: P) => R) => {
    return async (params: P, token: CancellationToken): Promise<R> => {
      if (isOver) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down');
      await ready;
      const prepared = prepare(session, params);
      if (prepared !== undefined) await prepared;
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
  connection.onDefinition(answer('definition', [], definitionAt));
  connection.onReferences(answer('references', [], referencesAt));
  serveStructure(connection, answer);
  connection.onCodeAction(answer('codeAction', [], (at, params) => [...codeActions(at, params)]));
  connection.onRequest(
    CONVERT,
    answer('policywright/convert', { refused: 'The server failed' }, convertedPolicy),
  );
  connection.onRequest(TEMPLATES, answer('policywright/templates', { templates: [] }, listedTemplates));
  connection.onRequest(
    ALLOW_DENIED,
    answer('policywright/allowDenied', { refused: 'The server failed' }, allowedWhatWasDenied),
  );
  connection.onRequest(TEMPLATE, answer('policywright/template', null, templateFor));
  connection.onCodeActionResolve((action, token) =>
    answer('codeAction/resolve', action, resolveAction)(action, token),
  );
  connection.languages.diagnostics.on(answer('diagnostic', { kind: 'full', items: [] }, pullDiagnostics));
  return serveViews(connection, host, session, answer);
}

/** Most requests are about a document. */
function prepare(session: Session, params: { readonly textDocument?: { readonly uri: Uri } }) {
  return params.textDocument === undefined ? undefined : session.prepare(params.textDocument.uri);
}

/** One value for as long as nothing changes. Open documents stand before what the disk has. */
function createProjects() {
  let last: Project | undefined;
  let open: Documents['sources'];
  let closed: Surroundings['sources'];
  let sources: Project['sources'];
  return (documents: Documents, surroundings: Surroundings, { settings }: Configuration): Project => {
    if (open !== documents.sources || closed !== surroundings.sources) {
      open = documents.sources;
      closed = surroundings.sources;
      const rest = [...closed].filter(([uri]) => !documents.isOpen(uri));
      sources = rest.length === 0 ? open : new Map([...rest, ...open]);
    }
    if (last?.sources !== sources || last.settings !== settings) last = { sources, settings };
    return last;
  };
}

/** Milliseconds without typing before diagnostics are pushed. */
const PAUSE = 80;

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type ClientCapabilities,
  CompletionItemKind,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';

export const bundle = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

/** The server as shipped, in a process of its own, spoken to as an editor does. */
export interface RunningServer {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  /** What it wrote to the editor's log, and to standard error. */
  readonly logs: readonly string[];
  readonly published: readonly PublishDiagnosticsParams[];
  open(uri: string, text: string, languageId?: string): void;
  change(uri: string, version: number, ...changes: TextDocumentContentChangeEvent[]): void;
  /** The next diagnostics that are pushed for the document. */
  nextPublished(uri: string): Promise<readonly Diagnostic[]>;
  /** Ends it as an editor does and gives its exit code. */
  stop(): Promise<number | null>;
  exitCode(): Promise<number | null>;
}

export interface Start {
  readonly transport?: 'stdio' | 'ipc';
  readonly capabilities?: ClientCapabilities;
  readonly options?: unknown;
  readonly locale?: string;
  /** URIs of the folders that are open in the editor. */
  readonly folders?: readonly string[];
  /** Of Node. */
  readonly execArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Before `initialized` is sent: for the requests of the server. */
  prepare?(connection: ProtocolConnection): void;
}

export async function startServer(start: Start = {}): Promise<RunningServer> {
  const child = spawnServer(start);
  const logs: string[] = [];
  const published: PublishDiagnosticsParams[] = [];
  const waiting = new Set<(params: PublishDiagnosticsParams) => void>();
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.stderr?.on('data', (data) => logs.push(String(data)));
  const connection = connect(child);
  connection.onNotification(LogMessageNotification.type, ({ message }) => void logs.push(message));
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.push(params);
    for (const tell of waiting) tell(params);
  });
  start.prepare?.(connection);
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: start.folders?.map((uri) => ({ uri, name: 'w' })) ?? null,
    capabilities: start.capabilities ?? modern,
    initializationOptions: start.options,
    ...(start.locale === undefined ? {} : { locale: start.locale }),
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    connection,
    process: child,
    initialized,
    logs,
    published,
    open(uri, text, languageId = 'json') {
      void connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version: 1, text },
      });
    },
    change(uri, version, ...contentChanges) {
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges,
      });
    },
    nextPublished: (uri) =>
      new Promise((resolve) => {
        const tell = (params: PublishDiagnosticsParams) => {
          if (params.uri !== uri) return;
          waiting.delete(tell);
          resolve(params.diagnostics);
        };
        waiting.add(tell);
      }),
    async stop() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return exited;
    },
    exitCode: () => exited,
  };
}

function spawnServer({ transport = 'stdio', execArgv = [], env }: Start): ChildProcess {
  const program = [...execArgv, bundle];
  const options = { env: { ...process.env, ...env } };
  if (transport === 'stdio')
    return spawn(process.execPath, [...program, '--stdio'], { ...options, stdio: 'pipe' });
  return spawn(process.execPath, [...program, '--node-ipc'], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function connect(child: ChildProcess): ProtocolConnection {
  const { stdin, stdout } = child;
  if (stdin !== null && stdout !== null)
    return createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  return createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
}

/** An editor that can do what VS Code can. */
export const modern: ClientCapabilities = {
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        resolveSupport: { properties: ['documentation', 'detail'] },
      },
      completionItemKind: { valueSet: Object.values(CompletionItemKind) },
      completionList: { itemDefaults: ['editRange', 'data', 'insertTextFormat'] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    diagnostic: {
      dynamicRegistration: true,
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source'] } },
      isPreferredSupport: true,
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: { lineFoldingOnly: true },
    selectionRange: {},
    documentHighlight: {},
    documentLink: { tooltipSupport: true },
    rename: { prepareSupport: true },
    callHierarchy: {},
  },
  workspace: { workspaceEdit: { documentChanges: true }, symbol: {} },
};

/** An editor that can do next to nothing: diagnostics are pushed, no snippets, no Markdown. */
export const plain: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { versionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [''] } } },
  },
};

/** As `modern`; edits that go with an item may come when it is looked at. */
export const resolvesEdits: ClientCapabilities = {
  ...modern,
  textDocument: {
    ...modern.textDocument,
    completion: {
      ...modern.textDocument?.completion,
      completionItem: {
        ...modern.textDocument?.completion?.completionItem,
        resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
      },
    },
  },
};

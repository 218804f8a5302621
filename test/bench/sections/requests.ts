import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import {
  CallHierarchyPrepareRequest,
  CodeLensRequest,
  CompletionRequest,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  InlayHintRequest,
  type Position,
  type ProtocolConnection,
  SelectionRangeRequest,
  SemanticTokensRequest,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
  TokenFormat,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { loadHclParser } from '../../../server/host/hcl.ts';
import { startServer } from '../../../server/lsp/start.ts';
import { modern } from '../../lsp/server.ts';
import { managedPolicies, readTable } from '../corpus.ts';
import { quantile } from '../measure.ts';
import { ms, printColumns } from '../table.ts';
import { documentsText } from '../terraform.ts';

const LIMIT = 10;
const PLACES = 300;

/**
 * What an editor asks while somebody reads and types, at places all over a document. The server runs in this process, so
 * that what is measured is its work and the JSON of the protocol, and not how the machine switches between processes. In
 * the first round of a process most of the processor's time goes to compiling functions, in other threads: it is told apart.
 */
export async function requests(): Promise<void> {
  const largest = managedPolicies().toSorted((a, b) => b.text.length - a.text.length)[0];
  const documents = [
    { uri: 'file:///w/main.tf', languageId: 'terraform', text: documentsText(71) },
    { uri: 'file:///w/largest.json', languageId: 'json', text: largest?.text ?? '' },
  ];
  const { client, capabilities } = await start();
  const rows: string[][] = [];
  for (const document of documents) {
    void client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { ...document, version: 1 },
    });
    for (const [name, ask] of questions(client, capabilities, document.uri)) {
      const places = placesIn(document.text);
      const first = await measureAll(ask, places);
      const { wall, work } = await measureAll(ask, places);
      const met = quantile(work, 0.99) <= LIMIT;
      rows.push([
        `${name}, ${document.text.split('\n').length} lines of ${document.languageId}`,
        ms(quantile(first.work, 0.99)),
        ms(quantile(work, 0.5)),
        ms(quantile(work, 0.99)),
        `≤ ${ms(LIMIT)}: ${met ? 'met' : 'missed'}`,
        ms(quantile(wall, 0.99)),
      ]);
    }
  }
  printColumns(
    `Requests at ${PLACES} places of a document, twice`,
    ['', 'first round, 99 % within', 'median', '99 % within', 'aim', '99 % within, by the clock'],
    rows,
  );
  client.dispose();
}

type Ask = (position: Position) => Promise<unknown>;

/** Those that the server answers. */
function questions(
  client: ProtocolConnection,
  capabilities: ServerCapabilities,
  uri: string,
): readonly (readonly [string, Ask])[] {
  const textDocument = { uri };
  const all: readonly (readonly [string, unknown, Ask])[] = [
    [
      'completion',
      capabilities.completionProvider,
      (position) => client.sendRequest(CompletionRequest.type, { textDocument, position }),
    ],
    [
      'hover',
      capabilities.hoverProvider,
      (position) => client.sendRequest(HoverRequest.type, { textDocument, position }),
    ],
    [
      'symbols',
      capabilities.documentSymbolProvider,
      () => client.sendRequest(DocumentSymbolRequest.type, { textDocument }),
    ],
    [
      'symbols of the workspace',
      capabilities.workspaceSymbolProvider,
      ({ line }) => client.sendRequest(WorkspaceSymbolRequest.type, { query: `o${line % 10}` }),
    ],
    [
      'folding',
      capabilities.foldingRangeProvider,
      () => client.sendRequest(FoldingRangeRequest.type, { textDocument }),
    ],
    [
      'selection',
      capabilities.selectionRangeProvider,
      (position) => client.sendRequest(SelectionRangeRequest.type, { textDocument, positions: [position] }),
    ],
    [
      'highlights',
      capabilities.documentHighlightProvider,
      (position) => client.sendRequest(DocumentHighlightRequest.type, { textDocument, position }),
    ],
    [
      'links',
      capabilities.documentLinkProvider,
      () => client.sendRequest(DocumentLinkRequest.type, { textDocument }),
    ],
    [
      'call hierarchy',
      capabilities.callHierarchyProvider,
      (position) => client.sendRequest(CallHierarchyPrepareRequest.type, { textDocument, position }),
    ],
    [
      'semantic tokens',
      capabilities.semanticTokensProvider,
      () => client.sendRequest(SemanticTokensRequest.type, { textDocument }),
    ],
    [
      'lenses',
      capabilities.codeLensProvider,
      () => client.sendRequest(CodeLensRequest.type, { textDocument }),
    ],
    [
      'hints of a screen',
      capabilities.inlayHintProvider,
      ({ line }) =>
        client.sendRequest(InlayHintRequest.type, {
          textDocument,
          range: { start: { line, character: 0 }, end: { line: line + 60, character: 0 } },
        }),
    ],
    ['summary', true, (position) => client.sendRequest('policywright/summary', { textDocument, position })],
  ];
  return all.flatMap(([name, provider, ask]) => (provider === undefined ? [] : [[name, ask] as const]));
}

/** In milliseconds: by the clock, and of the processor's time, which leaves out what else the machine does. */
async function measureAll(ask: Ask, places: readonly Position[]) {
  const wall: number[] = [];
  const work: number[] = [];
  for (const position of places) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await ask(position);
    const { user, system } = process.cpuUsage(before);
    wall.push(performance.now() - start);
    work.push((user + system) / 1000);
  }
  return { wall, work };
}

/** Evenly over the characters of a text. */
function placesIn(text: string): readonly Position[] {
  return Array.from({ length: PLACES }, (_, index) => {
    const lines = text.slice(0, Math.floor((text.length * (index + 0.5)) / PLACES)).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  });
}

async function start() {
  const [there, back] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(new StreamMessageReader(there), new StreamMessageWriter(back)), {
    version: 'bench',
    loadTable: readTable,
    loadHclParser: () => loadHclParser('dist'),
    filesBelow: () => ({ listFolder: async () => [], readFile: async () => undefined }),
    later(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const client = createProtocolConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
  client.listen();
  const { capabilities } = await client.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    workspaceFolders: null,
    capabilities: {
      ...modern,
      textDocument: { ...modern.textDocument, codeLens: {}, inlayHint: {}, semanticTokens: TOKENS },
    },
  });
  await client.sendNotification(InitializedNotification.type, {});
  return { client, capabilities };
}

const TOKENS = {
  requests: { full: true, range: true },
  tokenTypes: [],
  tokenModifiers: [],
  formats: [TokenFormat.Relative],
};

import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import {
  createConnection,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializeRequest,
  ProposedFeatures,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { filesBelow } from '../../server/host/files.ts';
import { loadHclParser } from '../../server/host/hcl.ts';
import { startServer } from '../../server/lsp/start.ts';
import { misspelt } from './samples.ts';
import { modern } from './server.ts';

const dist = new URL('../../dist/', import.meta.url);
const uri = 'file:///w/policy.json';

/** A server and its editor in this process, joined by pipes. */
async function pair(rules: Readonly<Record<string, string>>) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(up),
    new StreamMessageWriter(down),
  );
  startServer(connection, {
    version: '1.2.3',
    loadTable: (name) => readFileSync(new URL(`tables/${name}.json`, dist), 'utf8'),
    loadHclParser: () => loadHclParser(dist.pathname),
    filesBelow,
    later(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const editor = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  editor.listen();
  const initializationOptions = { settings: { rules } };
  await editor.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: modern,
    initializationOptions,
  });
  await editor.sendNotification('initialized', {});
  return {
    open: (text: string) =>
      editor.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'json', version: 1, text },
      }),
    async codes() {
      const report = await editor.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
      return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
    },
    leave: () => editor.sendRequest(ShutdownRequest.type),
    dispose: () => editor.dispose(),
  };
}

test('two editors in one process share nothing but the tables', async () => {
  const [loud, quiet] = await Promise.all([pair({}), pair({ 'invalid-action': 'off' })]);
  await Promise.all([loud.open(misspelt), quiet.open(misspelt)]);
  expect(await loud.codes()).toContain('invalid-action');
  expect(await quiet.codes()).not.toContain('invalid-action');
  await loud.leave();
  await expect(loud.codes()).rejects.toThrow('shut down');
  await quiet.open('{}');
  expect(await quiet.codes()).toEqual([]);
  await quiet.leave();
  loud.dispose();
  quiet.dispose();
});

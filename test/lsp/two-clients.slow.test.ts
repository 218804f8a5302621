import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import {
  createConnection,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
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
import { type Folder, lastingFolder } from './servers.ts';

const dist = new URL('../../dist/', import.meta.url);
const uri = 'file:///w/policy.json';

/** A server and its editor in this process, joined by pipes. */
async function pair(rules: Readonly<Record<string, string>>, folder?: string) {
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
    rootUri: folder ?? null,
    capabilities: modern,
    initializationOptions,
  });
  await editor.sendNotification('initialized', {});
  return {
    open: (text: string, at = uri, languageId = 'json') =>
      editor.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: at, languageId, version: 1, text },
      }),
    change: (version: number, text: string, at: string) =>
      editor.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: at, version },
        contentChanges: [{ text }],
      }),
    async codes(at = uri) {
      const report = await editor.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: at } });
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

test('two editors type into the same file of different folders, and one leaves amid the other', async () => {
  const document = `data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["aps:QueryMetrics"]
    resources = ["*"]
  }
}
`;
  const use = (of: string) =>
    `resource "aws_${of}" "u" {\n  ${USES[of]} = data.aws_iam_policy_document.d.json\n}\n`;
  const folders = ['sns_topic_policy', 'iam_policy'].map((of) => lastingFolder({ 'use.tf': use(of) }));
  onTestFinished(() => {
    for (const { remove } of folders) remove();
  });
  const [resource, identity] = folders as [Folder, Folder];
  const [one, other] = await Promise.all([pair({}, resource.uri), pair({}, identity.uri)]);
  const [mine, theirs] = [resource.uriOf('d.tf'), identity.uriOf('d.tf')];
  await Promise.all([one.open(document, mine, 'terraform'), other.open(document, theirs, 'terraform')]);
  // A disk that others keep busy is not waited for; then the answer comes without the neighbours.
  await expect.poll(() => one.codes(mine), { timeout: 30_000 }).toContain('missing-principal');
  for (let version = 2; version < 30; version++) {
    const text = version % 2 === 0 ? document.replace('QueryMetrics', 'QueryMetric') : document;
    void one.change(version, text, mine);
    void other.change(version, text.replace('"*"', '"*", "*"'), theirs);
    const [first, second] = await Promise.all([one.codes(mine), other.codes(theirs)]);
    expect(first.includes('invalid-action')).toBe(version % 2 === 0);
    // Each sees the neighbours of its own folder.
    expect([first, second].map((codes) => codes.includes('missing-principal'))).toEqual([true, false]);
  }
  const pending = other.codes(theirs);
  await one.leave();
  one.dispose();
  expect(await pending).not.toContain('missing-principal');
  await other.change(99, document.replace('QueryMetrics', 'QueryMetric'), theirs);
  expect(await other.codes(theirs)).toContain('invalid-action');
  await other.leave();
  other.dispose();
});

const USES: Readonly<Record<string, string>> = {
  sns_topic_policy: 'arn = "x"\n  policy',
  iam_policy: 'policy',
};

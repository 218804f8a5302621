import { expect, test } from 'vitest';
import {
  CodeActionRequest,
  CompletionRequest,
  type Diagnostic,
  DocumentDiagnosticRequest,
  HoverRequest,
} from 'vscode-languageserver-protocol/node';
import type { RunningServer } from './server.ts';
import { folder, servers } from './servers.ts';

const start = servers();

async function pull(server: RunningServer, uri: string): Promise<readonly Diagnostic[]> {
  const report = await server.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri },
  });
  return report.kind === 'full' ? report.items : [];
}

const codesIn = async (server: RunningServer, uri: string) =>
  (await pull(server, uri)).map(({ code }) => code);

/** The labels that are offered at `|`; the text has been opened without it. */
async function offered(server: RunningServer, uri: string, text: string): Promise<readonly string[]> {
  const answer = await server.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position: positionOf(text),
  });
  return (Array.isArray(answer) ? answer : (answer?.items ?? [])).map(({ label }) => label);
}

function positionOf(text: string) {
  const lines = text.slice(0, text.indexOf('|')).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** A policy without a principal, which a resource policy needs. */
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'aps:RemoteWrite',
      Resource: 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1',
    },
  ],
});

const uses = (expression: string) =>
  `resource "aws_prometheus_resource_policy" "main" {\n  workspace_id    = "ws-1"\n  policy_document = ${expression}\n}\n`;

test('a policy file takes its kind from the module before any Terraform document is open', async () => {
  const w = folder({ 'main.tf': uses('file("${path.module}/policies/p.json")'), 'policies/p.json': policy });
  const server = await start({ folders: [w.uri] });
  server.open(w.uriOf('policies/p.json'), policy, 'json');
  expect(await codesIn(server, w.uriOf('policies/p.json'))).toContain('missing-principal');
});

test('nothing outside the open folders says what a file is used as', async () => {
  const w = folder({ 'main.tf': uses('file("${path.module}/policies/p.json")'), 'policies/p.json': policy });
  const server = await start({ folders: [w.uriOf('policies')] });
  server.open(w.uriOf('policies/p.json'), policy, 'json');
  expect(await codesIn(server, w.uriOf('policies/p.json'))).toEqual([]);
});

test('a module file in JSON is read, completed and mended when it is the first document', async () => {
  const text = `{
  "data": {
    "aws_iam_policy_document": {
      "d": { "statement": [{ "effect": "allow", "actions": ["aps:|QueryMetrics"], "resources": ["*"] }] }
    }
  }
}
`;
  const w = folder({});
  const uri = w.uriOf('main.tf.json');
  const server = await start({ folders: [w.uri] });
  server.open(uri, text.replace('|', ''), 'json');
  const diagnostics = await pull(server, uri);
  const [wrong] = diagnostics.filter(({ code }) => code === 'invalid-effect');
  expect(wrong).toBeDefined();
  expect(await offered(server, uri, text)).toContain('RemoteWrite');
  if (wrong === undefined) return;
  const actions = await server.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: wrong.range,
    context: { diagnostics: [wrong] },
  });
  expect(JSON.stringify(actions)).toContain('"newText":"\\"Allow\\""');
});

test('a template is read with what its caller gives, under the language id of plain text', async () => {
  const template = `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": ["aps:QueryMetrics", "aps:|"],
    "Resource": "\${arn}"
  }]
}
`;
  const main = uses(
    'templatefile("${path.module}/policies/p.json.tftpl", { arn = "arn:aws:aps:eu-west-1:111122223333:workspace/ws-1" })',
  );
  const w = folder({ 'main.tf': main });
  const uri = w.uriOf('policies/p.json.tftpl');
  const server = await start({ folders: [w.uri] });
  server.open(uri, template.replace('|', ''), 'plaintext');
  const codes = await codesIn(server, uri);
  expect(codes).toContain('missing-principal');
  expect(codes).not.toContain('json-syntax-error');
  expect(await offered(server, uri, template)).toContain('RemoteWrite');
});

test('a template that nothing renders is nobody’s policy', async () => {
  const w = folder({ 'main.tf': 'locals {}\n' });
  const uri = w.uriOf('chart.tpl');
  const server = await start({ folders: [w.uri] });
  server.open(uri, '{{- define "x" }}\n"Statement": {{ .Values.statement }}\n{{- end }}\n', 'plaintext');
  expect(await pull(server, uri)).toEqual([]);
});

const single = `data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["aps:QueryMetric", "aps:|"]
    resources = [aws_prometheus_workspace.w.arn]
  }
}

resource "aws_prometheus_workspace" "w" {}
`;

for (const uri of [
  'untitled:Untitled-1',
  'vscode-vfs://github/o/r/main.tf',
  'git:/w/main.tf?%7B%22ref%22%3A%22%22%7D',
]) {
  test(`a document without a folder is a module alone: ${uri}`, async () => {
    const server = await start({});
    const text = single.replace('|', '');
    server.open(uri, text, 'terraform');
    expect(await codesIn(server, uri)).toContain('invalid-action');
    expect(await offered(server, uri, single)).toContain('RemoteWrite');
    const hover = await server.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: positionOf(text.replace('aps:Query', 'aps:|Query')),
    });
    expect(hover).not.toBeNull();
  });
}

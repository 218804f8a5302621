import { expect, test } from 'vitest';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  type CompletionList,
  CompletionRequest,
  TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { modern, plain, type RunningServer } from './server.ts';
import { servers } from './servers.ts';

const snippety: ClientCapabilities = {
  ...modern,
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
};

const start = servers();

const URI = 'file:///w/policy.json';
const EMPTY = '{\n  "Version": "2012-10-17",\n  "Statement": [\n    \n  ]\n}\n';
const HERE = { textDocument: { uri: URI }, position: { line: 3, character: 4 } };

async function open(
  text: string,
  capabilities = snippety,
  options?: unknown,
  languageId = 'json',
  uri = URI,
) {
  const server = await start({ capabilities, options });
  server.open(uri, text, languageId);
  return server;
}

interface Listed {
  readonly form?: string;
  readonly templates: readonly {
    readonly id: string;
    readonly fits: boolean;
    readonly services: readonly string[];
  }[];
}

interface Template {
  readonly title: string;
  readonly preview: { readonly languageId: string; readonly text: string };
  readonly edit?: WorkspaceEdit;
  readonly refused?: string;
  readonly snippet: string;
}

/** The one edit of the one document. */
function only(edit: WorkspaceEdit | undefined) {
  const [change] = edit?.documentChanges ?? [];
  if (!TextDocumentEdit.is(change)) throw new Error('no edit of a document');
  const [first, ...others] = change.edits;
  if (first === undefined || others.length > 0) throw new Error('not one edit');
  return first;
}

test('everything that can be inserted is listed, with what fits the place', async () => {
  const server = await open(EMPTY);
  const { form, templates } = await server.connection.sendRequest<Listed>('policywright/templates', HERE);
  expect(form).toBe('statement');
  expect(templates.length).toBeGreaterThan(1_600);
  expect(templates.find(({ id }) => id === 'amp-query')?.fits).toBe(true);
  expect(templates.find(({ id }) => id === 'prom-read')?.fits).toBe(false);
  const without = await server.connection.sendRequest<Listed>('policywright/templates', {});
  expect(without.form).toBeUndefined();
  expect(without.templates.every(({ fits }) => fits)).toBe(true);
});

test('a template comes as an edit with stops, and to be looked at', async () => {
  const server = await open(EMPTY);
  const template = await server.connection.sendRequest<Template>('policywright/template', {
    ...HERE,
    id: 'amp-remote-write',
  });
  expect(only(template.edit)).toEqual({
    range: { start: HERE.position, end: HERE.position },
    snippet: {
      kind: 'snippet',
      value: [
        '{',
        '  "Effect": "Allow",',
        '  "Action": "aps:RemoteWrite",',
        '  "Resource": "arn:aws:aps:${1:eu-west-1}:${2:111122223333}:workspace/${3:ws-12345678-90ab-cdef-1234-567890abcdef}"',
        '\\}',
      ].join('\n'),
    },
  });
  expect(JSON.parse(template.preview.text).Statement).toHaveLength(1);
  expect(template.preview.languageId).toBe('json');
});

test('editors without snippets get what stands in the places', async () => {
  const server = await open(EMPTY, plain);
  const template = await server.connection.sendRequest<Template>('policywright/template', {
    ...HERE,
    id: 'amp-remote-write',
  });
  const [edit] = template.edit?.changes?.[URI] ?? [];
  expect(edit?.newText).toContain('"arn:aws:aps:eu-west-1:111122223333:workspace/ws-');
  expect(edit?.newText).toMatch(/^\{\n {6}"Effect"/);
});

test('what cannot stand at a place is refused, and still shown', async () => {
  const server = await open(EMPTY);
  const ask = (id: string) =>
    server.connection.sendRequest<Template | null>('policywright/template', { ...HERE, id });
  const foreign = await ask('prom-read');
  expect(foreign?.edit).toBeUndefined();
  expect(foreign?.refused).toBe('It is a policy of Alibaba Cloud, and the place takes one of AWS');
  expect(JSON.parse(foreign?.preview.text ?? '').Version).toBe('1');
  expect(await ask('aws:NoSuchPolicy')).toBeNull();
});

test('templates are offered where statements can stand, and once where the editor has snippets', async () => {
  const labels = async (server: RunningServer, at: object) => {
    const list = await server.connection.sendRequest<CompletionList>(CompletionRequest.method, at);
    return (list?.items ?? []).map(({ label }) => label);
  };
  const fresh = { textDocument: { uri: 'untitled:a' }, position: { line: 0, character: 0 } };
  for (const hostHasSnippets of [false, true]) {
    const server = await open(EMPTY, snippety, { hostHasSnippets });
    server.open('untitled:a', '');
    expect(await labels(server, HERE)).toContain('cw-agent-server');
    expect(await labels(server, HERE)).not.toContain('ec2-trust');
    expect((await labels(server, fresh)).includes('cw-agent-server')).toBe(!hostHasSnippets);
  }
});

const DENIED =
  'User: arn:aws:iam::111122223333:user/me is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:111122223333:q because no identity-based policy allows the sqs:SendMessage action';

interface Allowed {
  readonly title?: string;
  readonly edit?: WorkspaceEdit;
  readonly refused?: string;
}

test('what a message says was denied is allowed, or it is said why that would not help', async () => {
  const server = await open(EMPTY);
  const ask = (message: string) =>
    server.connection.sendRequest<Allowed>('policywright/allowDenied', { ...HERE, message });
  const { title, edit } = await ask(DENIED);
  expect(title).toBe('Allow "sqs:SendMessage" on "arn:aws:sqs:eu-west-1:111122223333:q"');
  expect(only(edit)).toMatchObject({ newText: expect.stringContaining('"Action": "sqs:SendMessage"') });
  const denied = DENIED.replace(/because.*/, 'with an explicit deny in a service control policy');
  expect((await ask(denied)).refused).toMatch(/^An explicit deny in a service control policy forbids/);
  expect((await ask('Access Denied')).refused).toMatch(/^The message does not say/);
});

test('a pasted message has a quick fix that puts the statement in its place', async () => {
  const server = await open(EMPTY.replace('    \n', `    ${DENIED}\n`));
  const actions = await server.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: URI },
    range: { start: { line: 3, character: 20 }, end: { line: 3, character: 20 } },
    context: { diagnostics: [] },
  });
  const [first] = (actions ?? []).filter(
    (one): one is CodeAction => 'kind' in one && one.kind === 'quickfix',
  );
  expect(first?.title).toBe('Allow "sqs:SendMessage" on "arn:aws:sqs:eu-west-1:111122223333:q"');
  expect(only(first?.edit)).toMatchObject({
    newText: expect.stringContaining('"Action": "sqs:SendMessage"'),
  });
});

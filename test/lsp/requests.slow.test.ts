import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type CodeAction,
  CodeActionRequest,
  type CompletionItem,
  type CompletionList,
  CompletionRequest,
  CompletionResolveRequest,
  type Hover,
  HoverRequest,
  type MarkupContent,
  type Position,
  TextDocumentEdit,
} from 'vscode-languageserver-protocol/node';
import { everything, misspelt } from './samples.ts';
import { plain, type RunningServer, resolvesEdits, startServer } from './server.ts';

let modern: RunningServer;
let simple: RunningServer;

beforeAll(async () => {
  [modern, simple] = await Promise.all([startServer(), startServer({ capabilities: plain })]);
});

afterAll(async () => {
  await Promise.all([modern.stop(), simple.stop()]);
  expect(modern.logs).toEqual([]);
  expect(simple.logs).toEqual([]);
});

let count = 0;

/** Opens the text, without the bar in it that marks the place. */
function open(server: RunningServer, marked: string): { readonly uri: string; readonly position: Position } {
  const uri = `file:///w/${count++}.json`;
  const offset = marked.indexOf('|');
  server.open(uri, marked.slice(0, offset) + marked.slice(offset + 1));
  const lines = marked.slice(0, offset).split('\n');
  return { uri, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
}

async function complete(server: RunningServer, marked: string): Promise<CompletionList> {
  const { uri, position } = open(server, marked);
  const answer = await server.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position,
  });
  if (answer === null || Array.isArray(answer)) throw new Error('no completion list');
  return answer;
}

async function hover(server: RunningServer, marked: string): Promise<Hover | null> {
  const { uri, position } = open(server, marked);
  return server.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
}

const withAction = (inside: string) =>
  `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "${inside}", "Resource": "*" }] }`;

test('the answer behind "ec2:" has every action and stays under 60 kB', async () => {
  const list = await complete(modern, withAction('ec2:|'));
  expect(list.items.map(({ label }) => label)).toContain('RunInstances');
  expect(JSON.stringify(list).length).toBeLessThan(60_000);
});

test('an editor that takes no defaults gets less than 60 kB too, and every action with more typing', async () => {
  const list = await complete(simple, withAction('ec2:|'));
  expect(JSON.stringify(list).length).toBeLessThan(60_000);
  expect(list.isIncomplete).toBe(true);
  expect(list.items.length).toBeGreaterThan(200);
  const narrowed = await complete(simple, withAction('ec2:runinst|'));
  expect(JSON.stringify(narrowed).length).toBeLessThan(60_000);
  expect(narrowed.items.map(({ label }) => label)).toContain('RunInstances');
});

test('the comma that is missing before comes with the item, or when it is resolved', async () => {
  const text = withAction('|').replace('"|"', '["s3:GetObject"\n  |\n]');
  const comma = {
    range: {
      start: { line: 0, character: expect.any(Number) },
      end: { line: 0, character: expect.any(Number) },
    },
    newText: ',',
  };
  const atOnce = await complete(simple, text);
  expect(atOnce.items.find(({ label }) => label === 'aps')?.additionalTextEdits).toEqual([comma]);

  const lazy = await startServer({ capabilities: resolvesEdits });
  const list = await complete(lazy, text);
  const item = list.items.find(({ label }) => label === 'aps');
  expect(item).not.toHaveProperty('additionalTextEdits');
  expect(JSON.stringify(list).length).toBeLessThan(60_000);
  const whole = { ...item, data: item?.data ?? list.itemDefaults?.data } as CompletionItem;
  const resolved = await lazy.connection.sendRequest(CompletionResolveRequest.type, whole);
  expect(resolved.additionalTextEdits).toEqual([comma]);
  expect(resolved.documentation).toBeDefined();
  await lazy.stop();
});

test('says the edit range once, or per item where the editor does not take that', async () => {
  const once = await complete(modern, withAction('aps:Que|'));
  expect(once.itemDefaults?.editRange).toEqual({
    start: { line: 0, character: expect.any(Number) },
    end: { line: 0, character: expect.any(Number) },
  });
  expect(once.items.find(({ label }) => label === 'QueryMetrics')).not.toHaveProperty('textEdit');
  const each = await complete(simple, withAction('aps:Que|'));
  expect(each.itemDefaults).toEqual({});
  expect(each.items.find(({ label }) => label === 'QueryMetrics')?.textEdit).toEqual({
    range: once.itemDefaults?.editRange,
    newText: 'QueryMetrics',
  });
});

test('snippets reach only editors that have them', async () => {
  const marked = '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "|" }] }';
  const texts = ({ items }: CompletionList) =>
    items.map((item) => item.textEdit?.newText ?? item.textEditText ?? item.insertText ?? item.label);
  const rich = await complete(modern, marked);
  expect(rich.items.some(({ insertTextFormat }) => insertTextFormat === 2)).toBe(true);
  const poor = await complete(simple, marked);
  expect(poor.items.some(({ insertTextFormat }) => insertTextFormat === 2)).toBe(false);
  expect(texts(poor).length).toBeGreaterThan(2);
  expect(texts(poor).filter((text) => /\$\d|\$\{\d/.test(text))).toEqual([]);
});

test('documentation comes by resolve, as the editor can show it', async () => {
  const resolve = async (server: RunningServer): Promise<MarkupContent> => {
    const list = await complete(server, withAction('aps:Que|'));
    const item = list.items.find(({ label }) => label === 'QueryMetrics');
    if (item === undefined) throw new Error('no such item');
    expect(item.documentation).toBeUndefined();
    const asked: CompletionItem = { data: list.itemDefaults?.data, ...item };
    const { documentation } = await server.connection.sendRequest(CompletionResolveRequest.type, asked);
    if (documentation === undefined || typeof documentation === 'string') throw new Error('no markup');
    return documentation;
  };
  expect(await resolve(modern)).toMatchObject({ kind: 'markdown', value: expect.stringMatching(/query/i) });
  expect(await resolve(simple)).toMatchObject({ kind: 'plaintext', value: expect.stringMatching(/query/i) });
});

test('an item that is none of ours comes back as it is', async () => {
  for (const item of [
    { label: 'x' },
    { label: 'y', data: { topic: 7 } },
    { label: 'z', data: { topic: 'nothing' } },
  ])
    expect(await modern.connection.sendRequest(CompletionResolveRequest.type, item)).toEqual(item);
});

test('hover tells of the action under the pointer and marks it', async () => {
  const answer = await hover(modern, everything.replace('aps:Query', 'aps:Qu|ery'));
  expect(answer).toMatchObject({
    contents: { kind: 'markdown', value: expect.stringContaining('aps:QueryMetrics') },
    range: { start: { line: 7 }, end: { line: 7 } },
  });
  expect(await hover(simple, everything.replace('aps:Query', 'aps:Qu|ery'))).toMatchObject({
    contents: { kind: 'plaintext' },
  });
});

async function actions(
  server: RunningServer,
  text: string,
  only?: readonly string[],
): Promise<readonly CodeAction[]> {
  const { uri } = open(server, `|${text}`);
  const answer = await server.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: { start: { line: 4, character: 16 }, end: { line: 4, character: 16 } },
    context: { diagnostics: [], ...(only === undefined ? {} : { only: [...only] }) },
  });
  return (answer ?? []).filter((action): action is CodeAction => 'edit' in action);
}

test('a quick fix for the finding under the cursor, the first one preferred, with the version of the text', async () => {
  const [first] = await actions(modern, misspelt);
  expect(first).toMatchObject({
    kind: 'quickfix',
    isPreferred: true,
    diagnostics: [{ code: 'invalid-action' }],
    edit: { documentChanges: [{ textDocument: { version: 1 } }] },
  });
  const [change] = first?.edit?.documentChanges ?? [];
  if (!TextDocumentEdit.is(change)) throw new Error('no text edit');
  expect(change.edits).toEqual([
    expect.objectContaining({ newText: expect.stringContaining('QueryMetrics') }),
  ]);
  const [other] = await actions(simple, misspelt);
  expect(other).not.toHaveProperty('isPreferred');
  expect(Object.values(other?.edit?.changes ?? {})).toHaveLength(1);
});

test('source.fixAll applies safe fixes only, and only when asked', async () => {
  expect(await actions(modern, misspelt, ['source.fixAll'])).toEqual([]);
  expect(await actions(modern, misspelt, ['source.fixAll.other'])).toEqual([]);
  const lower = misspelt.replace('"aps:QueryMetric"', '"aps:QueryMetrics"').replace('"Allow"', '"allow"');
  for (const only of ['source', 'source.fixAll', 'source.fixAll.policywright']) {
    const found = await actions(modern, lower, [only]);
    expect(found.map(({ kind }) => kind)).toEqual(['source.fixAll.policywright']);
    expect(JSON.stringify(found[0]?.edit)).toContain('Allow');
  }
});

test('places that are no places, and documents nobody opened', async () => {
  const { uri } = open(modern, `|${everything}`);
  const ask = (position: unknown, at: string) => {
    const params = { textDocument: { uri: at }, position: position as Position };
    return Promise.all([
      modern.connection.sendRequest(HoverRequest.type, params),
      modern.connection.sendRequest(CompletionRequest.type, params),
    ]);
  };
  expect(await ask({ line: 0, character: 0 }, 'file:///nobody.json')).toEqual([null, null]);
  for (const position of [
    { line: 1_000_000, character: 0 },
    { line: 2, character: 1_000_000 },
    { line: -1, character: -5 },
    { line: Number.MAX_SAFE_INTEGER, character: Number.MAX_SAFE_INTEGER },
  ])
    expect(await ask(position, uri)).toHaveLength(2);
});

test('a request that is cancelled while others are ahead of it is not answered', async () => {
  const { uri, position } = open(modern, withAction('ec2:|'));
  const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
  const sources = Array.from({ length: 20 }, () => new CancellationTokenSource());
  const asked = sources.map(({ token }) =>
    modern.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position }, token),
  );
  for (const source of sources.slice(0, -1)) source.cancel();
  const answers = await Promise.allSettled(asked);
  expect(answers.at(-1)?.status).toBe('fulfilled');
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: -32800 });
});

import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, CompletionList, Finding, Source } from '../../server/core/index.ts';
import { type Client, clientOf } from '../../server/lsp/client.ts';
import {
  fromRange,
  offsetAt,
  toCompletionList,
  toDiagnostic,
  toMarkup,
  toRange,
  toWorkspaceEdit,
} from '../../server/lsp/convert.ts';
import { modern, plain, resolvesEdits } from './server.ts';

const client = (capabilities = modern, initializationOptions?: unknown): Client =>
  clientOf({ processId: null, rootUri: null, capabilities, initializationOptions });

const sourceOf = (text: string): Source => ({ uri: 'file:///p.json', languageId: 'json', text });

test('lines and characters are those of the protocol: CRLF, lone CR, pairs of units', () => {
  const text = 'a\r\n😀b\rc\n\nd';
  const source = sourceOf(text);
  const document = TextDocument.create(source.uri, 'json', 1, text);
  for (let offset = 0; offset <= text.length; offset++) {
    if (text[offset] === '\n' && text[offset - 1] === '\r') continue;
    const position = document.positionAt(offset);
    expect(toRange(source, { start: offset, end: offset }).start).toEqual(position);
    expect(offsetAt(source, position)).toBe(offset);
  }
});

test('ranges of an editor may stand the wrong way round', () => {
  const range = { start: { line: 0, character: 3 }, end: { line: 0, character: 1 } };
  expect(fromRange(sourceOf('abcdef'), range)).toEqual({ start: 1, end: 3 });
});

const finding: Finding = {
  rule: 'some-rule',
  code: 'SOME_RULE',
  severity: 'warning',
  message: 'What it is',
  at: { start: 2, end: 3 },
  path: [],
  related: [{ at: { start: 0, end: 1 }, message: 'Here too' }],
  tags: ['unnecessary', 'deprecated'],
  fixes: () => [],
};

test('a diagnostic has what the editor can show', () => {
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } };
  const bare = { range, severity: 2, code: 'some-rule', source: 'policywright', message: 'What it is' };
  expect(toDiagnostic(sourceOf('a\nb'), finding, client(plain))).toEqual(bare);
  expect(toDiagnostic(sourceOf('a\nb'), finding, client())).toEqual({
    ...bare,
    codeDescription: { href: expect.stringMatching(/\/docs\/rules\/some-rule\.md$/) },
    tags: [1, 2],
    relatedInformation: [
      {
        location: {
          uri: 'file:///p.json',
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
        },
        message: 'Here too',
      },
    ],
  });
});

test('edits carry the version of the text where the editor takes it', () => {
  const edits = [{ range: { start: 0, end: 1 }, newText: 'x' }];
  expect(toWorkspaceEdit(sourceOf('a'), 7, edits, client())).toMatchObject({
    documentChanges: [{ textDocument: { uri: 'file:///p.json', version: 7 }, edits: [{ newText: 'x' }] }],
  });
  expect(toWorkspaceEdit(sourceOf('a'), 7, edits, client(plain))).toMatchObject({
    changes: { 'file:///p.json': [{ newText: 'x' }] },
  });
});

const item = (parts: Partial<CompletionItem>): CompletionItem => ({
  label: 'l',
  kind: 'value',
  newText: 'l',
  ...parts,
});
const listOf = (...items: readonly CompletionItem[]): CompletionList => ({
  range: { start: 0, end: 1 },
  items,
  incomplete: true,
  topic: 'element',
});

test('snippets become text for editors without them', () => {
  const snippet = '"a": { "${1:b\\}}": $2, "\\${aws:x\\}": "\\\\" }$0';
  const { items } = toCompletionList(
    sourceOf('a'),
    listOf(item({ newText: snippet, snippet: true })),
    client(plain),
  );
  expect(items).toMatchObject([{ textEdit: { newText: '"a": { "b}": , "${aws:x}": "\\" }' } }]);
  expect(items[0]).not.toHaveProperty('insertTextFormat');
});

test('an item is asked for again only where the editor told how', () => {
  const list = listOf(item({ retrigger: true }));
  expect(toCompletionList(sourceOf('a'), list, client()).items[0]).not.toHaveProperty('command');
  const vscode = client(modern, { retriggerCommand: 'ask.again' });
  expect(toCompletionList(sourceOf('a'), list, vscode).items[0]).toMatchObject({
    command: { command: 'ask.again' },
  });
});

describe('the comma that the element before lacks', () => {
  const list: CompletionList = {
    ...listOf(item({}), item({ topic: 'service' })),
    also: [{ range: { start: 1, end: 1 }, newText: ',' }],
  };
  const edit = {
    range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } },
    newText: ',',
  };

  test('comes with each item', () => {
    for (const { items } of [
      toCompletionList(sourceOf('ab'), list, client()),
      toCompletionList(sourceOf('ab'), list, client(plain)),
    ])
      expect(items.map(({ additionalTextEdits }) => additionalTextEdits)).toEqual([[edit], [edit]]);
  });

  test('comes later, said once, where the editor resolves edits', () => {
    const { itemDefaults, items } = toCompletionList(sourceOf('ab'), list, client(resolvesEdits));
    expect(itemDefaults?.data).toEqual({ topic: 'element', also: [edit] });
    expect(items[0]).not.toHaveProperty('additionalTextEdits');
    expect(items[0]).not.toHaveProperty('data');
    expect(items[1]?.data).toEqual({ topic: 'service', also: [edit] });
  });
});

test('details stand beside the labels, but not in long lists', () => {
  const detailed = item({ detail: 'd' });
  const short = toCompletionList(sourceOf('a'), listOf(detailed), client());
  expect(short.items[0]).toMatchObject({ labelDetails: { description: 'd' } });
  const long = toCompletionList(
    sourceOf('a'),
    listOf(...Array.from({ length: 400 }, () => detailed)),
    client(),
  );
  expect(long.items[0]).toEqual({ label: 'l', kind: expect.any(Number), detail: 'd' });
});

test('Markdown reads well as plain text', () => {
  const markdown = '**Name** — `aps:Get\\*`\n\n```json\n{}\n```\n[page](https://a.b/c)';
  expect(toMarkup(markdown, false)).toEqual({
    kind: 'plaintext',
    value: 'Name — aps:Get*\n\n{}\npage (https://a.b/c)',
  });
});

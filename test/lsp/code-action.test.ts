import { expect, test } from 'vitest';
import { type CodeAction, CodeActionKind, CodeActionTriggerKind } from 'vscode-languageserver';
import { allRefactorings, allRules, createEngine, defaultSettings, json } from '../../server/core/index.ts';
import { clientOf } from '../../server/lsp/client.ts';
import { codeActions, FIX_ALL } from '../../server/lsp/code-action.ts';
import type { Session } from '../../server/lsp/session.ts';
import { catalog } from '../pages/catalog.ts';

const uri = 'file:///w/policy.json';

const engine = createEngine({
  catalog: catalog(),
  languages: [json],
  rules: allRules,
  refactorings: allRefactorings,
  onBug: (what, error) => {
    throw new Error(what, { cause: error });
  },
});

const client = clientOf({
  processId: null,
  rootUri: null,
  capabilities: {
    workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
    textDocument: {
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
        isPreferredSupport: true,
      },
    },
  },
});

/** What stands in the menu at `|`. */
function menu(marked: string, only?: readonly string[]): readonly CodeAction[] {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const lines = marked.slice(0, offset).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const project = { sources: new Map([[uri, { uri, languageId: 'json', text }]]), settings: defaultSettings };
  const session: Session = {
    client,
    engine,
    bug: (what, error) => {
      throw new Error(String(what), { cause: error });
    },
    project: () => project,
    version: () => 1,
    prepare: () => undefined,
    told: new Map(),
  };
  return codeActions(session, {
    textDocument: { uri },
    range: { start: position, end: position },
    context: {
      diagnostics: [],
      triggerKind: CodeActionTriggerKind.Invoked,
      ...(only === undefined ? {} : { only: [...only] }),
    },
  });
}

function policy(actions: string): string {
  return `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": ${actions}, "Resource": "*" }] }`;
}

test('a fix for review says what it changes', () => {
  const [first] = menu(policy('["aps:QueryMetric|"]'), [CodeActionKind.QuickFix]);
  expect(first?.title).toBe('Replace by "aps:QueryMetrics" (grants 1 more action)');
  expect(first?.isPreferred).toBe(true);
});

test('all findings of a rule are fixed at once, where their fixes are safe', () => {
  const statement = (actions: string) => `{ "Effect": "Allow", "Action": ${actions}, "Resource": "*" }`;
  const text = `{ "Version": "2012-10-17", "Statement": [${statement('["s3:GetObject", "s3:GetObj|ect"]')}, ${statement('["aps:*", "aps:GetLabels"]')}] }`;
  const all = menu(text).filter(({ title }) => title.startsWith('Fix all'));
  expect(all.map(({ title, kind }) => `${kind}: ${title}`)).toEqual([
    'quickfix: Fix all 2 "redundant-action" in the file',
  ]);
  const [document] = all[0]?.edit?.documentChanges ?? [];
  expect(document !== undefined && 'edits' in document ? document.edits.length : 0).toBe(2);
});

test('no bulk fix for one finding, and none for review', () => {
  const titles = menu(policy('["aps:QueryMetric|", "aps:GetLabel"]')).map(({ title }) => title);
  expect(titles.filter((title) => title.startsWith('Fix all'))).toEqual([]);
  expect(menu(policy('["aps:QueryMetric|", "aps:GetLabel"]'), [FIX_ALL])).toEqual([]);
});

test('stops of a refactoring are snippets, where the editor takes them', () => {
  const scope = menu(policy('"sqs:Send|Message"'), ['refactor']).find(({ title }) =>
    title.startsWith('Scope'),
  );
  const [document] = scope?.edit?.documentChanges ?? [];
  expect(document !== undefined && 'edits' in document ? document.edits : []).toEqual([
    {
      range: expect.any(Object),
      snippet: { kind: 'snippet', value: '"arn:aws:sqs:*:*:${1:QueueName}"' },
    },
  ]);
  expect(scope?.title).toBe('Scope "*" to the ARNs of queue (allows 1 action on these resources only)');
});

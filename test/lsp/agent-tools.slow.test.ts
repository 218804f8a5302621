import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ options: { settings: { rules: { 'missing-version': 'off' } } } });
});

afterAll(async () => {
  await server.stop();
  expect(server.logs).toEqual([]);
});

const ask = (name: string, input: unknown): Promise<{ text?: string; refused?: string }> =>
  server.connection.sendRequest('policywright/tool', { name, input });

test('every tool of the manifest is one of the server', async () => {
  for (const { name } of manifest.contributes.languageModelTools) {
    const { refused } = await ask(name.replace('policywright_', ''), {});
    expect(refused).toMatch(/^"\w+" is missing$/);
  }
});

test('a text is checked without being open, by the settings of the editor', async () => {
  const text = '{ "Statement": [{ "Effect": "Allow", "Action": "aps:QueryMetric", "Resource": "*" }] }';
  const { text: report } = await ask('check_policy', { text });
  expect(report).toContain('error[invalid-action]');
  expect(report).not.toContain('missing-version');
});

test('the first Terraform text loads the parser', async () => {
  const text =
    'data "aws_iam_policy_document" "d" {\n  statement {\n    actions = ["aps:QueryMetric"]\n  }\n}\n';
  const { text: report } = await ask('check_policy', { text, fileName: 'main.tf' });
  expect(report).toContain('data.aws_iam_policy_document.d as ');
  expect(report).toContain('error[invalid-action] INVALID_ACTION line 3');
});

test('nonsense is refused', async () => {
  expect(await ask('nothing', {})).toEqual({ refused: 'There is no tool "nothing"' });
  expect(await ask('check_policy', [1])).toEqual({ refused: 'The input must be an object' });
});

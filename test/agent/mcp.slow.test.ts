import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../cli/run.ts';

/** The SDK's own client over the command as shipped. */
const client = new Client({ name: 'test', version: '0' });
const complaints: string[] = [];

beforeAll(async () => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    // It would end at the first attempt to make code of text.
    args: [
      '--disallow-code-generation-from-strings',
      fileURLToPath(new URL('../../dist/cli.js', import.meta.url)),
      'mcp',
    ],
    stderr: 'pipe',
  });
  transport.stderr?.on('data', (chunk) => complaints.push(String(chunk)));
  await client.connect(transport);
});

afterAll(() => client.close());

async function ask(name: string, input: Readonly<Record<string, unknown>>) {
  const { content, isError } = await client.callTool({ name, arguments: input });
  const [only] = content as readonly { readonly type: string; readonly text: string }[];
  return { text: only?.text ?? '', isError: isError === true };
}

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['aps:QueryMetric', 'aps:*Query*'], Resource: '*' }],
});

const module = `resource "aws_iam_role" "r" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account]
    }
  }
}
`;

test('the server introduces itself and its tools, which only read', async () => {
  expect(client.getServerVersion()).toMatchObject({ name: 'policywright' });
  expect(client.getServerCapabilities()).toEqual({ tools: {} });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).toSorted()).toEqual([
    'check_policy',
    'expand_wildcards',
    'explain_policy',
    'search_actions',
  ]);
  for (const { annotations, description, inputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
    expect(description?.length).toBeGreaterThan(80);
    expect(inputSchema.required?.length).toBeGreaterThan(0);
  }
});

describe('check_policy', () => {
  test('tells what is wrong, where, and what to do', async () => {
    const { text, isError } = await ask('check_policy', { text: policy });
    expect(isError).toBe(false);
    expect(text).toMatch(/^1 error, .*document\.json as identity policy/);
    expect(text).toContain('error[invalid-action] INVALID_ACTION line 1, column ');
    expect(text).toContain('Replace by "aps:QueryMetrics"');
  });

  test('takes a kind, and Terraform', async () => {
    const asTrust = await ask('check_policy', { text: policy, kind: 'trust' });
    expect(asTrust.text).toContain('as trust policy');
    const { text } = await ask('check_policy', { text: module.replace('AssumeRole"', 'AssumeRol"') });
    expect(text).toContain('data.aws_iam_policy_document.trust as trust policy');
    expect(text).toContain('error[invalid-action]');
    expect((await ask('check_policy', { text: module, fileName: 'modules/role/main.tf' })).text).toContain(
      'as trust policy',
    );
  });

  test('says when there is nothing to check', async () => {
    for (const text of ['', 'hello', '{"a": 1}'])
      expect(await ask('check_policy', { text })).toMatchObject({
        isError: true,
        text: expect.stringContaining('no policy'),
      });
  });
});

test('explain_policy says what is read and what only Terraform knows', async () => {
  const { text } = await ask('explain_policy', { text: module, fileName: 'iam.tf' });
  expect(text).toContain('Read as **role trust policy**');
  expect(text).toContain('principals: `Service` `ec2.amazonaws.com`');
  expect(text).toContain('only when `aws:SourceAccount` `StringEquals` `var.account`');
  const wildcard = await ask('explain_policy', { text: policy });
  expect(wildcard.text).toMatch(/`aps:\*Query\*` \(\d+ actions?: `aps:/);
});

test('search_actions finds actions by words, of one service if wanted', async () => {
  expect((await ask('search_actions', { query: 'remote write' })).text).toMatch(
    /\n\naps:RemoteWrite \(write\): /,
  );
  const { text } = await ask('search_actions', { query: 'describe', service: 'LOGS', limit: 3 });
  const names = [...text.matchAll(/^(\w+):\w+ \(/gm)].map(([, service]) => service);
  expect(names).toEqual(['logs', 'logs', 'logs']);
  expect(await ask('search_actions', { query: 'x', service: 'lgos' })).toMatchObject({
    isError: true,
    text: expect.stringContaining('near it: '),
  });
  expect((await ask('search_actions', { query: 'prometheus', cloud: 'ram' })).text).toMatch(/^arms:/m);
});

test('expand_wildcards lists matches, and knows what no action is', async () => {
  const patterns = ['aps:*Query*', 'aps:QueryMetrics', 'aps:QueryMetric', 'apz:Get*', 'aps', '*'];
  const { text } = await ask('expand_wildcards', { patterns });
  const answers = text.split('\n\n');
  expect(answers[0]).toMatch(/^"aps:\*Query\*" matches \d+ actions/);
  expect(answers[0]).toContain('\n- aps:QueryMetrics (read)');
  expect(answers[1]).toContain('is an action');
  expect(answers[2]).toContain('near it: aps:QueryMetrics');
  expect(answers[3]).toContain('no service "apz"');
  expect(answers[4]).toContain('no pattern');
  expect(answers[5]).toContain('every action of every service');
});

test('input that does not fit is told in one sentence, and the server goes on', async () => {
  const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
    ['check_policy', {}, '"text" is missing'],
    ['check_policy', { text: 1 }, '"text" must be a string'],
    ['check_policy', { text: policy, path: '/etc/passwd' }, 'There is no "path"'],
    ['check_policy', { text: policy, kind: 'nonsense' }, '"kind" must be one of identity'],
    ['check_policy', { text: 'x'.repeat(1_000_001) }, 'no longer than'],
    ['search_actions', { query: 'x', limit: 0.5 }, '"limit" must be a whole number'],
    ['expand_wildcards', { patterns: [] }, '"patterns" must be a list'],
    ['nothing', {}, 'There is no tool "nothing"'],
  ];
  for (const [name, input, text] of wrong)
    expect(await ask(name, input)).toMatchObject({ isError: true, text: expect.stringContaining(text) });
  expect((await ask('expand_wildcards', { patterns: ['s3:GetObject'] })).isError).toBe(false);
  expect(complaints).toEqual([]);
});

test('the command ends with its input, and takes no arguments', () => {
  expect(run('.', ['mcp'])).toEqual({ code: 0, out: '', err: '' });
  expect(run('.', ['mcp', 'x'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('takes no arguments'),
  });
});

import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createProtocolConnection,
  ExitNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import manifest from '../../package.json' with { type: 'json' };
import { run } from '../cli/run.ts';
import { root } from '../tidy/files.ts';

const scratch = mkdtempSync(join(tmpdir(), 'policywright-npm-'));
const project = join(scratch, 'empty');
const command = join(project, 'node_modules/.bin/policywright');

/** Nothing comes from a registry: there is nothing to fetch. */
beforeAll(async () => {
  mkdirSync(project);
  await npm(root, 'pack', '--ignore-scripts', '--pack-destination', scratch);
  const tarball = readdirSync(scratch).find((name) => name.endsWith('.tgz')) ?? '';
  // Where a folder above has a node_modules, npm would install there.
  const place = ['--prefix', project, '--cache', join(scratch, 'cache')];
  await npm(project, 'install', '--offline', '--no-audit', '--no-fund', ...place, join(scratch, tarball));
}, 240_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));

async function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', [...args], { cwd, maxBuffer: 16_000_000 });
  return stdout;
}

test('it is alone', () => {
  const installed = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
  expect(installed).toEqual(['policywright']);
});

test('npx runs it', async () => {
  const out = await npm(project, 'exec', '--offline', '--prefix', project, '--', 'policywright', '--version');
  expect(out).toMatch(
    new RegExp(`^policywright ${manifest.version.replaceAll('.', '\\.')}, service data of `),
  );
});

test('it checks JSON and Terraform, and explains', () => {
  const action = 'aps:QueryMetric';
  writeFileSync(
    join(project, 'p.json'),
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
    }),
  );
  writeFileSync(
    join(project, 'main.tf'),
    `data "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["${action}"]\n    resources = ["*"]\n  }\n}\n`,
  );
  const checked = run(project, ['check', '--format', 'json'], {}, '', command);
  expect(checked).toMatchObject({ code: 1, err: '' });
  const { files } = JSON.parse(checked.out) as { files: { path: string; findings: { rule: string }[] }[] };
  expect(files.map(({ path }) => path)).toEqual(['main.tf', 'p.json']);
  for (const { findings } of files) expect(findings.map(({ rule }) => rule)).toContain('invalid-action');
  expect(run(project, ['explain', 'invalid-action'], {}, '', command).out).toContain('# invalid-action');
  expect(run(project, ['actions', 'remote write'], {}, '', command).out).toContain('aps:RemoteWrite');
});

test('it serves agents', async () => {
  const client = new Client({ name: 'test', version: '0' });
  await client.connect(new StdioClientTransport({ command, args: ['mcp'] }));
  const answer = await client.callTool({
    name: 'expand_wildcards',
    arguments: { patterns: ['aps:*Query*'] },
  });
  expect(JSON.stringify(answer)).toContain('aps:QueryMetrics');
  await client.close();
});

test('its language server answers', async () => {
  const server = spawn(process.execPath, ['node_modules/policywright/dist/server.js', '--stdio'], {
    cwd: project,
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const params = { processId: null, rootUri: null, capabilities: {} };
  const { serverInfo } = await connection.sendRequest(InitializeRequest.type, params);
  expect(serverInfo).toEqual({ name: 'Policywright', version: manifest.version });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  expect(await exited).toBe(0);
});

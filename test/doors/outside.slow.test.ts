import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { DocumentDiagnosticRequest } from 'vscode-languageserver-protocol/node';
import { startServer } from '../lsp/server.ts';

/** Whatever a workspace names and links to: through no door is a file opened that lies outside, or one written. */

const top = realpathSync(mkdtempSync(join(tmpdir(), 'policywright-doors-')));
afterAll(() => rmSync(top, { recursive: true }));
const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const recorder = fileURLToPath(new URL('record-reads.cjs', import.meta.url));
const workspace = join(top, 'workspace');

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'aps:QueryMetric', Resource: '*' }],
});
const caller = 'resource "aws_iam_policy" "p" {\n  policy = var.policy\n}\nvariable "policy" {}\n';
const named = [
  ...['../secret.json', './x/../../secret.json', '${path.module}/../secret.json', '%2e%2e/secret.json'],
  ...['link.json', 'folder/secret.json', join(top, 'secret.json'), `file://${join(top, 'secret.json')}`],
  ...['~/.aws/credentials', '/etc/hostname', '/proc/self/environ', '..\\\\secret.json'],
];
const main = [
  ...['own.json', ...named].map(
    (path, at) => `resource "aws_iam_policy" "p${at}" {\n  policy = file("${path}")\n}\n`,
  ),
  'resource "aws_iam_policy" "t" {\n  policy = templatefile("../secret.json", {})\n}\n',
  ...['../modules', './folder/modules', join(top, 'modules'), '~/modules'].map(
    (source, at) => `module "m${at}" {\n  source = "${source}"\n  policy = "x"\n}\n`,
  ),
].join('');

mkdirSync(join(workspace, '.git'), { recursive: true });
mkdirSync(join(top, 'modules'));
for (const [path, text] of [
  ['secret.json', policy],
  ['modules/main.tf', caller],
  ['workspace/main.tf', main],
  ['workspace/own.json', policy],
] as const)
  writeFileSync(join(top, path), text);
symlinkSync(join(top, 'secret.json'), join(workspace, 'link.json'));
symlinkSync(top, join(workspace, 'folder'));
symlinkSync('../modules/main.tf', join(workspace, 'linked.tf'));

/** What a process opens while `run` has to do with it; but for what ships, and files of Node's own. */
async function opened(run: (log: string) => Promise<void> | void): Promise<readonly string[]> {
  const log = join(top, 'opened.txt');
  writeFileSync(log, '');
  await run(log);
  const paths = readFileSync(log, 'utf8').trim().split('\n');
  expect(paths.some((path) => path.startsWith(dist))).toBe(true);
  return paths.filter((path) => !path.startsWith(dist + sep));
}

const isOutside = (path: string) => !path.startsWith(workspace + sep) && path !== workspace;

describe('nothing outside is opened', () => {
  test('by the language server', async () => {
    const paths = await opened(async (log) => {
      const server = await startServer({
        execArgv: ['--require', recorder],
        env: { POLICYWRIGHT_READS: log },
        folders: [pathToFileURL(workspace).href],
      });
      for (const name of ['main.tf', 'folder/modules/main.tf', 'linked.tf', 'link.json']) {
        const uri = pathToFileURL(join(workspace, name)).href;
        server.open(uri, name === 'main.tf' ? main : caller, 'terraform');
        await server.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
      }
      // The answers do not wait for a disk that others keep busy.
      await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 30_000 }).toContain('own.json');
      expect(await server.stop()).toBe(0);
    });
    expect(paths).toContain(join(workspace, 'own.json'));
    expect(paths.filter(isOutside)).toEqual([]);
  });

  test('by the command line', async () => {
    const paths = await opened((log) => {
      const { status, stdout } = command(log, ['check', '--format', 'json', '--fix']);
      expect(status).toBe(1);
      expect(JSON.parse(stdout).files.map(({ path }: { readonly path: string }) => path)).toContain(
        'own.json',
      );
    });
    expect(paths).toContain(join(workspace, 'own.json'));
    expect(paths.filter(isOutside)).toEqual([]);
    expect(readFileSync(join(top, 'secret.json'), 'utf8')).toBe(policy);
  });

  test('by the tools for agents, nor anything inside', async () => {
    const paths = await opened((log) => {
      const call = (id: number, name: string, fileName: string) => ({
        jsonrpc: '2.0',
        id,
        method: 'tools/call',
        params: { name, arguments: { text: main, fileName } },
      });
      const clientInfo = { name: 'test', version: '0' };
      const messages = [
        {
          jsonrpc: '2.0',
          id: 1,
          method: 'initialize',
          params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
        },
        { jsonrpc: '2.0', method: 'notifications/initialized' },
        call(2, 'check_policy', 'main.tf'),
        call(3, 'explain_policy', join(workspace, 'main.tf')),
        call(4, 'check_policy', '../workspace/main.tf'),
      ];
      const input = messages.map((message) => `${JSON.stringify(message)}\n`).join('');
      const { stdout } = command(log, ['mcp'], input);
      expect(stdout.match(/"id":[234]/g)).toHaveLength(3);
    });
    expect(paths).toEqual([]);
  });
});

function command(log: string, args: readonly string[], input = '') {
  return spawnSync(process.execPath, ['--require', recorder, join(dist, 'cli.js'), ...args], {
    cwd: workspace,
    encoding: 'utf8',
    input,
    env: { ...process.env, POLICYWRIGHT_READS: log },
  });
}

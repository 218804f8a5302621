import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ExitNotification } from 'vscode-languageserver-protocol/node';
import { bundle, plain, startServer } from './server.ts';

for (const transport of ['stdio', 'ipc'] as const) {
  test(`starts over ${transport}, tells who it is, and leaves with 0`, async () => {
    const server = await startServer({ transport });
    expect(server.initialized.serverInfo).toEqual({
      name: 'Policywright',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    expect(await server.stop()).toBe(0);
    expect(server.logs).toEqual([]);
  });
}

test('leaves with 1 when it was not shut down first', async () => {
  const server = await startServer();
  await server.connection.sendNotification(ExitNotification.type);
  expect(await server.exitCode()).toBe(1);
});

test('offers to be pulled only to editors that pull', async () => {
  const [pulling, pushed] = await Promise.all([startServer(), startServer({ capabilities: plain })]);
  expect(pulling.initialized.capabilities.diagnosticProvider).toMatchObject({ identifier: 'policywright' });
  expect(pushed.initialized.capabilities.diagnosticProvider).toBeUndefined();
  await Promise.all([pulling.stop(), pushed.stop()]);
});

test('says how to start it when nobody says how to speak', () => {
  const { status, stderr } = spawnSync(process.execPath, [bundle], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('--stdio');
});

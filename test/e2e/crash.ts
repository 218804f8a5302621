import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import { findings, hoverText, middleOf, openText, ourDiagnostics } from './documents.ts';
import { eventually, test } from './runner.ts';

/** Browsers tell nobody of their workers. */
const inNode = 'process' in globalThis && typeof process.cpuUsage === 'function';

const policy = (action: string) =>
  `{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "${action}", "Resource": "*" } }`;

const isInvalid = ({ code }: vscode.Diagnostic) =>
  (typeof code === 'object' ? code.value : code) === 'invalid-action';

/** The server's process: a child of this extension host's, and nobody else's. */
function servers(): readonly ChildProcess[] {
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles(): readonly object[] };
  return handles
    .call(process)
    .filter((one): one is ChildProcess => 'spawnargs' in one)
    .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
    .filter(({ spawnargs }) => spawnargs.some((word) => /policywright-e2e.*dist.server\.js$/.test(word)));
}

async function kill(): Promise<number> {
  const [server, ...others] = await eventually(servers, (all) => all.length > 0);
  assert.ok(server?.pid !== undefined && others.length === 0, 'not one server');
  const gone = new Promise((resolve) => server.once('exit', resolve));
  assert.ok(server.kill('SIGKILL'));
  await gone;
  return server.pid;
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

test('a server that dies is started again, knows the open documents, and goes on', async () => {
  if (!inNode) return;
  const { document } = await openText(`${policy('aps:QueryMetric')}|`);
  await findings(document, (all) => all.some(isInvalid));
  const killed = await kill();
  // Typed while nobody listens.
  await replaceAll(document, policy('aps:QueryMetrics'));
  await findings(document, (all) => !all.some(isInvalid));
  await replaceAll(document, policy('aps:RemoteWrit'));
  const found = await findings(document, (all) => all.some(isInvalid));
  assert.equal(document.getText(found.find(isInvalid)?.range).replaceAll('"', ''), 'aps:RemoteWrit');
  const [server] = servers();
  assert.notEqual(server?.pid, killed);
  const text = await hoverText(document, middleOf(document, 'Allow'), (all) => all !== '');
  assert.notEqual(text, '');
});

test('one that dies again and again is given up, and the person is told and can start it again', async () => {
  if (!inNode) return;
  const { document } = await openText(`${policy('aps:QueryMetric')}|`);
  await findings(document, (all) => all.some(isInvalid));
  const { told, choose } = await whatIsTold(/has ended/, async () => {
    // With the one of the test before, as soon as each is there.
    for (let count = 2; count <= 5; count++) await kill();
    await eventually(
      () => ourDiagnostics(document),
      (all) => all.length === 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  });
  assert.deepEqual(servers(), []);
  assert.match(told, /ended 5 times within 3 minutes/);
  choose('Restart');
  await findings(document, (all) => all.some(isInvalid));
  assert.equal(servers().length, 1);
});

/** The error with these words that people are shown meanwhile, and how to press one of its buttons. */
async function whatIsTold(words: RegExp, meanwhile: () => Promise<void>) {
  const window = vscode.window as unknown as Window;
  const { showErrorMessage } = window;
  let told = '';
  let choose = (_button: string): void => {};
  window.showErrorMessage = (message, ...buttons) => {
    if (!words.test(message)) return showErrorMessage(message, ...buttons);
    told = message;
    return new Promise((resolve) => {
      choose = (button) => resolve(buttons.find((one) => one === button));
    });
  };
  try {
    await meanwhile();
    return { told, choose };
  } finally {
    window.showErrorMessage = showErrorMessage;
  }
}

interface Window {
  showErrorMessage(...shown: string[]): Promise<string | undefined>;
}

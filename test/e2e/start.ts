import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findings, openText } from './documents.ts';
import { tell, test } from './runner.ts';

/** First of all: no policy has been opened yet. */
test('it wakes up at once, and starts no server without a policy', async () => {
  const extension = vscode.extensions.getExtension('policywright.policywright');
  assert.ok(extension, 'not installed');
  const before = processes();
  await extension.activate();
  await openText('nothing to see here|', 'plaintext');
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(processes(), before);
  if (!inNode) return tell(`activating took ${took('ActivateExtension')} ms by the clock`);
  const { policywrightWakingUp: taken } = globalThis as { readonly policywrightWakingUp?: Taken };
  assert.ok(taken, 'test/e2e/stopwatch.cjs has not seen it waking up');
  const told = [taken.loading, taken.activating].map(
    ({ processor, clock }) =>
      `${processor.toFixed(1)} ms of the processor (${clock.toFixed(1)} by the clock)`,
  );
  tell(`loading took ${told[0]}, activating ${told[1]}`);
  assert.ok(taken.loading.processor + taken.activating.processor <= LIMIT, told.join(', '));
});

/** Milliseconds of the processor for loading the code and running `activate`, whatever else the machine does. */
const LIMIT = 100;

interface Taken {
  readonly loading: Times;
  readonly activating: Times;
}

/** In milliseconds. */
interface Times {
  readonly processor: number;
  readonly clock: number;
}

/** Browsers tell nobody what their processor does, and have to fetch the code, which is not ours to speed up. */
const inNode = 'process' in globalThis && typeof process.cpuUsage === 'function';

/** Milliseconds between two marks of the extension host: what VS Code itself shows as the times of an extension. */
function took(what: string): number {
  const { MonacoPerformanceMarks: stopwatch } = globalThis as { readonly MonacoPerformanceMarks?: Marks };
  const marks = stopwatch?.getMarks() ?? [];
  const at = (mark: string) => {
    const name = `code/extHost/${mark}/policywright.policywright`;
    const entry = marks.find((each) => each.name === name);
    if (entry === undefined) throw new Error(`the extension host has no mark ${name}`);
    return entry.startTime;
  };
  return Math.round(at(`did${what}`) - at(`will${what}`));
}

/** VS Code's own stopwatch. */
interface Marks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

/** How many this extension host has started; browsers have none. */
function processes(): number {
  if (!inNode) return 0;
  return process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
}

test('documents of a file system that only the editor knows are checked', async () => {
  const files = vscode.workspace.registerFileSystemProvider('policywright-memory', memory, {
    isReadonly: true,
  });
  try {
    const uri = vscode.Uri.parse('policywright-memory:/repository/main.tf');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const found = await findings(document, (all) => all.some(isInvalidAction));
    assert.equal(document.getText(found.find(isInvalidAction)?.range).replaceAll('"', ''), 'aps:RemoteWrit');
  } finally {
    files.dispose();
  }
});

function isInvalidAction({ code }: vscode.Diagnostic): boolean {
  return (typeof code === 'object' ? code.value : code) === 'invalid-action';
}

const text = new TextEncoder().encode(`data "aws_iam_policy_document" "write" {
  statement {
    actions   = ["aps:RemoteWrit"]
    resources = ["*"]
  }
}
`);

const memory: vscode.FileSystemProvider = {
  onDidChangeFile: () => ({ dispose() {} }),
  watch: () => ({ dispose() {} }),
  stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length }),
  readDirectory: () => [['main.tf', vscode.FileType.File]],
  readFile: () => text,
  createDirectory() {},
  writeFile() {},
  delete() {},
  rename() {},
};

test('a document is judged by a neighbour that nobody has opened', async () => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'no folder is open');
  const write = (name: string, content: string) =>
    vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, 'neighbours', name),
      new TextEncoder().encode(content),
    );
  await write(
    'role.tf',
    'resource "aws_iam_role" "app" { assume_role_policy = data.aws_iam_policy_document.trust.json }\n',
  );
  await write('trust.tf', TRUST);
  const document = await vscode.workspace.openTextDocument(
    vscode.Uri.joinPath(folder, 'neighbours/trust.tf'),
  );
  await vscode.window.showTextDocument(document);
  // Nothing but its use forbids the element.
  await findings(document, (all) => all.some(({ message }) => /trust polic/i.test(message)));
});

const TRUST = `data "aws_iam_policy_document" "trust" {
  statement {
    actions   = ["sts:AssumeRole"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}
`;

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { defaultSettings, type Source } from '../../server/core/index.ts';
import { filesBelow } from '../../server/host/files.ts';
import { engine } from './module.ts';

/** What a module names is read only below the workspace folders, however it is named. */

const top = mkdtempSync(join(tmpdir(), 'policywright-outside-'));
afterAll(() => rmSync(top, { recursive: true }));
const policy =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';
const secret = join(top, 'secret.json');
const workspace = join(top, 'workspace');
const module = join(workspace, 'a', 'module');
mkdirSync(module, { recursive: true });
mkdirSync(join(top, 'modules'), { recursive: true });
for (const path of [
  secret,
  join(top, 'modules', 'main.tf'),
  join(module, 'own.json'),
  join(workspace, 'shared.json'),
]) {
  writeFileSync(path, policy);
}
symlinkSync(secret, join(module, 'link.json'));
symlinkSync(top, join(module, 'folder'));
const uriOf = (path: string) => pathToFileURL(path).href;

async function seen(files: readonly string[], calls: readonly string[] = []) {
  const uri = `${uriOf(module)}/main.tf`;
  const named = files.map((file, at) => `resource "aws_iam_policy" "p${at}" {\n  policy = ${file}\n}\n`);
  const called = calls.map((source, at) => `module "m${at}" {\n  source = "${source}"\n  policy = "x"\n}\n`);
  const main: Source = { uri, languageId: 'terraform', text: [...named, ...called].join('') };
  const project = { sources: new Map([[uri, main]]), settings: defaultSettings };
  const wants = engine.wants(project, uri);
  const host = filesBelow([uriOf(workspace)]);
  const found: string[] = [];
  for (const want of wants) {
    if ('file' in want && (await host.readFile(want.file)) !== undefined) found.push(want.file);
    if ('folder' in want) found.push(...(await host.listFolder(want.folder, (one) => one.endsWith('.tf'))));
  }
  return found;
}

test('files of the workspace are read, above the module too', async () => {
  expect(await seen(['file("own.json")', 'file("${path.module}/../../shared.json")'])).toEqual([
    uriOf(join(module, 'own.json')),
    uriOf(join(workspace, 'shared.json')),
  ]);
});

test.each([
  'file("../../../secret.json")',
  'file("${path.module}/../../../secret.json")',
  'file("./x/../../../../secret.json")',
  'file("../../%2e%2e/secret.json")',
  'file("..\\\\..\\\\..\\\\secret.json")',
  'file("link.json")',
  'file("folder/secret.json")',
  'file("folder/workspace/../secret.json")',
  `file("${secret}")`,
  `file("file://${secret}")`,
  'file("~/.aws/credentials")',
  'file("/etc/passwd")',
  'file("../../../../../../../../../../../etc/passwd")',
  'file("//host/share/secret.json")',
  'file("/proc/self/environ")',
  'templatefile("../../../secret.json", {})',
  'jsonencode(jsondecode(file("../../../secret.json")))',
])('%s is not', async (call) => {
  expect(await seen([call])).toEqual([]);
});

test.each([
  '../../../modules',
  './../../../modules',
  '/etc',
  '~/modules',
  './folder/modules',
  `${top}/modules`,
])('nor the module %s', async (source) => {
  expect(await seen([], [source])).toEqual([]);
});

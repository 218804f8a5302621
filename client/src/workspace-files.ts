import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

interface Params {
  readonly uri: string;
}

/**
 * Answers the server's questions for files, through whatever file system the workspace lies in: never outside its folders,
 * and over no link, as nobody here can tell where it leads.
 */
export function answerReads(client: BaseLanguageClient): void {
  client.onRequest('policywright/listFolder', ({ uri }: Params) => attempt([], () => listFolder(uri)));
  client.onRequest('policywright/readFile', ({ uri }: Params) => attempt(null, () => readFile(uri)));
}

/** Names of the files directly in a folder. */
async function listFolder(given: string): Promise<readonly string[]> {
  const folder = vscode.Uri.parse(given, true);
  if (!(await isReachable(folder, vscode.FileType.Directory))) return [];
  const entries = await vscode.workspace.fs.readDirectory(folder);
  return entries.filter(([, type]) => type === vscode.FileType.File).map(([name]) => name);
}

async function readFile(given: string): Promise<string | null> {
  const file = vscode.Uri.parse(given, true);
  if (!(await isReachable(file, vscode.FileType.File))) return null;
  if ((await vscode.workspace.fs.stat(file)).size > MAX_BYTES) return null;
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** Whether every step from the workspace folder down to it is what it seems. */
async function isReachable(uri: vscode.Uri, type: vscode.FileType): Promise<boolean> {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (root === undefined || /\/\.{1,2}(\/|$)|\\/.test(uri.path)) return false;
  const base = root.path.replace(/\/$/, '');
  const names = uri.path.slice(base.length).split('/').filter(Boolean);
  const steps = names.map((_, depth) =>
    isPlain(
      root.with({ path: `${base}/${names.slice(0, depth + 1).join('/')}` }),
      depth === names.length - 1 ? type : vscode.FileType.Directory,
    ),
  );
  return (await Promise.all(steps)).every(Boolean);
}

/** Remembered for a moment: the files of a module share their folders. */
const looked = new Map<string, Promise<boolean>>();

function isPlain(uri: vscode.Uri, type: vscode.FileType): Promise<boolean> {
  const look = () => attempt(false, async () => (await vscode.workspace.fs.stat(uri)).type === type);
  if (type !== vscode.FileType.Directory) return look();
  const key = uri.toString();
  const known = looked.get(key) ?? look();
  if (!looked.has(key)) setTimeout(() => looked.delete(key), MOMENT);
  looked.set(key, known);
  return known;
}

/** Whatever does not work is not there: no file of a neighbour is worth an error. */
async function attempt<T>(otherwise: T, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch {
    return otherwise;
  }
}

const MAX_BYTES = 1_000_000;

/** In milliseconds. */
const MOMENT = 3_000;

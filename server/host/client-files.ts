import type { Connection } from 'vscode-languageserver/browser';
import { escapeName, sameFile, type Uri } from '../core/index.ts';
import type { Files } from '../workspace/files.ts';

/**
 * Reads below the folders `roots` through the editor, which knows file systems of its own: `policywright/listFolder` gives
 * the names of the files in a folder, `policywright/readFile` a text or null. Whatever fails is not there.
 */
export function filesOfClient(connection: Pick<Connection, 'sendRequest'>, roots: readonly Uri[]): Files {
  const folders = roots.map((root) => sameFile(root).replace(/\/$/, ''));
  const isInside = (uri: Uri) => {
    const path = sameFile(uri);
    if (/\/\.{1,2}(\/|$)|[\\?#]/.test(path)) return false;
    return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  };
  const ask = async (method: string, uri: Uri): Promise<unknown> => {
    if (!isInside(uri)) return undefined;
    try {
      return await connection.sendRequest(method, { uri });
    } catch {
      return undefined;
    }
  };
  return {
    async listFolder(folder, takes) {
      const names = await ask('policywright/listFolder', folder);
      if (!Array.isArray(names)) return [];
      return names
        .filter((name) => typeof name === 'string')
        .map((name) => `${folder}/${escapeName(name)}`)
        .filter(takes)
        .slice(0, MAX_FILES)
        .sort();
    },
    async readFile(file) {
      const text = await ask('policywright/readFile', file);
      return typeof text === 'string' ? text : undefined;
    },
  };
}

/** Of one folder. */
const MAX_FILES = 2_000;

import picomatch from 'picomatch/posix';
import type { Uri } from './source.ts';
import { pathOf } from './uri.ts';

/**
 * Whether a glob means the file: a pattern without a slash at its start matches in any folder, as in .gitignore.
 * With `folder` it is meant from there, and nothing outside matches.
 */
export function matchesFile(glob: string, uri: Uri, folder?: Uri): boolean {
  const path = pathOf(uri);
  if (folder === undefined) return matcherOf(glob)(path);
  const root = pathOf(folder);
  return path.startsWith(`${root}/`) && matcherOf(glob)(path.slice(root.length));
}

function matcherOf(glob: string): (path: string) => boolean {
  const known = matchers.get(glob);
  if (known !== undefined) return known;
  const anywhere = glob.startsWith('/') || glob.startsWith('**/') ? glob : `**/${glob.replace(/^\.\//, '')}`;
  const matches = picomatch(anywhere, { dot: true });
  matchers.set(glob, matches);
  return matches;
}

const matchers = new Map<string, (path: string) => boolean>();

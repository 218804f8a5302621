import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CommandError } from './arguments.ts';

/**
 * Absolute paths of the files that differ from a revision in the working tree of `cwd`, those included that git does not know
 * yet. Runs `git`, which nothing else here does. Throws `CommandError` for an unknown revision or outside a working tree.
 */
export async function filesChangedSince(revision: string, cwd: string): Promise<ReadonlySet<string>> {
  const [tree = ''] = (await git(['rev-parse', '--show-toplevel'], cwd)).split('\n');
  // A revision that begins with a dash would be an option.
  const commit = (
    await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], cwd, revision)
  ).trim();
  const [changed, added] = await Promise.all([
    git(['diff', '--name-only', '-z', '--no-ext-diff', '--diff-filter=d', commit, '--'], tree),
    git(['ls-files', '--others', '--exclude-standard', '-z'], tree),
  ]);
  const names = [...changed.split('\0'), ...added.split('\0')].filter((name) => name !== '');
  return new Set(names.map((name) => join(tree, name)));
}

async function git(args: readonly string[], cwd: string, revision?: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', [...args], { cwd, maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new CommandError('--changed-since needs git, which is not installed');
    }
    if (revision !== undefined) throw new CommandError(`git knows no revision "${revision}"`);
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new CommandError(`--changed-since: ${said}`);
  }
}

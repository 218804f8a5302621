import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** What the `.gitignore` files of a working tree say, read as the search comes by. */
export interface GitIgnore {
  ignores(absolute: string, isFolder: boolean): boolean;
}

/** Outside a working tree of git nothing is ignored. */
export function createGitIgnore(): GitIgnore {
  const trees = new Map<string, string | undefined>();
  const rules = new Map<string, Ignore | undefined>();
  const treeOf = (folder: string): string | undefined => {
    if (trees.has(folder)) return trees.get(folder);
    const parent = dirname(folder);
    const tree = existsSync(join(folder, '.git')) ? folder : parent === folder ? undefined : treeOf(parent);
    trees.set(folder, tree);
    return tree;
  };
  const rulesOf = (folder: string, tree: string): Ignore | undefined => {
    if (!rules.has(folder)) {
      const files = [
        ...(folder === tree ? [join(tree, '.git/info/exclude')] : []),
        join(folder, '.gitignore'),
      ];
      const texts = files.flatMap((file) => readIf(file) ?? []);
      rules.set(folder, texts.length === 0 ? undefined : ignore().add(texts.join('\n')));
    }
    return rules.get(folder);
  };
  return {
    ignores(absolute, isFolder) {
      const tree = treeOf(dirname(absolute));
      if (tree === undefined) return false;
      // The nearest file that has a say decides.
      for (let folder = dirname(absolute); ; folder = dirname(folder)) {
        const way = relative(folder, absolute).replaceAll(sep, '/');
        const verdict = rulesOf(folder, tree)?.test(isFolder ? `${way}/` : way);
        if (verdict?.ignored === true) return true;
        if (verdict?.unignored === true || folder === tree) return false;
      }
    },
  };
}

function readIf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

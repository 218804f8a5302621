import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * What a TypeScript source of this repository exports: it is bundled as `out/<name>.mjs` and imported.
 * `source` is the path of its file, or the text of a module in the root folder.
 */
export async function importSource(root, name, source) {
  const outfile = join(root, `out/${name}.mjs`);
  const entry = source.includes('\n')
    ? { stdin: { contents: source, resolveDir: root, loader: 'ts' } }
    : { entryPoints: [join(root, source)] };
  await build({
    ...entry,
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  // A second import of the same address would give the first one's values.
  return import(`${pathToFileURL(outfile)}?${Date.now()}`);
}

/**
 * `npm run package`: builds, then writes one `dist/policywright-<version>.vsix`, unless what goes into it is unchanged.
 * What ships is the list `files` in package.json, the same for the extension and for the npm command.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture, stopOnSignals } from './processes.mjs';
import { runMain, step, Trouble } from './say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist/package.hash');
/** In bytes. */
const LARGEST = 3_000_000;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  stopOnSignals();
  await runMain(async () => {
    await buildAll();
    console.log(await packageExtension());
  });
}

/** Tables and bundles; shows what the build said only when it failed. */
export async function buildAll() {
  const { code, output } = await capture(process.execPath, [join(root, 'esbuild.mjs')], { cwd: root });
  if (code !== 0) throw new Trouble(`the build failed:\n${output.trim()}`);
}

/** @returns {Promise<string>} the package's path */
export async function packageExtension() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const vsix = join(root, 'dist', `${manifest.name}-${manifest.version}.vsix`);
  const hash = hashFiles(shippedFiles(manifest.files));
  if (existsSync(vsix) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return vsix;
  removePackages();
  await step(`Packaging ${basename(vsix)}`, () => vsce(vsix));
  refuseLarge(vsix);
  writeFileSync(stamp, hash);
  return vsix;
}

function refuseLarge(vsix) {
  const { size } = statSync(vsix);
  if (size <= LARGEST) return;
  rmSync(vsix);
  throw new Trouble(`${basename(vsix)} would be ${size} bytes, more than ${LARGEST}`);
}

async function vsce(vsix) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const program = join(root, 'node_modules/@vscode/vsce/vsce');
  const leniency = ['--allow-missing-repository', '--allow-unused-files-pattern', '--skip-license'];
  const args = ['package', '--no-dependencies', ...leniency, '--out', vsix];
  const { code, output } = await capture(process.execPath, [program, ...args], { cwd: root });
  if (code !== 0) throw new Trouble(`vsce could not package the extension:\n${output.trim()}`);
}

function removePackages() {
  if (!existsSync(join(root, 'dist'))) return;
  const old = readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.vsix'));
  for (const name of old) rmSync(join(root, 'dist', name));
}

/** The list may name files, folders and `name*.ext`; a name that is not there yet is left out. */
function shippedFiles(names) {
  return ['package.json', ...names].flatMap((name) => {
    const path = join(root, name);
    if (name.includes('*')) return matching(path);
    if (!existsSync(path)) return [];
    return statSync(path).isDirectory() ? below(path) : [path];
  });
}

function matching(pattern) {
  const [before, after] = basename(pattern).split('*');
  const folder = join(pattern, '..');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .map((name) => join(folder, name));
}

function below(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath ?? each.path, each.name));
}

function hashFiles(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

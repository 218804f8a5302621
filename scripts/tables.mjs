import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const entry = 'server/tables/main.ts';
const program = 'out/tables/main.mjs';
const folder = 'dist/tables';
/** Beside the tables: what they were made from. */
const stamp = 'dist/tables.hash';

/** Writes `dist/tables` from the data packages, unless sources and packages are the same as last time. */
export async function buildTables(root) {
  const { metafile } = await bundleCompiler(root);
  const hash = hashInputs(root, Object.keys(metafile.inputs));
  if (isCurrent(root, hash)) return;
  const started = Date.now();
  console.log(`${folder}: compiling the data packages …`);
  // Beside the old ones, which a running server or test may be reading.
  const fresh = join(root, `${folder}.${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  try {
    const { status } = spawnSync(process.execPath, [join(root, program), fresh], {
      cwd: root,
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`${entry} failed with exit code ${status}`);
    if (filesBelow(fresh).length === 0) throw new Error(`${entry} wrote nothing into ${folder}`);
    rmSync(join(root, stamp), { force: true });
    rmSync(join(root, folder), { recursive: true, force: true });
    renameSync(fresh, join(root, folder));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  writeFileSync(join(root, stamp), hash);
  console.log(`${folder}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** In bytes; 0 when there are none. */
export function tablesSize(root) {
  return filesBelow(join(root, folder)).reduce((sum, file) => sum + statSync(file).size, 0);
}

function bundleCompiler(root) {
  return build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    metafile: true,
  });
}

function isCurrent(root, hash) {
  if (!existsSync(join(root, stamp)) || tablesSize(root) === 0) return false;
  return readFileSync(join(root, stamp), 'utf8') === hash;
}

/** Covers the compiler's modules, every file beside them (facts are read, not imported) and the data packages' versions. */
function hashInputs(root, modules) {
  const files = new Set([
    ...modules.map((path) => join(root, path)),
    ...filesBelow(join(root, 'server/tables')),
  ]);
  const hash = createHash('sha256');
  for (const file of [...files].sort())
    hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file));
  for (const line of dataPackages(root)) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** Names under `node_modules` of the packages whose data is compiled. */
export function dataPackageNames(root) {
  const { devDependencies } = readJson(join(root, 'package.json'));
  return Object.keys(devDependencies)
    .filter((name) => name.includes('iam-'))
    .sort();
}

function dataPackages(root) {
  return dataPackageNames(root).map(
    (name) => `${name} ${readJson(join(root, 'node_modules', name, 'package.json')).version}`,
  );
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath ?? each.path, each.name));
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

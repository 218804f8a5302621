/**
 * Builds everything that ships in `dist/`: the tables, then the bundles.
 *
 *   node esbuild.mjs             tables when their inputs changed, then the bundles
 *   node esbuild.mjs --tables    only the tables
 *   node esbuild.mjs --bundles   only the bundles
 *   node esbuild.mjs --watch     tables once, then the bundles again after each change
 */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { buildTables, tablesSize } from './scripts/tables.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const { resolve } = createRequire(import.meta.url);

/**
 * Every bundle, once. `budget` is in kB (1,000 bytes), as written to disk. Those of the extension and the server run in Node
 * and in browsers: two of each would be the same code twice.
 */
const bundles = [
  { entry: 'client/src/main.ts', file: 'dist/extension.js', budget: 800, external: ['vscode'] },
  { entry: 'server/host/main.ts', file: 'dist/server.js', budget: 1800, format: 'iife' },
  { entry: 'server/cli/main.ts', file: 'dist/cli.js', budget: 1400, executable: true },
  // The command line loads it for `policywright mcp`. Without `Function`, the protocol's schemas are interpreted, not compiled.
  { entry: 'server/host/mcp.ts', file: 'dist/mcp.js', budget: 300, define: { Function: 'undefined' } },
  // Server and command line load it when the first Terraform file comes: `require` in Node, `importScripts` in a worker.
  {
    entry: resolve('web-tree-sitter'),
    file: 'dist/tree-sitter.js',
    budget: 120,
    format: 'iife',
    globalName: 'webTreeSitter',
    footer: { js: "if(typeof module==='object')module.exports=webTreeSitter;" },
  },
];

/** What `dist/tree-sitter.js` runs: the parser and its grammar. */
const assets = [
  { from: 'web-tree-sitter/tree-sitter.wasm', file: 'dist/tree-sitter.wasm', budget: 250 },
  {
    from: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
    file: 'dist/tree-sitter-terraform.wasm',
    budget: 120,
  },
];

/** What has a bundle of its own stays outside of the one that loads it. */
const bundlesBeside = {
  name: 'bundles-beside',
  setup({ onResolve }) {
    onResolve({ filter: /\/host\/mcp\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './mcp.js', external: true } : undefined,
    );
  },
};

/** Checks what people fill into forms, which our agents' tools never show, by code that it makes of their schemas. */
const withoutForms = {
  name: 'without-forms',
  setup({ onLoad }) {
    onLoad({ filter: /@modelcontextprotocol\/sdk\/.*\/validation\/ajv-provider\.js$/ }, () => ({
      contents: "export class AjvJsonSchemaValidator { getValidator() { throw new Error('no forms'); } }",
    }));
  },
};

/** All tables together, in kB. */
const tablesBudget = 12_000;

try {
  await main(new Set(process.argv.slice(2)));
} catch (error) {
  // What esbuild has to say about the sources it has said.
  if (error.errors === undefined) console.error(`error: ${error.message}`);
  process.exitCode = 1;
}

async function main(flags) {
  process.chdir(root);
  if (!flags.has('--bundles')) await buildTables(root);
  if (flags.has('--tables')) return;
  mkdirSync('dist', { recursive: true });
  const copied = [...assets.map(copyAsset), gatherPages()];
  if (flags.has('--watch')) return watch();
  const sizes = await Promise.all(bundles.map(buildOne));
  const total = tablesSize(root);
  noteShipped([...sizes.flatMap(({ modules }) => modules), ...assets.map(({ from }) => resolve(from))]);
  report([
    ...sizes,
    ...copied,
    { file: 'dist/tables', bytes: total, budget: tablesBudget, inputs: undefined },
  ]);
}

async function buildOne(bundle) {
  const { metafile } = await build(options(bundle));
  if (bundle.executable) chmodSync(bundle.file, 0o755);
  const output = metafile.outputs[bundle.file];
  const modules = Object.keys(output.inputs);
  return { ...bundle, bytes: output.bytes, modules, inputs: modules.length };
}

/** Whatever of other people's work went into `dist/`, for the notices (scripts/notices.mjs). */
function noteShipped(paths) {
  const foreign = paths.map((path) => relative(root, path)).filter((path) => path.includes('node_modules'));
  mkdirSync('out', { recursive: true });
  writeFileSync('out/shipped.json', JSON.stringify([...new Set(foreign)].sort()));
}

function copyAsset({ from, file, budget }) {
  copyFileSync(resolve(from), file);
  return { file, bytes: statSync(file).size, budget, inputs: undefined };
}

/** The pages of the rules as one file, for `policywright explain` and reports. */
function gatherPages() {
  const names = readdirSync('docs/rules').filter((name) => name.endsWith('.md') && name !== 'README.md');
  const pages = names.map((name) => [
    name.slice(0, -'.md'.length),
    readFileSync(`docs/rules/${name}`, 'utf8'),
  ]);
  const file = 'dist/rules.json';
  writeFileSync(file, JSON.stringify(Object.fromEntries(pages)));
  return { file, bytes: statSync(file).size, budget: 1000, inputs: undefined };
}

async function watch() {
  const contexts = await Promise.all(
    bundles.map((bundle) => context({ ...options(bundle), logLevel: 'info' })),
  );
  await Promise.all(contexts.map((each) => each.watch()));
}

/** @returns {import('esbuild').BuildOptions & { metafile: true }} */
function options({
  entry,
  file,
  external = [],
  executable = false,
  format = 'cjs',
  globalName = '',
  footer = {},
  define = {},
}) {
  const hasShebang = readFileSync(entry, 'utf8').startsWith('#!');
  return {
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    format,
    ...(globalName === '' ? {} : { globalName }),
    footer,
    target: 'node20',
    // The halves of the protocol's packages for browsers are found under this condition only.
    conditions: ['browser', 'module'],
    // `main` of some packages is UMD, which cannot be bundled.
    mainFields: ['module', 'main'],
    alias: { 'web-tree-sitter': './tree-sitter.js' },
    // A bundle beside this one is loaded as CommonJS too.
    supported: { 'dynamic-import': false },
    external: [...external, './tree-sitter.js'],
    plugins: [bundlesBeside, withoutForms],
    define: {
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
      ...define,
    },
    banner: executable && !hasShebang ? { js: '#!/usr/bin/env node' } : {},
    // Names stay, so that a stack trace in a bug report says something.
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  };
}

function report(sizes) {
  for (const { file, bytes, budget, inputs } of sizes) {
    const modules = inputs === undefined ? '' : `  ${inputs} modules`;
    console.log(`${file.padEnd(31)} ${kB(bytes).padStart(8)} kB of ${budget} kB${modules}`);
  }
  const over = sizes.filter(({ bytes, budget }) => bytes > budget * 1000);
  for (const { file, bytes, budget } of over) {
    console.error(`error: ${file} is ${kB(bytes)} kB, over its budget of ${budget} kB (esbuild.mjs)`);
  }
  if (over.length > 0) process.exitCode = 1;
}

function kB(bytes) {
  return (bytes / 1000).toFixed(1);
}

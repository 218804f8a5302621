import { build, type Metafile } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { read, root, trackedFiles } from './files.ts';

/** The absences of docs/architecture.md. */
const sources = trackedFiles().filter((path) => /^(client\/src|server)\/.*\.ts$/.test(path));

/** Where each package may be imported. What is not listed may be imported nowhere. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'jsonc-parser': ['server/core/languages/json/'],
  'web-tree-sitter': ['server/core/languages/terraform/hcl/', 'server/host/'],
  picomatch: ['server/core/text/glob.ts', 'server/cli/check/find-files.ts'],
  ignore: ['server/cli/check/git-ignore.ts'],
  diff: ['server/cli/commands/check.ts'],
  // Types alone.
  sarif: ['server/cli/report/sarif.ts'],
  '@modelcontextprotocol/sdk': ['server/host/mcp.ts'],
  'vscode-languageserver': ['server/lsp/', 'server/host/'],
  'vscode-languageserver-textdocument': ['server/lsp/documents.ts'],
  'vscode-languageclient': ['client/src/'],
  vscode: ['client/src/'],
  node: [
    'server/cli/',
    'server/host/node.ts',
    'server/host/files.ts',
    'server/host/hcl.ts',
    'server/host/mcp.ts',
    'server/tables/',
  ],
};

interface Import {
  readonly from: string;
  readonly what: string;
}

/** Also those of types, which leave no trace in a bundle. */
const written: readonly Import[] = sources.flatMap((from) =>
  [
    ...read(from).matchAll(
      /^(?:import|export|\}) (?:[^'"`;]* )?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
    ),
  ].map(([, a, b, c]) => ({ from, what: a ?? b ?? c ?? '' })),
);

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

test('packages are imported where they belong', () => {
  const foreign = written.filter(({ what }) => !what.startsWith('.'));
  expect(foreign.length).toBeGreaterThan(40);
  const strays = foreign.filter(
    ({ from, what }) => !packages[packageOf(what)]?.some((place) => from.startsWith(place)),
  );
  expect(strays).toEqual([]);
});

test('every fence stands around something', () => {
  const used = new Set(written.map(({ what }) => packageOf(what)));
  expect(Object.keys(packages).filter((name) => !used.has(name))).toEqual([]);
});

/** What the folders of the core must not import, not even a type. */
const closed: readonly (readonly [folder: string, forbidden: RegExp])[] = [
  ['server/core/text/', /^server\/core\/(?!text\/)/],
  ['server/core/policy/', /^server\/core\/(?!text\/|policy\/)/],
  ['server/core/catalog/', /^server\/core\/(?!text\/|policy\/|catalog\/)/],
  ['server/core/dialects/', /^server\/core\/(languages|features|engine|index)/],
  ['server/core/rules/', /^server\/core\/(languages\/json|features|engine|index)/],
  [
    'server/core/languages/json/',
    /^server\/core\/(rules|features|catalog|engine|index|languages\/terraform)/,
  ],
  ['server/core/languages/terraform/', /^server\/core\/(features|engine|index)/],
  ['server/core/refactor/', /^server\/core\/(index|engine|languages\/(json|terraform))/],
  ['server/core/features/', /^server\/core\/(index|languages\/(json|terraform))/],
  ['server/core/', /^(client|server\/(lsp|cli|host|tables))\//],
  ['server/agent/', /^(client|server\/(lsp|cli|host|workspace|tables)\/|server\/core\/(?!index\.ts))/],
  ['server/lsp/', /^(client\/|server\/(cli|host|tables)\/|server\/core\/(?!index\.ts))/],
  ['server/cli/', /^(client\/|server\/(lsp|tables)\/|server\/core\/(?!index\.ts))/],
  ['server/host/', /^(client\/|server\/(cli|tables)\/|server\/core\/(?!index\.ts))/],
  ['client/', /^server\//],
];

describe('folders know only what is below them', () => {
  test.each(closed)('%s', (folder, forbidden) => {
    const inside = written.filter(({ from, what }) => from.startsWith(folder) && what.startsWith('.'));
    if (folder !== 'client/') expect(inside.length).toBeGreaterThan(1);
    const strays = inside.filter(({ from, what }) =>
      forbidden.test(new URL(what, `file:///${from}`).pathname.slice(1)),
    );
    expect(strays).toEqual([]);
  });
});

describe('the core as it is bundled', async () => {
  const metafile = await bundled('server/core/index.ts');
  const modules = Object.entries(metafile.inputs);

  test('is all of it', () => {
    const core = sources.filter((path) => path.startsWith('server/core/'));
    const own = modules.filter(([path]) => path.startsWith('server/core/'));
    expect(own.length).toBeGreaterThan(250);
    // Modules of types alone leave no trace.
    expect(own.length).toBeGreaterThan(core.length * 0.85);
  });

  test('needs two packages and no platform', () => {
    const outside = modules.flatMap(([, { imports }]) =>
      imports.filter(({ external }) => external).map(({ path }) => path),
    );
    expect([...new Set(outside.map(packageOf))].toSorted()).toEqual(['jsonc-parser', 'picomatch']);
  });
});

async function bundled(entry: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: 'out/fences',
    format: 'esm',
    platform: 'neutral',
    packages: 'external',
    metafile: true,
    logLevel: 'error',
  });
  return metafile;
}

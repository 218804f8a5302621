/**
 * Writes THIRD_PARTY_NOTICES.md: every package whose code or data is in `dist/`, with its licence. What is there is what
 * the last build noted (`out/shipped.json`), so build first.
 *
 *   npm run notices             writes
 *   npm run notices -- --check  writes nothing, and fails when the file is out of date
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMain, Trouble } from './say.mjs';
import { dataPackageNames } from './tables.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'THIRD_PARTY_NOTICES.md');
const shipped = join(root, 'out/shipped.json');

/** Licences that ask for no more than these notices (MPL: as long as the files stay as they are). */
const accepted = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'ISC', 'MPL-2.0']);

await runMain(async () => {
  const packages = shippedFolders().map(describe).toSorted(byName);
  const refused = packages.filter(({ licence }) => !accepted.has(licence));
  if (refused.length > 0)
    throw new Trouble(
      `no licence that may ship: ${refused.map((each) => `${each.name} (${each.licence})`).join(', ')}`,
    );
  const text = notices(packages);
  const current = existsSync(target) && readFileSync(target, 'utf8') === text;
  if (process.argv.includes('--check')) {
    if (!current) throw new Trouble('THIRD_PARTY_NOTICES.md is out of date: npm run notices');
    return;
  }
  if (!current) writeFileSync(target, text);
  console.log(`${packages.length} packages${current ? ', nothing new' : ''}`);
});

/** Folders of packages, below the root. */
function shippedFolders() {
  if (!existsSync(shipped)) throw new Trouble('nothing is built yet: npm run build');
  const modules = JSON.parse(readFileSync(shipped, 'utf8')).map((path) => path.replaceAll('\\', '/'));
  const code = modules.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path);
  if (code.length === 0) throw new Trouble('the last build noted no package: npm run build');
  return [...new Set([...code, ...dataPackageNames(root).map((name) => `node_modules/${name}`)])];
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((each) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(each));
  const text = file === undefined ? undefined : readFileSync(join(root, folder, file), 'utf8');
  return { name, version, licence: typeof license === 'string' ? license : 'unknown', text };
}

function byName(a, b) {
  return compare(a.name, b.name) || compare(a.version, b.version);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function notices(packages) {
  return `# Third-party notices

<!-- Written by npm run notices from what the build puts into dist/. -->

Policywright ships code and data of these packages, in whole or in part. Their licences follow.

| Package | Version | Licence |
|---|---|---|
${packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join('\n')}

${groupByText(packages).map(licenceText).join('\n\n')}
`;
}

/** Packages with the same text of licence share it. */
function groupByText(packages) {
  const groups = new Map();
  for (const { name, licence, text } of packages) {
    const tidy = text
      ?.replaceAll('\r\n', '\n')
      .replace(/[ \t]+$/gm, '')
      .trim();
    const key = tidy ?? `${name} says that its licence is ${licence}; the package holds no text of it.`;
    groups.set(key, new Set([...(groups.get(key) ?? []), name]));
  }
  return [...groups].map(([text, names]) => ({ text, names: [...names] }));
}

function licenceText({ text, names }) {
  return `## ${names.join(', ')}\n\n\`\`\`text\n${text}\n\`\`\``;
}

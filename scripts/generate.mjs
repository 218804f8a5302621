/**
 * Writes what follows from the sources: the index of the rules and the settings that name each rule.
 *
 *   npm run generate             writes
 *   npm run generate -- --check  writes nothing, and fails naming the files that would change
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRules } from './rules.mjs';
import { runMain, Trouble } from './say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await runMain(async () => {
  const groups = await readRules(root);
  const files = [
    { path: 'docs/rules/README.md', text: ruleIndex(groups) },
    { path: 'package.json', text: manifest(groups) },
  ];
  const stale = files.filter(({ path, text }) => read(path) !== text);
  if (process.argv.includes('--check')) {
    if (stale.length > 0) throw new Trouble(`${names(stale)} is out of date: npm run generate`);
    return;
  }
  for (const { path, text } of stale) writeFileSync(join(root, path), text);
  console.log(stale.length === 0 ? 'Everything is up to date' : `Wrote ${names(stale)}`);
});

function names(files) {
  return files.map(({ path }) => path).join(' and ');
}

function read(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** All rules in tables, one for each element. */
function ruleIndex(groups) {
  const rules = groups.flatMap((group) => group.rules);
  const mirrored = rules.filter(({ code }) => code !== undefined).length;
  return `# Rules

<!-- Written by npm run generate from server/core/rules. -->

${rules.length} rules, ${mirrored} of which are checks of IAM Access Analyzer under the same name: \`redundant-action\` is its
\`REDUNDANT_ACTION\`. Each page says what the rule means and what to do, with examples that are executed as tests.
The severity is how loud the rule is at most; the setting \`policywright.rules\` changes it ([settings](../settings.md)).

${groups.map(ruleTable).join('\n\n')}
`;
}

function ruleTable({ title, rules }) {
  const rows = sorted(rules).map(({ id, code, severity, summary }) => {
    const mirrored = code === undefined ? '' : `\`${code}\``;
    return `| [${id}](${id}.md) | ${severity} | ${summary.replaceAll('|', '\\|')} | ${mirrored} |`;
  });
  const head = ['| Rule | Severity | What it finds | Access Analyzer |', '|---|---|---|---|'];
  return `## ${title}\n\n${[...head, ...rows].join('\n')}`;
}

/** The manifest with a property for each rule in the setting \`policywright.rules\`. */
function manifest(groups) {
  const value = JSON.parse(read('package.json'));
  const setting = value.contributes.configuration.properties['policywright.rules'];
  const rules = sorted(groups.flatMap((group) => group.rules));
  setting.properties = Object.fromEntries(
    rules.map(({ id, severity, summary }) => [
      id,
      { type: 'string', enum: setting.additionalProperties.enum, default: severity, description: summary },
    ]),
  );
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function sorted(rules) {
  return rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Writes what follows from the sources: the index of the rules, the settings that name each rule, the tools for AI agents,
 * and the schema of configuration files.
 *
 *   npm run generate             writes
 *   npm run generate -- --check  writes nothing, and fails naming the files that would change
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAgentTools } from './agent-tools.mjs';
import { readRules } from './rules.mjs';
import { runMain, Trouble } from './say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await runMain(async () => {
  const groups = await readRules(root);
  const files = [
    { path: 'docs/rules/README.md', text: ruleIndex(groups) },
    { path: 'package.json', text: manifest(groups, await readAgentTools(root)) },
    { path: 'schemas/policywright.schema.json', text: configSchema(groups) },
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

/** The manifest with a property for each rule in the setting \`policywright.rules\`, and with the tools. */
function manifest(groups, tools) {
  const value = JSON.parse(read('package.json'));
  const setting = value.contributes.configuration.properties['policywright.rules'];
  const rules = sorted(groups.flatMap((group) => group.rules));
  setting.properties = Object.fromEntries(
    rules.map(({ id, severity, summary }) => [
      id,
      { type: 'string', enum: setting.additionalProperties.enum, default: severity, description: summary },
    ]),
  );
  value.contributes.languageModelTools = tools;
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function sorted(rules) {
  return rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** JSON Schema of `policywright.json`. */
function configSchema(groups) {
  const rules = sorted(groups.flatMap((group) => group.rules));
  const manifestKinds = JSON.parse(read('package.json')).contributes.configuration.properties[
    'policywright.kinds'
  ];
  const severity = { enum: ['error', 'warning', 'info', 'hint', 'off'] };
  const text = (description) => ({ type: 'string', description });
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Policywright',
    description: 'Counts for the files of its folder and of all folders below that have none of their own.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: text('This schema'),
      rules: {
        description: 'How loud each rule is, by its id',
        type: 'object',
        additionalProperties: severity,
        properties: Object.fromEntries(
          rules.map(({ id, summary, severity: usual }) => [
            id,
            { ...severity, default: usual, description: summary },
          ]),
        ),
      },
      kinds: {
        description: 'What the policies in files are used as, by glob; the first that matches decides',
        type: 'object',
        additionalProperties: { enum: manifestKinds.additionalProperties.enum },
      },
      accounts: {
        description: 'Names of accounts of AWS and Alibaba Cloud, by their ids',
        type: 'object',
        propertyNames: { pattern: '^[0-9]{12}([0-9]{4})?$' },
        additionalProperties: { type: 'string' },
      },
      ignore: {
        description: 'Globs of files that are not checked',
        type: 'array',
        items: { type: 'string' },
      },
      suppress: {
        description: 'Findings that somebody has judged, in files that cannot hold comments',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['rules', 'reason'],
          properties: {
            rules: {
              description: 'Ids of rules',
              type: 'array',
              minItems: 1,
              items: { anyOf: [{ enum: rules.map(({ id }) => id) }, { type: 'string' }] },
            },
            reason: { ...text('Why the findings may stay'), minLength: 1 },
            files: text('Glob of the files that are meant; absent: all'),
            path: text('Beginning of the place in the JSON policy: "Statement.0.Action"'),
            sid: text('Sid of the statement that is meant'),
          },
        },
      },
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

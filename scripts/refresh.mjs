/**
 * Says in Markdown what differs between two builds of the tables: for the change that brings newer data packages.
 *
 *   node scripts/refresh.mjs BEFORE AFTER     two folders with tables, such as dist/tables and a copy of it
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';
import { runMain, Trouble } from './say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Entries of one list: descriptions of changes have a limit. */
const MOST = 150;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const [before, after, ...rest] = process.argv.slice(2);
    if (after === undefined || rest.length > 0) throw new Trouble('give two folders with tables');
    process.stdout.write(await compareTables(resolve(before), resolve(after)));
  });
}

/** @returns {Promise<string>} Markdown */
export async function compareTables(before, after) {
  const { createCatalog } = await importSource(root, 'refresh/core', 'server/core/index.ts');
  const [old, now] = [before, after].map((folder) => createCatalog(loaderFor(folder)));
  const sections = [
    ...services(old, now),
    ...members('Actions', actionsOf(old), actionsOf(now)),
    ...accessLevels(old, now),
    ...members('Resource types', typesOf(old), typesOf(now)),
    ...members('Condition keys', keysOf(old), keysOf(now)),
    ...policies(old, now),
  ];
  const head = `## Service data of ${now.date}, managed policies with it

Compared with ${old.date}, as \`scripts/refresh.mjs\` found.`;
  return `${[head, ...(sections.length === 0 ? ['Nothing differs.'] : sections)].join('\n\n')}\n`;
}

function loaderFor(folder) {
  if (!existsSync(join(folder, 'shape.json'))) throw new Trouble(`no tables are in ${folder}`);
  return (name) => {
    const file = join(folder, `${name}.json`);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
}

/** Maps from what tells an entry from others to how it is shown. */
function servicesOf({ services }) {
  return new Map(services.map(({ prefix, name }) => [prefix, `\`${prefix}\` (${name})`]));
}

function actionsOf({ services }) {
  return grouped(services, ({ actions }) => actions.map(({ name }) => name));
}

function typesOf({ services }) {
  return grouped(services, ({ resourceTypes }) => resourceTypes.map(({ name }) => name));
}

function keysOf({ services }) {
  return grouped(services, ({ conditionKeys }) => conditionKeys.map(({ name }) => name));
}

/** Names by the prefix of the service. */
function grouped(services, namesOf) {
  return new Map(services.map((service) => [service.prefix, new Set(namesOf(service))]));
}

function services(old, now) {
  return changes('Services', servicesOf(old), servicesOf(now));
}

/** Of services that both have: what a new or former service has says itself. */
function members(title, old, now) {
  const shared = [...now.keys()].filter((prefix) => old.has(prefix));
  const added = shared.flatMap((prefix) => line(prefix, missing(now.get(prefix), old.get(prefix))));
  const removed = shared.flatMap((prefix) => line(prefix, missing(old.get(prefix), now.get(prefix))));
  return section(title, [
    ['added', added],
    ['removed', removed],
  ]);
}

function missing(from, other) {
  const known = new Set([...other].map((name) => name.toLowerCase()));
  return [...from].filter((name) => !known.has(name.toLowerCase()));
}

function line(prefix, names) {
  return names.length === 0
    ? []
    : [{ count: names.length, text: `\`${prefix}\`: ${names.map(code).join(', ')}` }];
}

function accessLevels(old, now) {
  const changed = now.services.flatMap(({ actions }) =>
    actions.flatMap(({ fullName, access }) => {
      const before = old.action(fullName);
      if (before === undefined || before.retiredSince !== undefined || before.access === access) return [];
      return [{ count: 1, text: `${code(fullName)}: ${before.access} → ${access}` }];
    }),
  );
  return section('Access levels', [['changed', changed]]);
}

function policies(old, now) {
  const byName = ({ managedPolicies }) => new Map(managedPolicies.map((policy) => [policy.name, policy]));
  const [before, after] = [byName(old), byName(now)];
  const versionOf = ({ versions }) => versions.at(-1)?.id;
  const changed = [...after].flatMap(([name, policy]) => {
    const known = before.get(name);
    if (known === undefined || versionOf(known) === versionOf(policy)) return [];
    return [{ count: 1, text: `${code(name)}: ${versionOf(known)} → ${versionOf(policy)}` }];
  });
  const shown = (policiesByName) => new Map([...policiesByName.keys()].map((name) => [name, code(name)]));
  return changes('Managed policies', shown(before), shown(after), [['changed', changed]]);
}

function changes(title, old, now, more = []) {
  const only = (from, other) =>
    [...from].filter(([key]) => !other.has(key)).map(([, text]) => ({ count: 1, text }));
  return section(title, [['added', only(now, old)], ['removed', only(old, now)], ...more]);
}

/** A heading with a list for each way of changing; nothing where nothing did. */
function section(title, ways) {
  const lists = ways.flatMap(([way, entries]) => {
    if (entries.length === 0) return [];
    const total = entries.reduce((sum, { count }) => sum + count, 0);
    const shown = entries.slice(0, MOST).map(({ text }) => `- ${text}`);
    const rest = entries.length - shown.length;
    return [`${total} ${way}:\n\n${[...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n')}`];
  });
  return lists.length === 0 ? [] : [`### ${title}\n\n${lists.join('\n\n')}`];
}

function code(text) {
  return `\`${text}\``;
}

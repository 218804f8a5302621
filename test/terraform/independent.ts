import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isList, isObject, type Json } from './print.ts';

/** A module as HashiCorp's own parser has it: strings are templates still. */
export type Structure = { readonly [name: string]: Json };

const hcl2json = createRequire(import.meta.url)('@cdktf/hcl2json') as {
  parse(name: string, text: string): Promise<Structure>;
};

export function parseIndependently(text: string): Promise<Structure> {
  return hcl2json.parse('main.tf', text);
}

/** Whether a `terraform` of this machine can be asked. */
export const hasTerraform = spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0;

/** What Terraform itself makes of the templates in `probes`, which may speak of the module's locals. Needs no provider. */
export function evaluateIndependently(structure: Structure, probes: Structure): Structure {
  const folder = mkdtempSync(join(tmpdir(), 'policywright-'));
  try {
    const locals = isList(structure['locals']) ? structure['locals'] : [];
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ locals: [...locals, { probes }] }));
    const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' };
    const input = 'base64encode(jsonencode(local.probes))\n';
    const run = spawnSync('terraform', ['console', '-no-color'], {
      cwd: folder,
      env,
      input,
      encoding: 'utf8',
    });
    const text = /^"([A-Za-z0-9+/=]*)"\s*$/.exec(run.stdout)?.[1];
    if (text === undefined) throw new Error(`terraform console: ${run.stderr}\n${run.stdout}`);
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Structure;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without Terraform: only what has no expression in it. */
export function isPlain(value: Json): boolean {
  return !/(?<!\$)\$\{|(?<!%)%\{/.test(JSON.stringify(value));
}

export function unescapePlain(value: Json): Json {
  return JSON.parse(JSON.stringify(value).replaceAll('$${', '${').replaceAll('%%{', '%{')) as Json;
}

/** The JSON that the provider makes of an evaluated block. From its documentation and source; written apart from the project's own. */
export function renderIndependently(block: Structure): Json {
  const statements = blocks(block['statement']).map(renderStatement);
  return {
    Version: block['version'] ?? '2012-10-17',
    ...(block['policy_id'] === undefined ? {} : { Id: block['policy_id'] }),
    ...(statements.length === 0 ? {} : { Statement: statements }),
  };
}

function renderStatement(block: Structure): Json {
  const out: Record<string, Json> = {};
  if (block['sid'] !== undefined && block['sid'] !== '') out['Sid'] = String(block['sid']);
  out['Effect'] = String(block['effect'] ?? 'Allow');
  for (const [argument, element, variables] of [
    ['actions', 'Action', false],
    ['not_actions', 'NotAction', false],
    ['resources', 'Resource', true],
    ['not_resources', 'NotResource', true],
  ] as const) {
    const set = setOf(block[argument], variables);
    if (set.length > 0) out[element] = oneOrSorted(set);
  }
  for (const [type, element] of [
    ['principals', 'Principal'],
    ['not_principals', 'NotPrincipal'],
  ] as const) {
    const groups = new Map<string, string[]>();
    for (const one of blocks(block[type])) {
      const kind = String(one['type']);
      groups.set(kind, [...(groups.get(kind) ?? []), ...setOf(one['identifiers'], true)]);
    }
    if (groups.size === 0) continue;
    const star = groups.get('*');
    out[element] =
      groups.size === 1 && star?.length === 1 && star[0] === '*'
        ? '*'
        : Object.fromEntries([...groups].map(([kind, names]) => [kind, oneOrSorted([...new Set(names)])]));
  }
  const condition: Record<string, Record<string, Json>> = {};
  for (const one of blocks(block['condition'])) {
    const test = String(one['test']);
    const keys = condition[test] ?? {};
    condition[test] = keys;
    const variable = String(one['variable']);
    const before = keys[variable];
    const values = [
      ...(before === undefined ? [] : isList(before) ? before : [before]),
      ...listOf(one['values']).map((value) => withVariables(String(value))),
    ];
    const [only, ...more] = values;
    keys[variable] = only !== undefined && more.length === 0 ? only : values;
  }
  if (Object.keys(condition).length > 0) out['Condition'] = condition;
  return out;
}

function blocks(value: Json | undefined): readonly Structure[] {
  return listOf(value).filter(isObject);
}

function listOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : value === undefined || value === null ? [] : [value];
}

function setOf(value: Json | undefined, variables: boolean): readonly string[] {
  const items = listOf(value).map((item) => (variables ? withVariables(String(item)) : String(item)));
  return [...new Set(items)];
}

function withVariables(text: string): string {
  return text.replaceAll('&{', '${');
}

function oneOrSorted(items: readonly string[]): Json {
  const [only, ...more] = items;
  return only !== undefined && more.length === 0 ? only : items.toSorted().reverse();
}

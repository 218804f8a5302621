import { readJson } from '../languages/json/value.ts';
import type { KindSetting } from '../policy/kind.ts';
import { POLICY_KINDS, type PolicyKind } from '../policy/use.ts';
import type { Entry, Value } from '../policy/value.ts';
import { isAccountId } from '../project.ts';
import { SEVERITIES, type Severity } from '../rules/rule.ts';
import type { TextRange } from '../text/range.ts';
import type { Source } from '../text/source.ts';
import { folderOf } from '../text/uri.ts';
import type { Config, ConfigProblem, ConfigSuppression } from './config.ts';

/** Reads a configuration file as far as it can be understood. Never throws; the same source gives the same value. */
export function readConfig(source: Source): Config {
  const known = configs.get(source);
  if (known !== undefined) return known;
  const config = read(source);
  configs.set(source, config);
  return config;
}

const configs = new WeakMap<Source, Config>();

function read({ uri, text }: Source): Config {
  const problems: ConfigProblem[] = [];
  const complain: Complain = (at, message) => void problems.push({ at, message });
  const { value, errors } = readJson(text);
  for (const { code, start, end } of errors) {
    // Some editors put one in front; a policy is refused for it, this file is ours.
    if (code === 'byte-order-mark') continue;
    complain({ start, end }, `This is no valid JSON (${code.replaceAll('-', ' ')})`);
  }
  const given = new Map(entriesOf(value, 'The configuration', complain).map((entry) => [entry.name, entry]));
  for (const [name, { key }] of given) {
    if (!KEYS.has(name))
      complain(key.range, `There is no setting "${name}", there are ${[...KEYS].join(', ')}`);
  }
  const folder = folderOf(uri);
  const named: Named[] = [];
  return {
    uri,
    severities: readSeverities(given.get('rules')?.value, complain, named),
    kinds: readKinds(given.get('kinds')?.value, complain).map((kind) => ({ ...kind, folder })),
    accounts: readAccounts(given.get('accounts')?.value, complain),
    ignored: textsOf(given.get('ignore')?.value, '"ignore"', complain),
    suppressions: readSuppressions(given.get('suppress')?.value, complain, named),
    named,
    problems,
  };
}

type Complain = (at: TextRange, message: string) => void;

type Named = Config['named'][number];

const KEYS = new Set(['$schema', 'rules', 'kinds', 'accounts', 'ignore', 'suppress']);

function readSeverities(value: Value | undefined, complain: Complain, named: Named[]): Config['severities'] {
  const severities: Record<string, Severity | 'off'> = Object.create(null);
  for (const { key, name, value: given } of entriesOf(value, '"rules"', complain)) {
    named.push({ rule: name, at: key.range });
    const severity = oneOf(given, [...SEVERITIES, 'off'] as const, complain);
    if (severity !== undefined) severities[name] = severity;
  }
  return severities;
}

function readKinds(value: Value | undefined, complain: Complain): readonly KindSetting[] {
  return entriesOf(value, '"kinds"', complain).flatMap(({ name, value: given }) => {
    const kind: PolicyKind | undefined = oneOf(given, POLICY_KINDS, complain);
    return kind === undefined ? [] : [{ glob: name, kind }];
  });
}

function readAccounts(value: Value | undefined, complain: Complain): Config['accounts'] {
  const accounts: Record<string, string> = {};
  for (const { key, name, value: given } of entriesOf(value, '"accounts"', complain)) {
    const alias = textOf(given, 'An account', complain);
    if (!isAccountId(name))
      complain(key.range, `"${name}" is no account id, which has twelve digits, or sixteen at Alibaba Cloud`);
    else if (alias !== undefined) accounts[name] = alias;
  }
  return accounts;
}

function readSuppressions(
  value: Value | undefined,
  complain: Complain,
  named: Named[],
): readonly ConfigSuppression[] {
  return itemsOf(value, '"suppress"', complain).flatMap(
    (item) => readSuppression(item, complain, named) ?? [],
  );
}

function readSuppression(item: Value, complain: Complain, named: Named[]): ConfigSuppression | undefined {
  const given = new Map(
    entriesOf(item, 'An entry of "suppress"', complain).map(({ name, value, key }) => {
      if (!SUPPRESSION_KEYS.has(name)) {
        complain(
          key.range,
          `An entry of "suppress" takes ${[...SUPPRESSION_KEYS].join(', ')}, not "${name}"`,
        );
      }
      return [name, value];
    }),
  );
  const optional = (name: string) => {
    const value = given.get(name);
    const text = value === undefined ? undefined : textOf(value, `"${name}"`, complain);
    return text === undefined ? {} : { [name]: text };
  };
  const list = given.get('rules');
  const rules = textsOf(list, '"rules"', complain);
  for (const one of list?.type === 'list' ? list.items : [])
    if (one.type === 'string' && one.text.value !== undefined)
      named.push({ rule: one.text.value, at: one.range });
  const why = given.get('reason');
  const reason = why === undefined ? undefined : textOf(why, '"reason"', complain);
  if (rules.length === 0) complain(item.range, 'An entry of "suppress" needs "rules", the ids of rules');
  if (reason === undefined || reason.trim() === '') {
    complain(item.range, 'An entry of "suppress" needs a "reason", so it is left out');
    return undefined;
  }
  return { rules, reason, at: item.range, ...optional('files'), ...optional('path'), ...optional('sid') };
}

const SUPPRESSION_KEYS = new Set(['rules', 'reason', 'files', 'path', 'sid']);

function entriesOf(value: Value | undefined, what: string, complain: Complain): readonly Entry[] {
  if (value?.type === 'object') {
    refuseRepeats(value.entries, what, complain);
    return value.entries;
  }
  if (value !== undefined) complain(value.range, `${what} must be an object`);
  return [];
}

/** Of two equal names one would count for nothing. */
function refuseRepeats(entries: readonly Entry[], what: string, complain: Complain): void {
  const seen = new Set<string>();
  for (const { key, name } of entries) {
    if (seen.has(name)) complain(key.range, `${what} has "${name}" twice`);
    seen.add(name);
  }
}

function itemsOf(value: Value | undefined, what: string, complain: Complain): readonly Value[] {
  if (value?.type === 'list') return value.items;
  if (value !== undefined) complain(value.range, `${what} must be a list`);
  return [];
}

function textsOf(value: Value | undefined, what: string, complain: Complain): readonly string[] {
  return itemsOf(value, what, complain).flatMap(
    (item) => textOf(item, `Each item of ${what}`, complain) ?? [],
  );
}

function textOf(value: Value, what: string, complain: Complain): string | undefined {
  if (value.type === 'string') return value.text.value;
  complain(value.range, `${what} must be a string`);
  return undefined;
}

function oneOf<T extends string>(value: Value, allowed: readonly T[], complain: Complain): T | undefined {
  const text = value.type === 'string' ? value.text.value : undefined;
  const found = allowed.find((one) => one === text);
  if (found === undefined) complain(value.range, `This must be one of ${allowed.join(', ')}`);
  return found;
}

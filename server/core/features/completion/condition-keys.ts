import type { ConditionKey } from '../../catalog/catalog.ts';
import { providerOf } from '../../rules/principal/trust.ts';
import { fits } from '../conditions.ts';
import type { Place } from '../place.ts';
import { actionsOf, conditionKeysOf } from '../statement-actions.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { spellKeyTemplate, type Template } from './spelling.ts';

/** Keys under an operator: those of the statement's actions before the AWS-wide ones, all of a type that the operator compares. */
export function completeConditionKeys(place: Place, operatorName: string): CompletionList {
  const { catalog, cursor, dialect, statement } = place;
  const operator = dialect.parseOperator(operatorName);
  const { actions } = actionsOf(catalog, statement);
  const own = conditionKeysOf(actions);
  const claims = claimsOf(place);
  const present = presentKeys(place, operatorName);
  const found = new Map<string, { readonly key: ConditionKey; readonly rank: number }>();
  const add = (key: ConditionKey | undefined, rank: number) => {
    if (key === undefined || found.has(key.name) || present.has(key.name.toLowerCase())) return;
    if (operator !== undefined && !fits(operator, key)) return;
    found.set(key.name, { key, rank });
  };
  for (const name of claims) add(catalog.conditionKey(name), -1);
  for (const name of own) {
    const key = catalog.conditionKey(name);
    add(key, isTagKey(name) ? 1 : 0);
  }
  for (const key of catalog.globalKeys) add(key, 2);
  for (const key of typedService(place)) add(key, 3);
  const items = [...found.values()].map(({ key, rank }) =>
    keyItem(place, key, rank, operator?.family === 'Null'),
  );
  return { range: cursor.replace, items, incomplete: false, topic: 'condition-key' };
}

/** The subject and audience of the OIDC providers that the statement trusts. */
function claimsOf({ statement }: Place): readonly string[] {
  const values = (statement?.principal?.value.entries ?? [])
    .filter(({ kind }) => kind === 'Federated')
    .flatMap(({ values: { items } }) => items);
  return values.flatMap(({ text }) => {
    const host = providerOf(text.value ?? '')?.host;
    return host === undefined ? [] : [`${host}:sub`, `${host}:aud`];
  });
}

/** Once a service is typed its keys are wanted, whatever the actions are. */
function typedService({ catalog, cursor }: Place): readonly ConditionKey[] {
  const colon = cursor.before.indexOf(':');
  if (colon < 0) return [];
  return catalog.service(cursor.before.slice(0, colon))?.conditionKeys ?? [];
}

function presentKeys({ statement, cursor }: Place, operatorName: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const operator of statement?.condition?.value.operators ?? []) {
    if (operator.name !== operatorName) continue;
    for (const { key, name } of operator.entries)
      if (cursor.offset < key.range.start || cursor.offset > key.range.end) names.add(name.toLowerCase());
  }
  return names;
}

function keyItem(place: Place, key: ConditionKey, rank: number, isNull: boolean): CompletionItem {
  const template = templateOf(key.name);
  const stops = template.filter((part) => typeof part !== 'string').length;
  const value = skeletonOf(key, stops + 1, isNull);
  return {
    label: key.name,
    kind: 'condition-key',
    detail: key.multivalued ? `${key.type}, several values` : key.type,
    newText: spellKeyTemplate(place.cursor, template, value),
    snippet: true,
    sortText: `${rank}${key.name}`,
    retrigger: true,
  };
}

/** `aws:ResourceTag/${TagKey}` with a stop where the tag's key goes. */
function templateOf(name: string): Template {
  let stop = 0;
  return name
    .split(/(\$\{[^{}]*\}|<[^<>]*>)/)
    .filter((part) => part !== '')
    .map((part) => {
      const variable = /^(?:\$\{|<)(.*)[}>]$/.exec(part)?.[1];
      return variable === undefined ? part : { stop: ++stop, text: variable === 'TagKey' ? 'key' : variable };
    });
}

function isTagKey(name: string): boolean {
  return /^aws:(ResourceTag|RequestTag|TagKeys)/i.test(name);
}

function skeletonOf(key: ConditionKey, stop: number, isNull: boolean): string {
  if (isNull || key.type === 'Bool') return `"\${${stop}|true,false|}"`;
  return key.multivalued ? `["$${stop}"]` : `"$${stop}"`;
}

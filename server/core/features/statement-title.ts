import { parseArn } from '../catalog/arn.ts';
import type { Action, Catalog } from '../catalog/catalog.ts';
import type { List, PolicyDocument, Principal, Statement } from '../policy/model.ts';
import type { Text } from '../policy/text.ts';
import { wordsOf } from './hover/statement-line.ts';
import { clip, count } from './markdown.ts';

/** A statement in one line of plain text: `Allow 4 aps actions on workspace/*`, `Deny everything but sts:GetCallerIdentity`. Never empty. */
export function statementTitle(catalog: Catalog, statement: Statement, policy: PolicyDocument): string {
  const { effect, action, notAction, resource, notResource, principal, notPrincipal } = statement;
  const verb =
    effect === undefined ? policy.implied.effect : effect.value === undefined ? '' : wordsOf(effect.value);
  const words = [
    verb === undefined || verb === '' ? 'Statement' : clip(verb, MAX_WORD),
    action === undefined ? undefined : actionWords(catalog, action.value),
    notAction === undefined ? undefined : `everything but ${actionWords(catalog, notAction.value)}`,
    resource === undefined ? undefined : `on ${resourceWords(resource.value)}`,
    notResource === undefined ? undefined : `on everything but ${resourceWords(notResource.value)}`,
    principal === undefined ? undefined : `for ${principalWords(principal.value)}`,
    notPrincipal === undefined ? undefined : `for everyone but ${principalWords(notPrincipal.value)}`,
  ];
  return words.filter((part) => part !== undefined).join(' ');
}

const MAX_WORD = 60;

/** `aps:QueryMetrics`, `4 aps actions`, `12 actions of 3 services`: as many as the items name or match. */
function actionWords(catalog: Catalog, { items, open }: List): string {
  const [only] = items;
  if (only === undefined) return open.length > 0 ? 'actions that only Terraform knows' : 'no action';
  if (items.length === 1 && open.length === 0) {
    const text = wordsOf(only.text);
    return text === '*' ? 'every action' : clip(text, MAX_WORD);
  }
  const names = new Set<string>();
  const services = new Set<string>();
  let atLeast = open.length > 0;
  for (const { text } of items) {
    if (text.value === undefined) atLeast = true;
    else if (text.value === '*') return 'every action';
    else for (const name of namesOf(catalog, text.value)) names.add(name);
  }
  for (const name of names) services.add(name.slice(0, Math.max(0, name.indexOf(':'))));
  const [service] = services;
  const number = `${atLeast ? 'at least ' : ''}${names.size}`;
  if (names.size === 0) return 'actions that only Terraform knows';
  const noun = names.size === 1 ? 'action' : 'actions';
  if (services.size > 1) return `${number} ${noun} of ${count(services.size, 'service')}`;
  return `${number} ${service === undefined || service === '' ? '' : `${service} `}${noun}`;
}

/** In lower case; what nobody knows counts as the one that its author means. */
function namesOf(catalog: Catalog, pattern: string): readonly string[] {
  const match = catalog.expand(pattern);
  const actions: readonly Action[] =
    match.kind === 'one' ? [match.action] : match.kind === 'pattern' ? match.actions : [];
  return actions.length === 0
    ? [pattern.toLowerCase()]
    : actions.map(({ fullName }) => fullName.toLowerCase());
}

/** What tells resources apart: of an ARN its last part. */
function resourceWords({ items, open }: List): string {
  const [only] = items;
  if (only === undefined) return open.length > 0 ? 'resources that only Terraform knows' : 'nothing';
  if (items.some(({ text }) => text.value === '*')) return '*';
  if (items.length > 1 || open.length > 0)
    return `${open.length > 0 ? 'at least ' : ''}${count(items.length, 'resource')}`;
  return clip(shortArn(only.text), MAX_WORD);
}

function shortArn(text: Text): string {
  const words = wordsOf(text);
  const { resource } = parseArn(words) ?? { resource: undefined };
  return resource === undefined || resource.text === '' || resource.text === '*' ? words : resource.text;
}

function principalWords({ bare, entries, open }: Principal): string {
  if (bare !== undefined) return bare.text.value === '*' ? 'everyone' : clip(wordsOf(bare.text), MAX_WORD);
  const values = entries.flatMap((entry) => entry.values.items);
  const unseen = open.length > 0 || entries.some((entry) => entry.values.open.length > 0);
  const [only] = values;
  if (only === undefined) return unseen ? 'principals that only Terraform knows' : 'nobody';
  if (values.length > 1 || unseen) return `${unseen ? 'at least ' : ''}${count(values.length, 'principal')}`;
  if (only.text.value === '*') return 'everyone';
  const words = wordsOf(only.text);
  const account = /^arn:[\w-]+:iam::(\d{12}):root$/.exec(words)?.[1];
  return clip(account ?? shortPrincipal(words), MAX_WORD);
}

function shortPrincipal(words: string): string {
  const arn = parseArn(words);
  return arn === undefined ? words : arn.resource.text;
}

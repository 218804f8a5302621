import type { Action, Catalog } from '../catalog/catalog.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { List, PolicyDocument, Principal, Statement } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';
import type { Settings } from '../project.ts';
import { conditionWords } from './explain/condition.ts';
import { personWords } from './explain/principal.ts';
import { resourceWords } from './explain/resource.ts';
import { wordsOf } from './hover/statement-line.ts';
import { clip, code, count, enumerate } from './markdown.ts';
import { accessOf, effectOf, levelCounts } from './policy-access.ts';

export interface Explained {
  readonly policy: PolicyDocument;
  readonly kind: PolicyKind;
  /** Of the document's cloud. */
  readonly catalog: Catalog;
  readonly dialect: Dialect;
  readonly accounts: NonNullable<Settings['accounts']>;
}

/**
 * A statement in a sentence of Markdown: `Lets account 111122223333 read, but not write, workspace ws-…`. It says nothing
 * that another filling of the unknown parts would make untrue. Undefined where nobody can see what the statement does.
 */
export function explainStatement(statement: Statement, about: Explained): string | undefined {
  const effect = effectOf(statement, about.policy);
  if (effect !== 'Allow' && effect !== 'Deny') return undefined;
  const deed = deedOf(statement, about, effect);
  if (deed === undefined) return undefined;
  const object = where(statement, about);
  if (object === undefined && about.kind !== 'trust') return undefined;
  const parts = [
    verbs(effect, about.kind),
    who(statement, about, effect),
    deed.phrase,
    deed.isTransitive || object === undefined ? object : `on ${object}`,
    deed.names,
  ];
  const when = conditionWords(statement, about.dialect, about.accounts);
  const sentence = parts.filter((part) => part !== undefined && part !== '').join(' ');
  return when === undefined ? sentence : `${sentence}, ${when}`;
}

/** Kinds that only limit grant nothing. */
function verbs(effect: 'Allow' | 'Deny', kind: PolicyKind): string {
  if (effect === 'Deny') return 'Never lets';
  return LIMITING.has(kind) ? 'Leaves it to other policies to let' : 'Lets';
}

const LIMITING: ReadonlySet<PolicyKind> = new Set(['scp', 'rcp', 'boundary', 'session']);

function who({ principal, notPrincipal }: Statement, about: Explained, effect: 'Allow' | 'Deny'): string {
  const everyone = effect === 'Deny' ? 'anyone' : 'everyone';
  if (notPrincipal !== undefined) return `${everyone} but ${people(notPrincipal.value, about, everyone)}`;
  if (principal !== undefined) return people(principal.value, about, everyone);
  return HOLDERS[about.kind] ?? 'whoever has this policy';
}

const HOLDERS: Readonly<Partial<Record<PolicyKind, string>>> = {
  identity: 'whoever this policy is attached to',
  boundary: 'whoever has this boundary',
  session: 'the session',
  scp: 'anyone in the accounts it is attached to',
  rcp: 'anyone',
  endpoint: 'anyone who comes through the endpoint',
};

function people({ bare, entries, open }: Principal, about: Explained, everyone: string): string {
  if (bare !== undefined) return bare.text.value === '*' ? everyone : code(clip(wordsOf(bare.text), 80));
  const named = entries.flatMap(({ kind, values }) => [
    ...values.items.map(({ text }) => personWords(kind, text, about, everyone)),
    ...(values.open.length > 0 ? [UNKNOWN_PEOPLE] : []),
  ]);
  if (open.length > 0) named.push(UNKNOWN_PEOPLE);
  return named.length === 0 ? 'nobody' : enumerate([...new Set(named)], MOST);
}

const UNKNOWN_PEOPLE = 'principals that only Terraform knows';

interface Deed {
  readonly phrase: string;
  /** The object follows without `on`. */
  readonly isTransitive?: true;
  /** What else to say of it, in parentheses. */
  readonly names?: string;
}

/** What is done. Undefined for what IAM does not take. */
function deedOf(statement: Statement, about: Explained, effect: 'Allow' | 'Deny'): Deed | undefined {
  const { action, notAction } = statement;
  const all = effect === 'Deny' ? 'do anything' : 'do everything';
  if (notAction !== undefined) {
    if (action !== undefined) return undefined;
    const spared = namesOf(notAction.value);
    return { phrase: spared === undefined ? all : `${all} but ${spared}` };
  }
  if (action === undefined) return undefined;
  const { items, open } = action.value;
  if (items.some(({ text }) => text.value === '*')) return { phrase: all };
  const written = namesOf(action.value);
  if (written === undefined) return undefined;
  const named = open.length > 0 ? undefined : actionsIn(action.value, about.catalog);
  if (named === undefined || named.length === 0) return { phrase: `do ${written}` };
  if (named.every(({ service, name }) => service === 'sts' && ASSUMING.has(name)))
    return about.kind === 'trust' ? { phrase: 'assume this role' } : { phrase: 'assume', isTransitive: true };
  return {
    phrase: levelsPhrase(named, statement, about, effect),
    isTransitive: true,
    names: `(${written}${amount(named, items.length)})`,
  };
}

const ASSUMING: ReadonlySet<string> = new Set([
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
]);

/** Names of patterns say less than how many they are. */
function amount(named: readonly Action[], items: number): string {
  return named.length > items ? `: ${count(named.length, 'action')} today` : '';
}

function actionsIn({ items }: List, catalog: Catalog): readonly Action[] | undefined {
  const found = new Set<Action>();
  for (const { text } of items) {
    const match = text.value === undefined ? undefined : catalog.expand(text.value);
    if (match === undefined) return undefined;
    if (match.kind === 'one') found.add(match.action);
    else if (match.kind === 'pattern') for (const action of match.actions) found.add(action);
    else return undefined;
  }
  return [...found];
}

function namesOf({ items, open }: List): string | undefined {
  const shown = items.map(({ text }) => code(clip(wordsOf(text), 80)));
  if (open.length > 0) shown.push('what only Terraform knows');
  return shown.length === 0 ? undefined : enumerate(shown, MOST);
}

/** `read, but not write,`: the second half only where the policy allows no writing in these services elsewhere. */
function levelsPhrase(
  actions: readonly Action[],
  statement: Statement,
  about: Explained,
  effect: 'Allow' | 'Deny',
): string {
  const { read, write, permissions, unknown } = levelCounts(actions);
  const parts = [
    ...(read > 0 ? ['read'] : []),
    ...(write > 0 ? ['write'] : []),
    ...(permissions > 0 ? ['manage permissions of'] : []),
    ...(unknown > 0 ? ['use'] : []),
  ];
  const phrase = enumerate(parts, parts.length);
  const onlyReads = read > 0 && parts.length === 1;
  return effect === 'Allow' && onlyReads && !writesElsewhere(actions, statement, about)
    ? `${phrase}, but not write,`
    : phrase;
}

function writesElsewhere(
  actions: readonly Action[],
  { effect }: Statement,
  { policy, catalog }: Explained,
): boolean {
  const { allowed } = accessOf(policy, catalog);
  if (allowed.all || allowed.open !== undefined || (effect !== undefined && effect.value === undefined))
    return true;
  const services = new Set(actions.map(({ service }) => service));
  const others = [...allowed.actions.keys()].filter(({ service }) => services.has(service));
  const { write, permissions, unknown } = levelCounts(others);
  return write + permissions + unknown > 0;
}

/** Undefined where nobody can see it, or the statement has none. */
function where(statement: Statement, about: Explained): string | undefined {
  const { resource, notResource, principal, notPrincipal, open } = statement;
  if (notResource !== undefined) return `everything but ${things(notResource.value, about)}`;
  if (resource !== undefined) return things(resource.value, about);
  const hasPrincipal = principal !== undefined || notPrincipal !== undefined;
  const isOnSomething = about.kind === 'resource' || (about.kind !== 'trust' && hasPrincipal);
  return isOnSomething && open.length === 0 ? 'what the policy sits on' : undefined;
}

function things({ items, open }: List, about: Explained): string {
  if (items.some(({ text }) => text.value === '*')) return 'every resource';
  const named = items.map(({ text }) => resourceWords(text, about));
  if (open.length > 0) named.push('what only Terraform knows');
  return named.length === 0 ? 'nothing' : enumerate([...new Set(named)], MOST);
}

const MOST = 4;

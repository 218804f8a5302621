import type { Action, Catalog } from '../catalog/catalog.ts';
import type { Field, List, PolicyDocument, Statement } from '../policy/model.ts';
import { isEveryAwsPrincipal, isEveryone } from '../rules/statement/principals.ts';
import type { TextRange } from '../text/range.ts';
import type { Level, LevelCounts } from './words.ts';

/** What the statements of a policy add up to. */
export interface PolicyAccess {
  /** What is allowed and not denied again without conditions. */
  readonly allowed: Access;
  readonly denied: Access;
}

export interface Access {
  /** Each action with the text that names it first. Of `all` those that are left out. */
  readonly actions: ReadonlyMap<Action, TextRange>;
  /** `*`, or `NotAction`: every action of every service but `actions`. */
  readonly all: boolean;
  /** Why there may be more, or of `all` less; undefined: it is known. */
  readonly open: Unseen | undefined;
}

/** `computed`: names that only the template language knows. `unlisted`: the data has not every service, or not every action of one. */
export type Unseen = 'computed' | 'unlisted';

/** Memoised per document. */
export function accessOf(policy: PolicyDocument, everything: Catalog): PolicyAccess {
  const catalog = everything.of(policy.dialect);
  const known = memo.get(policy);
  if (known?.catalog === catalog) return known.access;
  const allowed = collect(policy, 'Allow', catalog);
  const denied = collect(policy, 'Deny', catalog);
  const access = { allowed: without(allowed, policy, catalog), denied };
  memo.set(policy, { catalog, access });
  return access;
}

const memo = new WeakMap<PolicyDocument, { readonly catalog: Catalog; readonly access: PolicyAccess }>();

/** Lists count as reading, tags as writing. */
export function levelOf({ access }: Action): Level {
  switch (access) {
    case 'List':
    case 'Read':
      return 'read';
    case 'Write':
    case 'Tagging':
      return 'write';
    case 'Permissions management':
      return 'permissions';
    case 'Unknown':
      return 'unknown';
  }
}

export function levelCounts(actions: Iterable<Action>): LevelCounts {
  const counts = { read: 0, write: 0, permissions: 0, unknown: 0 };
  for (const action of actions) counts[levelOf(action)] += 1;
  return counts;
}

/** `Allow` or `Deny`; undefined where nobody can see it. */
export function effectOf({ effect }: Statement, { implied }: PolicyDocument): string | undefined {
  return effect === undefined ? implied.effect : effect.value?.value;
}

function collect(policy: PolicyDocument, wanted: 'Allow' | 'Deny', catalog: Catalog): Access {
  const actions = new Map<Action, TextRange>();
  let left: ReadonlyMap<Action, TextRange> | undefined;
  let open = computedIf(policy.open.length > 0);
  for (const statement of policy.statements) {
    const effect = effectOf(statement, policy);
    if (effect !== wanted) {
      open = either(open, computedIf(effect === undefined && statement.effect !== undefined));
      continue;
    }
    open = either(open, computedIf(statement.open.length > 0));
    const { action, notAction } = statement;
    if (action !== undefined) {
      const found = named(action, catalog);
      open = either(open, found.open);
      if (found.all) left = new Map();
      for (const [one, at] of found.actions) if (!actions.has(one)) actions.set(one, at);
    }
    if (notAction === undefined) continue;
    const found = named(notAction, catalog);
    open = either(open, found.open);
    if (!found.all) left = left === undefined ? found.actions : common(left, found.actions);
  }
  if (left === undefined) return { actions, all: false, open };
  return { actions: lacking(left, actions), all: true, open };
}

function computedIf(isComputed: boolean): Unseen | undefined {
  return isComputed ? 'computed' : undefined;
}

function either(a: Unseen | undefined, b: Unseen | undefined): Unseen | undefined {
  return a === 'computed' ? a : (b ?? a);
}

/** What an element names; `all` for `*`. */
function named(field: Field<List>, catalog: Catalog): Access {
  const actions = new Map<Action, TextRange>();
  let open = computedIf(field.value.open.length > 0 || field.maybe === true);
  let all = false;
  for (const { text } of field.value.items) {
    const match = text.value === undefined ? undefined : catalog.expand(text.value);
    if (match === undefined) open = 'computed';
    else if (match.kind === 'all') all = true;
    else if (match.kind === 'one') actions.set(match.action, text.inner);
    else if (match.kind === 'no-service') open = either(open, 'unlisted');
    else if (match.kind === 'no-action' || match.kind === 'pattern') {
      if (match.service.partial === true) open = either(open, 'unlisted');
      if (match.kind === 'pattern')
        for (const action of match.actions) if (!actions.has(action)) actions.set(action, text.inner);
    }
  }
  return { actions, all, open };
}

function common<T>(a: ReadonlyMap<Action, T>, b: ReadonlyMap<Action, T>): ReadonlyMap<Action, T> {
  return new Map([...a].filter(([action]) => b.has(action)));
}

function lacking<T>(a: ReadonlyMap<Action, T>, b: ReadonlyMap<Action, T>): ReadonlyMap<Action, T> {
  return new Map([...a].filter(([action]) => !b.has(action)));
}

/** Takes away what statements deny in any case. */
function without(allowed: Access, policy: PolicyDocument, catalog: Catalog): Access {
  const never = policy.statements.filter((one) => effectOf(one, policy) === 'Deny' && isUnconditional(one));
  let { actions, all } = allowed;
  for (const { action, notAction } of never) {
    const found = action === undefined ? undefined : named(action, catalog);
    if (found?.all === true) return { actions: new Map(), all: false, open: undefined };
    if (found !== undefined)
      actions = all ? new Map([...actions, ...found.actions]) : lacking(actions, found.actions);
    const spared = notAction === undefined ? undefined : named(notAction, catalog);
    if (spared === undefined || spared.open !== undefined || spared.all) continue;
    actions = all ? lacking(spared.actions, actions) : common(actions, spared.actions);
    all = false;
  }
  return { ...allowed, actions, all };
}

function isUnconditional({
  condition,
  resource,
  notResource,
  principal,
  notPrincipal,
  open,
}: Statement): boolean {
  if (condition !== undefined || notResource !== undefined || notPrincipal !== undefined || open.length > 0)
    return false;
  if (principal !== undefined && !isEveryone(principal) && !isEveryAwsPrincipal(principal)) return false;
  return resource === undefined || resource.value.items.some(({ text }) => text.value === '*');
}

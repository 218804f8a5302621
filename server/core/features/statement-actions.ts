import type { Action, ActionResource, Catalog, ResourceType } from '../catalog/catalog.ts';
import type { Statement } from '../policy/model.ts';

/** What a statement's `Action` speaks of. */
export interface StatementActions {
  /** Today's and former actions that the items name or match, each once. */
  readonly actions: readonly Action[];
  /** `*`, `NotAction` or items that cannot be read: more actions than the list has. */
  readonly open: boolean;
}

/** Nothing for a statement that is not there yet. Memoised per statement. */
export function actionsOf(catalog: Catalog, statement: Statement | undefined): StatementActions {
  if (statement === undefined) return { actions: [], open: true };
  const known = memo.get(statement);
  if (known?.catalog === catalog) return known.found;
  const found = collect(catalog, statement);
  memo.set(statement, { catalog, found });
  return found;
}

const memo = new WeakMap<Statement, { readonly catalog: Catalog; readonly found: StatementActions }>();

function collect(catalog: Catalog, statement: Statement): StatementActions {
  const actions = new Set<Action>();
  const field = statement.action;
  let open = field === undefined || field.value.open.length > 0;
  for (const item of field?.value.items ?? []) {
    const match = item.text.value === undefined ? undefined : catalog.expand(item.text.value);
    if (match === undefined || match.kind === 'all') open = true;
    else if (match.kind === 'one') actions.add(match.action);
    else if (match.kind === 'pattern') for (const action of match.actions) actions.add(action);
  }
  return { actions: [...actions], open };
}

/** A resource type with the actions of a statement that take it. */
export interface UsedType {
  readonly type: ResourceType;
  readonly uses: readonly { readonly action: Action; readonly resource: ActionResource }[];
}

/** The resource types of some actions, those that most actions take first. */
export function resourceTypesOf(actions: readonly Action[]): readonly UsedType[] {
  const found = new Map<string, { type: ResourceType; uses: UsedType['uses'][number][] }>();
  for (const action of actions) {
    for (const resource of action.resourceTypes) {
      const { type } = resource;
      const key = `${type.service} ${type.name}`;
      const known = found.get(key) ?? { type, uses: [] };
      known.uses.push({ action, resource });
      found.set(key, known);
    }
  }
  return [...found.values()].sort((a, b) => b.uses.length - a.uses.length);
}

/**
 * Condition keys that the actions or their resource types support, as documented: `aws:ResourceTag/${TagKey}`. The tags of a
 * request belong to actions that say so themselves: a resource type lists them for whichever action makes it.
 */
export function conditionKeysOf(actions: readonly Action[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const action of actions) {
    for (const name of action.conditionKeys) names.add(name);
    for (const resource of action.resourceTypes) {
      for (const name of resource.conditionKeys) names.add(name);
      for (const name of resource.type.conditionKeys) if (!OF_REQUEST.test(name)) names.add(name);
    }
  }
  return names;
}

const OF_REQUEST = /^aws:(RequestTag\/|TagKeys$)/i;

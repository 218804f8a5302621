import type { ActionData, ActionResourceData, ServiceData, Snapshot } from './sources.ts';

/**
 * The snapshots, oldest first, with dependent actions in each. The package stopped listing them in 2026; data that
 * lists none at all takes those of the newest data before that does, for actions it still has. Names that it no
 * longer has are left out.
 */
export function carryDependents(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  let donor: Snapshot | undefined;
  return snapshots.map((snapshot) => {
    if (listsDependents(snapshot)) donor = snapshot;
    return donor === undefined || donor === snapshot ? snapshot : carry(donor, snapshot);
  });
}

function listsDependents({ services }: Snapshot): boolean {
  return [...services.values()].some(({ actions }) =>
    [...actions.values()].some(
      ({ dependentActions, resourceTypes }) =>
        dependentActions.length > 0 || resourceTypes.some((type) => type.dependentActions.length > 0),
    ),
  );
}

function carry(donor: Snapshot, snapshot: Snapshot): Snapshot {
  const still = (fullName: string): boolean => {
    const [prefix = '', name = ''] = fullName.toLowerCase().split(':');
    return name.includes('*') || snapshot.services.get(prefix)?.actions.has(name) === true;
  };
  const services = [...snapshot.services].map(([prefix, service]): readonly [string, ServiceData] => {
    const old = donor.services.get(prefix);
    if (old === undefined) return [prefix, service];
    const actions = [...service.actions].map(
      ([name, action]) => [name, carryAction(old.actions.get(name), action, still)] as const,
    );
    return [prefix, { ...service, actions: new Map(actions) }];
  });
  return { ...snapshot, services: new Map(services) };
}

/** What a resource type asked for that the action no longer lists goes to the action: it was needed for something. */
function carryAction(
  old: ActionData | undefined,
  action: ActionData,
  still: (fullName: string) => boolean,
): ActionData {
  if (old === undefined) return action;
  const own = new Set(action.resourceTypes.map(({ name }) => name.toLowerCase()));
  const [kept, homeless] = [new Map<string, ActionResourceData>(), new Set(old.dependentActions)];
  for (const type of old.resourceTypes) {
    const name = type.name.toLowerCase();
    if (own.has(name)) kept.set(name, type);
    else for (const each of type.dependentActions) homeless.add(each);
  }
  return {
    ...action,
    dependentActions: [...homeless].filter(still),
    resourceTypes: action.resourceTypes.map((type) => ({
      ...type,
      dependentActions: (kept.get(type.name.toLowerCase())?.dependentActions ?? []).filter(still),
    })),
  };
}

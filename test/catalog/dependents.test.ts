import { describe, expect, test } from 'vitest';
import { carryDependents } from '../../server/tables/dependents.ts';
import type { ActionData, Snapshot } from '../../server/tables/sources.ts';

interface Listed {
  readonly name: string;
  readonly needs?: readonly string[];
  /** By resource type. */
  readonly types?: Readonly<Record<string, readonly string[]>>;
}

function snapshot(date: string, ...listed: readonly Listed[]): Snapshot {
  const actions = new Map(listed.map((each) => [each.name.toLowerCase(), actionOf(each)]));
  const service = { prefix: 'x', name: 'X', actions, resourceTypes: new Map(), conditionKeys: new Map() };
  return { date, services: new Map([['x', service]]) };
}

function actionOf({ name, needs = [], types = {} }: Listed): ActionData {
  return {
    name,
    description: '',
    accessLevel: 'Write',
    conditionKeys: [],
    dependentActions: needs,
    resourceTypes: Object.entries(types).map(([type, dependentActions]) => ({
      name: type,
      required: false,
      conditionKeys: [],
      dependentActions,
    })),
  };
}

function needsOf(snapshots: readonly Snapshot[], name: string) {
  const action = carryDependents(snapshots).at(-1)?.services.get('x')?.actions.get(name);
  if (action === undefined) return undefined;
  const types = action.resourceTypes.map((each) => [each.name, each.dependentActions]);
  return { needs: action.dependentActions, types: Object.fromEntries(types) };
}

describe('dependent actions of data that lists none', () => {
  const old = snapshot(
    '2025-12-06',
    { name: 'Make', needs: ['x:Pass', 'x:Gone'], types: { box: ['x:Tag'], crate: ['x:Pass', 'x:Look'] } },
    { name: 'Pass' },
    { name: 'Tag' },
    { name: 'Look' },
    { name: 'Gone', needs: ['x:Pass'] },
  );
  const today = snapshot(
    '2026-09-26',
    { name: 'Make', types: { Box: [] } },
    { name: 'Pass' },
    { name: 'Tag' },
    { name: 'Look' },
    { name: 'New' },
  );

  test('are those of the newest data that lists some, as far as the names still exist', () => {
    const older = snapshot('2024-11-20', { name: 'Make', needs: ['x:Tag'] }, { name: 'Tag' });
    expect(needsOf([older, old, today], 'make')).toEqual({
      needs: ['x:Pass', 'x:Look'],
      types: { Box: ['x:Tag'] },
    });
    expect(needsOf([older, old, today], 'new')).toEqual({ needs: [], types: {} });
    expect(needsOf([older, old, today], 'gone')).toBeUndefined();
  });

  test('are left alone where the data lists one anywhere', () => {
    const lists = snapshot('2026-10-01', { name: 'Make' }, { name: 'New', needs: ['x:Make'] });
    expect(needsOf([old, lists], 'make')).toEqual({ needs: [], types: {} });
    expect(needsOf([old, lists], 'new')).toEqual({ needs: ['x:Make'], types: {} });
  });

  test('stay empty where no data lists any', () => {
    expect(needsOf([today], 'make')).toEqual({ needs: [], types: { Box: [] } });
  });
});

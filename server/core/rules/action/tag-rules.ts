import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Statement } from '../../policy/model.ts';
import type { Report, RuleContext } from '../rule.ts';
import {
  failsWithoutKey,
  type TagTest,
  tagTests,
  type Unsupported,
  unsupportedItems,
} from './tag-support.ts';

/** Actions that a tag condition cannot reach: one report per key and service, the actions first and then the key. */
export function unsupportedTagReports(
  statement: Statement,
  effect: 'Allow' | 'Deny',
  ctx: RuleContext,
): readonly Report[] {
  const { action } = statement;
  if (action === undefined || statement.condition === undefined) return [];
  if (effectOf(statement, ctx) !== effect) return [];
  const tests = tagTests(statement, ctx);
  if (tests.length === 0) return [];
  const unsupported = unsupportedItems(action, ctx);
  return tests.flatMap((test) => unsupported.flatMap((group) => reportOf(test, group, effect) ?? []));
}

function reportOf(test: TagTest, { items }: Unsupported, effect: 'Allow' | 'Deny'): Report | undefined {
  const [first, ...others] = items;
  if (first === undefined) return undefined;
  const names = items.map(({ text }) => `"${text.value}"`);
  const shown =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  const some = items.some(({ text }) => hasWildcard(text.value ?? ''));
  const who = some ? `Not all requests for ${shown} carry` : `Requests for ${shown} never carry`;
  const those = some ? 'those without it' : 'them';
  const so =
    effect === 'Deny'
      ? failsWithoutKey(test)
        ? `so the statement does not deny ${those}`
        : `so the statement denies ${those} whatever the tags`
      : failsWithoutKey(test)
        ? `so the statement does not allow ${those}`
        : `so the condition does not restrict ${those}`;
  return {
    // What is denied in any case is no hole, though perhaps not meant.
    ...(effect === 'Deny' && !failsWithoutKey(test) ? { severity: 'info' } : {}),
    at: first.text.range,
    path: first.path,
    message: `${who} "${test.entry.name}", ${so}; give such actions a statement without this key`,
    related: [
      ...others.map(({ text, path }) => ({ at: text.range, path, message: 'Has no resource tags either' })),
      { at: test.entry.key.range, path: test.entry.path, message: 'The condition on the tag' },
    ],
  };
}

/** `NotAction` with a tag condition: nobody can say which of all the actions know tags. */
export function notActionTagReports(
  statement: Statement,
  effect: 'Allow' | 'Deny',
  ctx: RuleContext,
): readonly Report[] {
  const { notAction } = statement;
  if (notAction === undefined || statement.condition === undefined) return [];
  if (effectOf(statement, ctx) !== effect) return [];
  return tagTests(statement, ctx).map((test): Report => {
    const { entry } = test;
    const denied = effect === 'Deny' && !failsWithoutKey(test);
    return {
      ...(denied ? { severity: 'info' } : {}),
      at: notAction.key,
      path: notAction.path,
      message:
        effect === 'Allow'
          ? `NotAction takes in actions that carry no "${entry.name}", and the condition keeps those from being allowed; list the actions instead`
          : denied
            ? `NotAction takes in actions that carry no "${entry.name}", and those are denied in any case; list the actions to deny`
            : `NotAction takes in actions that carry no "${entry.name}", and those are not denied; list the actions to deny`,
      related: [{ at: entry.key.range, path: entry.path, message: 'The condition on the tag' }],
    };
  });
}

export function effectOf(statement: Statement, ctx: RuleContext): string | undefined {
  const { effect } = statement;
  if (effect !== undefined) return effect.value?.value;
  return statement.open.length > 0 ? undefined : ctx.policy.implied.effect;
}

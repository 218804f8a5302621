import type { Statement } from '../../policy/model.ts';
import { fix } from '../fixes.ts';
import type { Fix, RuleContext } from '../rule.ts';
import { effectOf } from './effect.ts';
import { type KeyTest, keyTests, mayEqual, mayTestMore, metWithoutKey } from './keys.ts';

/** Tests of a deny whose keys can all be seen; undefined for everything else. */
export function denyTests(statement: Statement, ctx: RuleContext): readonly KeyTest[] | undefined {
  if (statement.condition === undefined || effectOf(statement, ctx.policy) !== 'Deny') return undefined;
  return mayTestMore(statement) ? undefined : keyTests(statement, ctx);
}

/** The first test of keys that only some callers have, and that strikes those who have none. */
export function strikesOthers(tests: readonly KeyTest[], keys: RegExp): KeyTest | undefined {
  return tests.find((test) => keys.test(test.key) && metWithoutKey(test));
}

/** Whether the statement is limited to calls by services, or to others. */
export function asksForService(tests: readonly KeyTest[], wanted: 'true' | 'false'): boolean {
  return tests.some(
    (test) =>
      test.key === 'aws:principalisawsservice' && test.parsed?.family !== 'Null' && mayEqual(test, wanted),
  );
}

export function guardFixes(
  statement: Statement,
  ctx: RuleContext,
  operator: 'BoolIfExists' | 'Null',
  key: string,
  value: 'true' | 'false',
): readonly Fix[] {
  return fix(
    `Add ${operator} "${key}": "${value}"`,
    'review',
    ctx.policy.write.set([...statement.path, 'Condition', operator, key], value),
  );
}

/** About the caller: services have none of them. */
export const PRINCIPAL_KEYS = /^aws:principal(orgid|account|orgpaths|arn|tag\/.*)$/;

/** About whom a service acts for: only services have them. */
export const SOURCE_KEYS = /^aws:source(account|arn|orgid|orgpaths)$/;

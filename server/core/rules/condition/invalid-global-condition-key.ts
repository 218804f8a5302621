import { renameKey } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isUnfinished, keyOf } from './entries.ts';
import { isArnKey } from './former-arn-key.ts';
import { lacksTagKey } from './missing-tag-key-in-condition.ts';

/** `aws:SourceIps`: no AWS-wide condition key has this name. */
export const invalidGlobalConditionKey: Rule = {
  id: 'invalid-global-condition-key',
  code: 'INVALID_GLOBAL_CONDITION_KEY',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'No AWS-wide condition key has this name',
  check: {
    condition({ entry }, ctx) {
      const { name } = entry;
      if (name.slice(0, 4).toLowerCase() !== 'aws:' || name.length === 4) return;
      if (keyOf(ctx, name) !== undefined || name.includes('${') || isUnfinished(entry.values)) return;
      if (isArnKey(name) || lacksTagKey(name, ctx) || UNLISTED.has(name.toLowerCase())) return;
      const near = nearestGlobalKeys(name, ctx);
      const [first] = near;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        ...(first === undefined ? { severity: 'warning' } : {}),
        message:
          first === undefined
            ? `There was no AWS-wide condition key "${name}" on ${ctx.catalog.date}; check the spelling unless it is newer than that`
            : `There is no AWS-wide condition key "${name}"; did you mean "${first}"?`,
        fixes: () => near.flatMap((key) => renameKey(ctx, entry.path, key, 'review')),
      });
    },
  },
};

/** In the policy that SNS gives every new topic, and sent by services to this day, but not in AWS's list. */
const UNLISTED: ReadonlySet<string> = new Set(['aws:sourceowner']);

/** Keys with a part to fill in keep the author's part. */
function nearestGlobalKeys(name: string, ctx: RuleContext): readonly string[] {
  const slash = name.indexOf('/');
  return ctx.catalog
    .nearestConditionKeys(name, 3)
    .filter((key) => key.startsWith('aws:'))
    .flatMap((key) => {
      const hole = key.indexOf('/${');
      if (hole < 0) return [key];
      return slash < 0 ? [] : [`${key.slice(0, hole)}${name.slice(slash)}`];
    });
}

import { renameKey } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isUnfinished, keyOf, splitKey } from './entries.ts';
import { lacksTagKey } from './missing-tag-key-in-condition.ts';

/** `s3:prefixes`: a known service has no such condition key. */
export const invalidServiceConditionKey: Rule = {
  id: 'invalid-service-condition-key',
  code: 'INVALID_SERVICE_CONDITION_KEY',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A known service has no such condition key',
  check: {
    condition({ entry }, ctx) {
      const { name } = entry;
      const parts = splitKey(name);
      if (parts === undefined || parts.rest === '' || parts.prefix.toLowerCase() === 'aws') return;
      if (keyOf(ctx, name) !== undefined || name.includes('${') || isUnfinished(entry.values)) return;
      const service = ctx.catalog.service(parts.prefix);
      if (service === undefined || service.retiredSince !== undefined || lacksTagKey(name, ctx)) return;
      const near = meantKeys(parts.prefix, parts.rest, ctx);
      const [first] = near;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        ...(first === undefined ? { severity: 'warning' } : {}),
        message:
          first === undefined
            ? `${service.name} had no condition key "${name}" on ${ctx.catalog.date}; check the spelling unless it is newer than that`
            : `${service.name} has no condition key "${name}"; did you mean "${first}"?`,
        fixes: () => near.flatMap((key) => renameKey(ctx, entry.path, key, 'review')),
      });
    },
  },
};

/** The AWS-wide key of the same name, then the service's own keys that are near. */
function meantKeys(prefix: string, rest: string, ctx: RuleContext): readonly string[] {
  const global = keyOf(ctx, `aws:${rest}`);
  const slash = rest.indexOf('/');
  const wide = global === undefined ? [] : [slash < 0 ? global.name : `aws:${rest}`];
  const own = ctx.catalog
    .nearestConditionKeys(`${prefix}:${rest}`, 5)
    .filter((key) => key.toLowerCase().startsWith(`${prefix.toLowerCase()}:`) && !/[$<]/.test(key));
  return [...wide, ...own].slice(0, 3);
}

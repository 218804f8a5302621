import type { PrincipalElement, Rule, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { keyTests, mayTestMore } from '../statement/keys.ts';

/** An allow for `*` that no condition narrows: anyone in the world. Often meant, as for a public bucket, so it is information. */
export const publicAccess: Rule = {
  id: 'public-access',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'Everyone is allowed, in any account or in none',
  check: {
    principal(element, ctx) {
      const { entry, negated, value, item, statement } = element;
      if (negated || value !== '*' || (entry !== undefined && entry.kind !== 'AWS' && entry.kind !== '*'))
        return;
      if (effectOf(statement, ctx.policy) !== 'Allow' || isFenced(element, ctx)) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `"*" lets anyone in, from any account and without signing in where the service allows that; name accounts, or add a condition such as "aws:PrincipalOrgID"`,
      });
    },
  },
};

/** By its own condition, or by a deny that may strike all whom the policy does not mean. */
function isFenced({ statement }: PrincipalElement, ctx: RuleContext): boolean {
  if (mayTestMore(statement) || ctx.policy.open.length > 0) return true;
  if (keyTests(statement, ctx).some(({ key }) => !OPEN_KEYS.test(key))) return true;
  return ctx.policy.statements.some(
    (other) =>
      effectOf(other, ctx.policy) !== 'Allow' &&
      (other.condition !== undefined || other.notPrincipal !== undefined),
  );
}

/** Keys that say how or what is asked, not by whom or from where. */
const OPEN_KEYS =
  /^(aws:(securetransport|currenttime|epochtime|useragent|referer|requestedregion|resourcetag\/|requesttag\/|tagkeys|requestobjecttag)|s3:(prefix|delimiter|max-keys|tlsversion|versionid|signatureversion|authtype|x-amz-|existingobjecttag)|sqs:|sns:protocol|sns:endpoint|oam:resourcetypes)/;

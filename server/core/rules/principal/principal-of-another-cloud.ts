import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `arn:aws:iam::…:role/x` in a policy for Alibaba Cloud: this cloud knows nobody of that name. */
export const principalOfAnotherCloud: Rule = {
  id: 'principal-of-another-cloud',
  severity: 'error',
  dialects: ['aws', 'ram'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'A principal is named as another cloud names its own',
  check: {
    principal({ entry, item: { text, path }, value }, ctx) {
      const { arn, cloud, foreign } = ctx.dialect;
      if (value === undefined) return;
      if (entry?.kind === 'Service' && value.endsWith(foreign.serviceSuffix)) {
        ctx.report({
          at: text.range,
          path,
          message: `"${value}" is a service of ${foreign.cloud}, which cannot act in ${cloud}; name a service of ${cloud}`,
        });
        return;
      }
      if (!value.startsWith(`${foreign.arnPrefix}:`)) return;
      const same = foreign.arn(value);
      // Every account is surely not meant.
      const here = same?.includes(':*:') === true ? undefined : same;
      ctx.report({
        at: text.range,
        path,
        message: `"${value}" names somebody in ${foreign.cloud}, whom ${cloud} does not know; write ${here === undefined ? arn.form : `"${here}"`}`,
        fixes: () => (here === undefined ? [] : replaceText(ctx, text, here, 'review')),
      });
    },
  },
};

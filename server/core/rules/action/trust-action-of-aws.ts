import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `sts:AssumeRoleWithSAML` in a trust policy of RAM, where one action stands for every way to assume a role. */
export const trustActionOfAws: Rule = {
  id: 'trust-action-of-aws',
  severity: 'error',
  dialects: ['ram'],
  kinds: ['trust'],
  summary: 'A trust policy of RAM names another action than sts:AssumeRole',
  check: {
    action({ item: { text, path }, value, negated }, ctx) {
      if (value === undefined || negated || !OTHERS.test(value)) return;
      ctx.report({
        at: text.range,
        path,
        message: `In trust policies of RAM "sts:AssumeRole" stands for every way to assume a role, by SAML or OIDC too, and "${value}" does not; write "sts:AssumeRole"`,
        fixes: () => replaceText(ctx, text, 'sts:AssumeRole', 'review'),
      });
    },
  },
};

const OTHERS = /^sts:AssumeRoleWith(SAML|OIDC|WebIdentity)$/i;

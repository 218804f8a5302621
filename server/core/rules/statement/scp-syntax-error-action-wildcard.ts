import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Rule } from '../rule.ts';

/**
 * `ec2:*Instances` in a service control policy. Organizations takes it since 2025-09-19, so this is no more than a hint
 * for those whose tools still refuse it.
 */
export const scpSyntaxErrorActionWildcard: Rule = {
  id: 'scp-syntax-error-action-wildcard',
  code: 'SCP_SYNTAX_ERROR_ACTION_WILDCARD',
  severity: 'hint',
  dialects: ['aws'],
  kinds: ['scp'],
  summary: 'An action of a service control policy has a wildcard before its end',
  check: {
    action({ item, value }, ctx) {
      if (value === undefined || !hasWildcard(value)) return;
      if (!hasWildcard(value.slice(0, -1))) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `"${value}" has a wildcard before its end; Organizations takes that since 2025-09-19, older tools may still refuse it`,
      });
    },
  },
};

import { conditionIsOpen } from '../condition/entries.ts';
import { setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isGithub, testedClaims, trustedProviders } from './trust.ts';

/** An OIDC provider without a condition on its token: every user of the provider gets the role. */
export const missingConditionKeyForOidcPrincipal: Rule = {
  id: 'missing-condition-key-for-oidc-principal',
  code: 'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'An OIDC provider is trusted without a look at its tokens',
  check: {
    statement(statement, ctx) {
      if (conditionIsOpen(statement)) return;
      for (const { item, host } of trustedProviders(statement, ctx)) {
        if (testedClaims(statement, host, ctx).size > 0) continue;
        ctx.report({
          at: item.text.range,
          path: item.path,
          // missing-github-repo-condition-key says it louder.
          ...(isGithub(host) ? { severity: 'info' } : {}),
          message: `Nothing in the condition tests a token of "${host}", so whoever the provider signs in gets the role; test "${host}:aud" and "${host}:sub"`,
          fixes: () =>
            setPath(
              ctx,
              [...statement.path, 'Condition', 'StringEquals', `${host}:sub`],
              '',
              'review',
              `Add "${host}:sub" to fill in`,
            ),
        });
      }
    },
  },
};

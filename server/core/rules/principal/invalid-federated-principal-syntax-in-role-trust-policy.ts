import { hasWildcard } from '../../catalog/wildcard.ts';
import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { providerOf } from './trust.ts';

/** `"Federated": "https://accounts.google.com"`: neither a domain nor a provider's ARN. */
export const invalidFederatedPrincipalSyntaxInRoleTrustPolicy: Rule = {
  id: 'invalid-federated-principal-syntax-in-role-trust-policy',
  code: 'INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'A Federated principal is neither a domain nor the ARN of an identity provider',
  check: {
    principal({ entry, item, value }, ctx) {
      if (entry?.kind !== 'Federated' || value === undefined) return;
      if (hasWildcard(value) || value.includes('${') || providerOf(value) !== undefined) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `"${value}" is neither a domain such as "cognito-identity.amazonaws.com" nor the ARN of a SAML or OIDC provider, arn:aws:iam::account:oidc-provider/host`,
        fixes: () => {
          const domain = /^https?:\/\/([^/]+)\/?$/i.exec(value)?.[1]?.toLowerCase();
          const known = domain !== undefined && providerOf(domain) !== undefined;
          return known ? replaceText(ctx, item.text, domain, 'review') : [];
        },
      });
    },
  },
};

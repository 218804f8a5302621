import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { entriesOf } from './values.ts';

/** `"Federated"` outside a trust policy: federated users act through the role that they assume. */
export const federatedPrincipalNotSupported: Rule = {
  id: 'federated-principal-not-supported',
  code: 'FEDERATED_PRINCIPAL_NOT_SUPPORTED',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'Only trust policies take Federated principals',
  check: {
    statement(statement, ctx) {
      if (ctx.use.attachedTo?.cloudFormationType === 'AWS::IAM::AssumeRolePolicyDocument') return;
      const entries = entriesOf(statement);
      for (const entry of entries) {
        if (entry.kind !== 'Federated') continue;
        ctx.report({
          at: entry.key.range,
          path: entry.path,
          message: `Only the trust policy of a role takes "${entry.kind}"; name the role that these users assume under "AWS"`,
          fixes: () =>
            entries.length < 2 ? [] : removePath(ctx, entry.path, 'review', `Delete "${entry.kind}"`),
        });
      }
    },
  },
};

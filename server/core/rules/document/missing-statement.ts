import type { PlainValue } from '../../policy/model.ts';
import { setPath } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isUnderstood, lacks, misspelt, opening } from './absence.ts';

/** A document without statements. */
export const missingStatement: Rule = {
  id: 'missing-statement',
  code: 'MISSING_STATEMENT',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'The document has no Statement',
  check: {
    document(policy, ctx) {
      const { statement } = policy;
      const fixes = () =>
        setPath(ctx, ['Statement'], [skeleton(ctx)], 'review', 'Add a statement to fill in');
      if (statement === undefined) {
        if (!lacks(policy, policy)) return;
        ctx.report({
          at: opening(policy.range),
          path: [],
          message: `The policy has no "Statement", so it says nothing and ${ctx.dialect.cloud} refuses it; add one`,
          fixes,
          ...misspelt(policy, ['Statement']),
        });
        return;
      }
      const { raw } = statement;
      if (raw.type !== 'list' || raw.items.length > 0 || policy.open.length > 0) return;
      if (!isUnderstood(policy)) return;
      ctx.report({
        at: raw.range,
        path: statement.path,
        severity: 'warning',
        message: 'The list of statements is empty, so the policy says nothing; add a statement',
        fixes,
      });
    },
  },
};

function skeleton({ kind, dialect }: RuleContext): PlainValue {
  return {
    Effect: kind === 'scp' || kind === 'rcp' ? 'Deny' : 'Allow',
    ...(dialect.element(kind, 'Principal') === 'required' ? { Principal: kind === 'rcp' ? '*' : {} } : {}),
    Action: [],
    ...(dialect.element(kind, 'Resource') === 'refused' ? {} : { Resource: [] }),
  };
}

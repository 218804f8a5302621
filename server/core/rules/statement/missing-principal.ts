import { lacks, misspelt, opening } from '../document/absence.ts';
import { setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** A statement on a resource that says not for whom. */
export const missingPrincipal: Rule = {
  id: 'missing-principal',
  code: 'MISSING_PRINCIPAL',
  severity: 'error',
  dialects: ['aws', 'ram'],
  kinds: ['resource', 'trust', 'rcp', 'endpoint'],
  summary: 'A statement of a policy on a resource has neither Principal nor NotPrincipal',
  check: {
    statement(statement, ctx) {
      if (statement.principal !== undefined || statement.notPrincipal !== undefined) return;
      if (ctx.dialect.element(ctx.kind, 'Principal') !== 'required') return;
      if (!lacks(ctx.policy, statement)) return;
      const everyone = ctx.kind === 'rcp';
      ctx.report({
        at: opening(statement.range),
        path: statement.path,
        ...(ctx.kind === 'endpoint' ? { severity: 'warning' } : {}),
        message: `The statement has no "Principal" and a ${NAMES[ctx.kind] ?? 'policy'} needs one; add ${everyone ? '"*", the only one it may have' : 'whom it is about'}`,
        fixes: () =>
          setPath(
            ctx,
            [...statement.path, 'Principal'],
            everyone ? '*' : { [ctx.dialect.ownPrincipal]: [] },
            'review',
            everyone ? 'Add "Principal": "*"' : 'Add a "Principal" to fill in',
          ),
        ...misspelt(statement, ['Principal', 'NotPrincipal']),
      });
    },
  },
};

const NAMES: Readonly<Record<string, string>> = {
  resource: 'resource policy',
  trust: 'trust policy',
  rcp: 'resource control policy',
  endpoint: 'VPC endpoint policy',
};

import type { Field, Principal } from '../../policy/model.ts';
import type { Rule } from '../rule.ts';
import { effectOf } from './effect.ts';

/** `aws:Referer`, `aws:UserAgent`: whoever calls writes there what they like. */
export const untrustworthyConditionKey: Rule = {
  id: 'untrustworthy-condition-key',
  code: 'UNTRUSTWORTHY_CONDITION_KEY',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'A condition relies on a key that the caller chooses',
  check: {
    condition({ statement, entry }, ctx) {
      const key = entry.name.toLowerCase();
      if (key !== 'aws:referer' && key !== 'aws:useragent') return;
      // A service sets the header itself; recommended-condition-key-for-service-principal speaks about that.
      if (key === 'aws:referer' && mayHaveService(statement.principal)) return;
      const allows = effectOf(statement, ctx.policy) === 'Allow';
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        ...(allows ? {} : { severity: 'info' }),
        message: `"${entry.name}" is an HTTP header that every caller can set, so it keeps nobody out; use a key that AWS fills in`,
      });
    },
  },
};

function mayHaveService(field: Field<Principal> | undefined): boolean {
  return (
    field !== undefined &&
    (field.value.open.length > 0 || field.value.entries.some(({ kind }) => kind === 'Service'))
  );
}

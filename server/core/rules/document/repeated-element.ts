import type { Field, PolicyDocument, Statement } from '../../policy/model.ts';
import type { Rule, RuleContext } from '../rule.ts';

/**
 * The same key twice in one object. IAM's guide counts a second Effect, Action … as an error; under which code
 * Access Analyzer reports it is not known, so this rule has none. Readers that take such text keep the last of the keys.
 */
export const repeatedElement: Rule = {
  id: 'repeated-element',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'A key stands twice in one object',
  check: {
    document(policy, ctx) {
      if (policy.repeated.length > 0) judge(policy, policy, ctx);
      for (const statement of policy.statements) {
        if (statement.repeated.length > 0) judge(statement, policy, ctx);
      }
      for (const { entry, path } of policy.repeatedKeys) {
        ctx.report({
          at: entry.key.inner,
          path,
          severity: 'warning',
          message: `"${entry.name}" stands here twice, and the first is ignored or the policy refused; put their content together under one`,
        });
      }
    },
  },
};

function judge(object: PolicyDocument | Statement, policy: PolicyDocument, ctx: RuleContext): void {
  for (const name of new Set(object.repeated.map((field) => field.name))) {
    const [first, ...later] = object.fields.filter((field) => field.name === name);
    if (first === undefined) continue;
    for (const field of later) report(field, first, policy, ctx);
  }
}

function report(
  field: Field<unknown>,
  first: Field<unknown>,
  policy: PolicyDocument,
  ctx: RuleContext,
): void {
  ctx.report({
    at: field.key,
    path: field.path,
    // Terraform's objects drop the earlier key before AWS can refuse the policy.
    ...(policy.language === 'json' ? {} : { severity: 'warning' }),
    message: `"${field.name}" stands here twice and only one may: the earlier one is lost or the policy is refused; keep one`,
    related: [{ at: first.key, path: first.path, message: `The first "${field.name}"` }],
  });
}

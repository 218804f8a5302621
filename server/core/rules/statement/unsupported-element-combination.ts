import type { Field } from '../../policy/model.ts';
import { isHalfTyped } from '../document/absence.ts';
import { removePath } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** `Action` beside `NotAction`: one statement cannot say both. */
export const unsupportedElementCombination: Rule = {
  id: 'unsupported-element-combination',
  code: 'UNSUPPORTED_ELEMENT_COMBINATION',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'A statement has an element and its negation',
  check: {
    statement(statement, ctx) {
      judge(statement.action, statement.notAction, ctx);
      judge(statement.resource, statement.notResource, ctx);
      judge(statement.principal, statement.notPrincipal, ctx);
    },
  },
};

function judge(one: Field<unknown> | undefined, other: Field<unknown> | undefined, ctx: RuleContext): void {
  if (one === undefined || other === undefined || isHalfTyped(one) || isHalfTyped(other)) return;
  const [first, second] = one.range.start < other.range.start ? [one, other] : [other, one];
  ctx.report({
    at: second.key,
    path: second.path,
    message: `"${one.name}" and "${other.name}" exclude each other in one statement, so ${ctx.dialect.cloud} refuses the policy; keep one`,
    related: [{ at: first.key, path: first.path, message: `"${first.name}" stands here` }],
    fixes: () =>
      [second, first].flatMap((field) => removePath(ctx, field.path, 'review', `Remove "${field.name}"`)),
  });
}

import type { Item } from '../../policy/model.ts';
import { rangeWithin } from '../../policy/text.ts';
import { looksLikePlaceholder, scanVariables } from '../../policy/variables.ts';
import { atOddActions } from '../action/facts.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** `${aws:username}` in Action, Principal, Sid or Effect: IAM fills variables in only in resources and condition values. */
export const variableUnsupportedInElement: Rule = {
  id: 'variable-unsupported-in-element',
  code: 'VARIABLE_UNSUPPORTED_IN_ELEMENT',
  severity: 'error',
  dialects: ['aws'],
  summary: 'IAM fills no variables in here',
  check: {
    statement(statement, ctx) {
      const { sid, effect } = statement;
      for (const field of [sid, effect]) {
        if (field?.value !== undefined) reportIn({ text: field.value, path: field.path }, field.name, ctx);
      }
      actions.statement(statement, ctx);
    },
    principal: ({ item, field }, ctx) => reportIn(item, field.name, ctx),
  },
};

/** A variable makes no name of an action. */
const actions = atOddActions(({ item, field }, _, ctx) => reportIn(item, field.name, ctx));

function reportIn(item: Item, element: string, ctx: RuleContext): void {
  const value = item.text.value;
  if (value === undefined || !value.includes('${')) return;
  const variable = scanVariables(value).find(({ closed }) => closed);
  if (variable === undefined) return;
  const spelling = value.slice(variable.start, variable.end);
  const advice = element.endsWith('Principal')
    ? 'name the principal, or test who calls in a condition'
    : 'write it out';
  ctx.report({
    at: rangeWithin(item.text, variable.start, variable.end),
    path: item.path,
    ...(looksLikePlaceholder(variable) ? { severity: 'warning' } : {}),
    message: `IAM fills variables in only in resources and condition values, so "${spelling}" is plain text in ${element}; ${advice}`,
  });
}

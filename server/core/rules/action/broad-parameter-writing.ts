import { removePath } from '../fixes.ts';
import type { ListElement, Rule, RuleContext } from '../rule.ts';
import { includes, isAgentPolicy, isBroad, scoped } from './agent-parameters.ts';
import { atActions } from './facts.ts';

/** `ssm:PutParameter` on `*`: it can change every parameter of the account. */
export const broadParameterWriting: Rule = {
  id: 'broad-parameter-writing',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity'],
  summary: 'Every parameter of the account can be written',
  check: atActions(
    (facts) => includes(facts, ['ssm:putparameter']),
    (element, ctx) => {
      if (isBroad(element, ctx)) judge(element, ctx);
    },
  ),
};

function judge(element: ListElement, ctx: RuleContext): void {
  const agent = isAgentPolicy(ctx);
  ctx.report({
    at: element.item.text.range,
    path: element.item.path,
    message: `"${element.value}" can overwrite every parameter of the account here; ${
      agent
        ? 'the CloudWatch agent needs it only while one administrator saves its configuration: keep it to such a role, and take it away afterwards'
        : 'name the parameters that are meant'
    }`,
    fixes: () => [
      ...(element.field.value.items.length < 2
        ? []
        : removePath(ctx, element.item.path, 'review', `Remove "${element.value}"`)),
      ...(agent ? scoped(element, ctx) : []),
    ],
  });
}

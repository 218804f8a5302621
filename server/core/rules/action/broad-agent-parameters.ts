import type { ListElement, Rule, RuleContext } from '../rule.ts';
import { AGENT_PARAMETERS, includes, isAgentPolicy, isBroad, scoped } from './agent-parameters.ts';
import { atActions } from './facts.ts';

/** `ssm:GetParameter` on `*` in a policy of the CloudWatch agent, which reads its own configuration only. */
export const broadAgentParameters: Rule = {
  id: 'broad-agent-parameters',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity'],
  summary: 'The CloudWatch agent can read every parameter of the account',
  check: atActions(
    (facts) => includes(facts, READS),
    (element, ctx) => {
      if (isBroad(element, ctx) && isAgentPolicy(ctx)) judge(element, ctx);
    },
  ),
};

const READS = ['ssm:getparameter', 'ssm:getparameters', 'ssm:getparametersbypath'] as const;

function judge(element: ListElement, ctx: RuleContext): void {
  ctx.report({
    at: element.item.text.range,
    path: element.item.path,
    message: `"${element.value}" reads every parameter of the account here; AWS's own policy for the CloudWatch agent keeps it to "${AGENT_PARAMETERS}": name parameters of other names in a statement of their own`,
    fixes: () => scoped(element, ctx),
  });
}

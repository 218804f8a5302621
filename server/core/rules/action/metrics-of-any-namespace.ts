import { fix, setPath } from '../fixes.ts';
import type { Fix, ListElement, Rule, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { atActions } from './facts.ts';
import { moveActions } from './split.ts';

/** `cloudwatch:PutMetricData` takes no ARN that keeps it to metrics of one program; a condition does. */
export const metricsOfAnyNamespace: Rule = {
  id: 'metrics-of-any-namespace',
  severity: 'hint',
  dialects: ['aws'],
  kinds: ['identity'],
  summary: 'Metrics of every namespace can be written',
  check: atActions(({ lower }) => lower === 'cloudwatch:putmetricdata', judge),
};

function judge(element: ListElement, ctx: RuleContext): void {
  const { item, negated, statement, value } = element;
  if (negated || effectOf(statement, ctx.policy) !== 'Allow') return;
  if (!statement.resource?.value.items.some(({ text }) => text.value === '*')) return;
  if (statement.condition !== undefined || statement.open.length > 0) return;
  ctx.report({
    at: item.text.range,
    path: item.path,
    message: `"${value}" writes metrics of every namespace here; a condition on "cloudwatch:namespace" keeps it to one, for the CloudWatch agent "${AGENT}" unless its configuration says otherwise`,
    fixes: () => limited(element, ctx),
  });
}

/** Where the agent writes by default. */
const AGENT = 'CWAgent';

function limited({ item, field, statement }: ListElement, ctx: RuleContext): readonly Fix[] {
  const title = `Keep it to the namespace "${AGENT}", or another one`;
  const test = { StringEquals: { 'cloudwatch:namespace': AGENT } };
  if (field.value.items.length === 1 && field.value.open.length === 0)
    return setPath(ctx, [...statement.path, 'Condition'], test, 'review', title);
  return fix(title, 'review', moveActions(statement, [item], '*', ctx, test));
}

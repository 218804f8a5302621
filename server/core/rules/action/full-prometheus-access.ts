import { parseArn } from '../../catalog/arn.ts';
import { covers } from '../../catalog/wildcard.ts';
import type { Item } from '../../policy/model.ts';
import { textWith } from '../../policy/text.ts';
import { setPath } from '../fixes.ts';
import type { ListElement, Rule, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { atActions } from './facts.ts';

/** `aps:*` on `*`: whoever may do all may also share workspaces with other accounts. */
export const fullPrometheusAccess: Rule = {
  id: 'full-prometheus-access',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity'],
  summary: 'Full access to Amazon Managed Service for Prometheus includes sharing and deleting workspaces',
  check: atActions(({ lower }) => /^aps:\*+$/.test(lower), judge),
};

function judge({ value, negated, item, field, statement }: ListElement, ctx: RuleContext): void {
  if (negated || effectOf(statement, ctx.policy) !== 'Allow') return;
  if (!statement.resource?.value.items.some(isEverything)) return;
  // A condition may keep it to tagged workspaces or to callers whom it does not matter for.
  if (statement.condition !== undefined || statement.open.length > 0) return;
  const { items, open } = field.value;
  const alone = items.length === 1 && open.length === 0;
  ctx.report({
    at: item.text.range,
    path: item.path,
    message: `"${value}" on every workspace is full access: it includes "aps:PutResourcePolicy", which shares workspaces with other accounts, and all deletions; name the actions that are needed`,
    fixes: () =>
      alone
        ? setPath(ctx, field.path, QUERY, 'review', 'Replace by the four actions that query metrics')
        : [],
  });
}

/** `*`, or an ARN of every workspace: sharing and deleting need no more. */
function isEverything({ text }: Item): boolean {
  if (text.value === '*') return true;
  const arn = parseArn(textWith(text, '_'));
  return arn?.service.text === 'aps' && covers(arn.resource.text, 'workspace/*');
}

/** What the managed policy AmazonPrometheusQueryAccess allows. */
const QUERY = ['aps:GetLabels', 'aps:GetMetricMetadata', 'aps:GetSeries', 'aps:QueryMetrics'] as const;

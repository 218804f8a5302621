import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { serviceItems } from '../statement/principals.ts';

/** Grafana reads metrics; `aps:RemoteWrite` for it is one permission too many. */
export const grafanaNeedsNoWriting: Rule = {
  id: 'grafana-needs-no-writing',
  severity: 'hint',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'Grafana may write metrics, and only needs to read them',
  check: {
    action({ value, negated, item, field, statement }, ctx) {
      if (negated || value?.toLowerCase() !== 'aps:remotewrite') return;
      if (statement.principal === undefined || effectOf(statement, ctx.policy) !== 'Allow') return;
      const { entries } = statement.principal.value;
      const services = serviceItems(statement.principal.value);
      const only = entries.every(({ kind }) => kind === 'Service') && services.length === 1;
      if (!only || services[0]?.text.value !== 'grafana.amazonaws.com') return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `Grafana only reads: "aps:QueryMetrics", "aps:GetSeries", "aps:GetLabels" and "aps:GetMetricMetadata" suffice without "${value}"`,
        fixes: () =>
          field.value.items.length < 2 ? [] : removePath(ctx, item.path, 'review', `Remove "${value}"`),
      });
    },
  },
};

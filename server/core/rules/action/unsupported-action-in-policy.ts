import { hasWildcard } from '../../catalog/wildcard.ts';
import { removePath } from '../fixes.ts';
import type { ListElement, Rule, RuleContext, Severity } from '../rule.ts';
import { likelyAttachment } from './attachment.ts';

/** `ec2:StartInstances` in a bucket policy. */
export const unsupportedActionInPolicy: Rule = {
  id: 'unsupported-action-in-policy',
  code: 'UNSUPPORTED_ACTION_IN_POLICY',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource', 'trust'],
  summary: 'An action does not belong into the policy of this kind of resource',
  check: {
    action(element, ctx) {
      const { value } = element;
      if (value === undefined || value === '*') return;
      if (ctx.kind === 'trust') checkTrust(element, value, ctx);
      else checkResource(element, value, ctx);
    },
  },
};

/** IAM refuses trust policies with other actions. */
function checkTrust(element: ListElement, value: string, ctx: RuleContext): void {
  const match = ctx.catalog.expand(value);
  if (!('service' in match)) return;
  const fits = match.service.prefix === 'sts' && (match.kind !== 'one' || ASSUMING.test(match.action.name));
  if (fits) return;
  report(element, ctx, `A trust policy only says who may assume the role, and "${value}" is another action`);
}

/** Actions for which the trust policy of a role is asked. */
const ASSUMING = /^(AssumeRole|TagSession$|SetSourceIdentity$|SetContext$)/;

function checkResource(element: ListElement, value: string, ctx: RuleContext): void {
  const likely = likelyAttachment(ctx);
  if (likely === undefined) return;
  const { facts: attachment, severity } = likely;
  const match = ctx.catalog.expand(value);
  if (!('service' in match)) return;
  if (!attachment.services.includes(match.service.prefix)) {
    report(
      element,
      ctx,
      `The policy of ${attachment.name} cannot hold "${value}" of another service`,
      severity,
    );
    return;
  }
  if (match.kind !== 'one' || hasWildcard(value) || attachment.types.length === 0) return;
  const { action } = match;
  if (action.retiredSince !== undefined) return;
  if (action.resourceTypes.some(({ type }) => attachment.types.includes(type.name))) return;
  report(element, ctx, `"${value}" does not work on ${attachment.name}`, severity ?? 'warning');
}

function report(element: ListElement, ctx: RuleContext, what: string, severity?: Severity): void {
  const { item, field } = element;
  ctx.report({
    at: item.text.range,
    path: item.path,
    ...(severity === undefined ? {} : { severity }),
    message: `${what}; remove it`,
    fixes: () =>
      field.value.items.length < 2 ? [] : removePath(ctx, item.path, 'review', `Remove "${item.text.value}"`),
  });
}

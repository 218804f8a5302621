import type { ResourcePolicyKind } from '../../catalog/resource-policies.ts';
import type { Item, Statement } from '../../policy/model.ts';
import { likelyAttachment } from '../action/attachment.ts';
import { arnMeets, arnPattern, policyKinds } from '../action/policy-kinds.ts';
import { fix, removePath, replaceText } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

/** A rule group's ARN in the policy of an AMP workspace, or `*` where the resource itself must be named. */
export const unsupportedResourcePolicyResource: Rule = {
  id: 'unsupported-resource-policy-resource',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'Resource names what the policy of this kind of resource cannot be about',
  check: {
    statement(statement, ctx) {
      const { resource } = statement;
      if (resource === undefined || likelyAttachment(ctx) !== undefined) return;
      const kinds = policyKinds(ctx);
      const [kind] = kinds;
      if (kind === undefined) return;
      if (kinds.every((each) => each.resource === 'absent')) {
        ctx.report({
          at: resource.key,
          path: resource.path,
          severity: severityOf(kinds),
          message: `${ctx.policy.language === 'json' ? '"Resource"' : 'Resource'} has no place in ${kind.name}, which speaks of that resource anyway, and the service refuses it; remove it`,
          fixes: () => removePath(ctx, resource.path, 'review', 'Remove "Resource"'),
        });
        return;
      }
      for (const item of resource.value.items) checkItem(item, statement, kinds, ctx);
    },
  },
};

function checkItem(
  item: Item,
  statement: Statement,
  kinds: readonly ResourcePolicyKind[],
  ctx: RuleContext,
): void {
  const { text, path } = item;
  const [kind] = kinds;
  if (kind === undefined) return;
  if (text.value === '*') {
    if (kinds.some(({ star }) => star === undefined)) return;
    const refused = kinds.every(({ star }) => star === 'refused');
    ctx.report({
      at: text.range,
      path,
      severity: 'warning',
      message: `"*" ${refused ? 'is refused in' : 'does not name the resource of'} ${kind.name}; name ${formOf(kind)}`,
      fixes: () => ownArn(item, kinds, ctx),
    });
    return;
  }
  const arn = arnPattern(text);
  const wrong =
    arn !== undefined && kinds.every(({ arns }) => arns?.every((own) => !arnMeets(own, arn)) === true);
  if (!wrong) return;
  ctx.report({
    at: text.range,
    path,
    severity: severityOf(kinds),
    message: `${text.value === undefined ? `An ARN like "${arn}"` : `"${text.value}"`} can never be the resource of ${kind.name}; name ${formOf(kind)}`,
    fixes: () => [
      ...ownArn(item, kinds, ctx),
      ...((statement.resource?.value.items.length ?? 0) < 2
        ? []
        : removePath(ctx, path, 'review', `Remove "${text.value ?? arn}"`)),
    ],
  });
}

function severityOf(kinds: readonly ResourcePolicyKind[]): 'error' | 'warning' {
  return kinds.every(({ certainty }) => certainty === 'high') ? 'error' : 'warning';
}

/** `arn:aws:aps:REGION:ACCOUNT:workspace/…`, with the fields that every ARN fills in. */
function formOf({ arns }: ResourcePolicyKind): string {
  return (arns ?? [])
    .map((arn) => {
      const [, , service = '', region = '', account = '', ...rest] = arn.split(':');
      const fields = ['arn:aws', service, region && 'REGION', account && 'ACCOUNT', ...rest];
      return `"${fields.join(':').replaceAll('*', '…')}"`;
    })
    .join(' or ');
}

/** The resource that the policy is attached to, or the one that the other statements name. */
function ownArn({ text }: Item, kinds: readonly ResourcePolicyKind[], ctx: RuleContext): readonly Fix[] {
  const target = ctx.use.attachedTo?.target;
  const { write } = ctx.policy;
  if (target !== undefined && 'target' in target) {
    const { attribute } = target;
    const edits = attribute === undefined ? [] : (write.refer?.(text, target) ?? []);
    return fix(`Name ${target.target}.${attribute ?? ''}`, 'review', edits);
  }
  const named = new Set(
    ctx.policy.statements
      .flatMap(({ resource }) => resource?.value.items ?? [])
      .flatMap((other) => other.text.value ?? [])
      .filter(
        (arn) => arn.startsWith('arn:') && kinds.some(({ arns }) => arns?.some((own) => arnMeets(own, arn))),
      ),
  );
  const [arn, ...more] = target === undefined || target.arn.includes('*') ? named : [target.arn];
  return arn === undefined || more.length > 0 ? [] : replaceText(ctx, text, arn, 'review');
}

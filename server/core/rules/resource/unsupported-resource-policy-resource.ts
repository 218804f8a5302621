import type { Certainty, ResourcePolicyKind } from '../../catalog/resource-policies.ts';
import type { Item, Statement } from '../../policy/model.ts';
import { likelyAttachment } from '../action/attachment.ts';
import { arnMeets, arnPattern, policyKinds } from '../action/policy-kinds.ts';
import { fix, removePath, replaceText } from '../fixes.ts';
import { type Fix, type Rule, type RuleContext, SEVERITIES, type Severity } from '../rule.ts';
import { formsOf, isOfAnotherService } from './policy-forms.ts';

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
    checkStar(item, kind, kinds, ctx);
    return;
  }
  const arn = arnPattern(text);
  if (arn === undefined) return;
  const verdicts = kinds.map((each) => judge(each, arn, ctx));
  if (verdicts.includes(undefined)) return;
  const severity = SEVERITIES.findLast((each) => verdicts.includes(each));
  if (severity === undefined) return;
  const named = text.value === undefined ? `An ARN like "${arn}"` : `"${text.value}"`;
  ctx.report({
    at: text.range,
    path,
    severity,
    message:
      kind.resource === 'star'
        ? `${named} ${severity === 'info' ? 'is not what AWS writes' : 'can never be the resource'} in ${kind.name}, where "*" stands for the resource it sits on; write "*"`
        : `${named} can never be the resource of ${kind.name}; name ${formOf(kind, ctx)}`,
    fixes: () => [
      ...ownArn(item, kinds, ctx),
      ...((statement.resource?.value.items.length ?? 0) < 2
        ? []
        : removePath(ctx, path, 'review', `Remove "${text.value ?? arn}"`)),
    ],
  });
}

/** How loud to be about an ARN in the policy of a kind; undefined where it may be right. */
function judge(kind: ResourcePolicyKind, arn: string, ctx: RuleContext): Severity | undefined {
  const forms = formsOf(kind, ctx.catalog);
  const fits = forms?.arns.some((own) => arnMeets(own, arn));
  if (forms?.derived === false && fits === false) return BY_CERTAINTY[kind.certainty];
  if (isOfAnotherService(kind, arn, ctx.catalog)) return 'warning';
  // What the reference lists of a service is no proof, and its ARN in place of the star does no harm.
  return (fits === false && kind.certainty === 'high') ||
    (kind.resource === 'star' && forms?.derived !== false)
    ? 'info'
    : undefined;
}

const BY_CERTAINTY: Readonly<Record<Certainty, Severity>> = { high: 'error', medium: 'warning', low: 'info' };

function checkStar(
  item: Item,
  kind: ResourcePolicyKind,
  kinds: readonly ResourcePolicyKind[],
  ctx: RuleContext,
): void {
  if (kinds.some(({ star }) => star === undefined)) return;
  const { text, path } = item;
  const why = kinds.every(({ star }) => star === 'refused')
    ? 'is refused in'
    : kinds.some(({ star }) => star === 'unnamed')
      ? 'is not what AWS writes in'
      : 'does not name the resource of';
  ctx.report({
    at: text.range,
    path,
    severity: kinds.some(({ star }) => star === 'unnamed') ? 'info' : 'warning',
    message: `"*" ${why} ${kind.name}; name ${formOf(kind, ctx)}`,
    fixes: () => ownArn(item, kinds, ctx),
  });
}

function severityOf(kinds: readonly ResourcePolicyKind[]): Severity {
  return kinds.every(({ certainty }) => certainty === 'high') ? 'error' : 'warning';
}

/** `arn:aws:aps:REGION:ACCOUNT:workspace/…`, with the fields that every ARN fills in. */
function formOf(kind: ResourcePolicyKind, ctx: RuleContext): string {
  const forms = formsOf(kind, ctx.catalog);
  const own = (forms?.arns ?? []).filter((_, index) => forms?.derived !== true || index % 3 === 0);
  if (own.length === 0) return 'the resource that it sits on';
  return own
    .slice(0, 4)
    .map((arn) => {
      const [, , service = '', region = '', account = '', ...rest] = arn.split(':');
      const fields = ['arn:aws', service, region && 'REGION', account && 'ACCOUNT', ...rest];
      return `"${fields.join(':').replaceAll('*', '…')}"`;
    })
    .join(' or ');
}

/** The resource that the policy is attached to, or the one that the other statements name. */
function ownArn({ text }: Item, kinds: readonly ResourcePolicyKind[], ctx: RuleContext): readonly Fix[] {
  if (kinds.every(({ resource }) => resource === 'star')) return replaceText(ctx, text, '*', 'review');
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
        (arn) =>
          arn.startsWith('arn:') &&
          kinds.some((kind) => formsOf(kind, ctx.catalog)?.arns.some((own) => arnMeets(own, arn))),
      ),
  );
  const [arn, ...more] = target === undefined || target.arn.includes('*') ? named : [target.arn];
  return arn === undefined || more.length > 0 ? [] : replaceText(ctx, text, arn, 'review');
}

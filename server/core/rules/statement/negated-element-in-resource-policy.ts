import type { ResourcePolicyKind } from '../../catalog/resource-policies.ts';
import { matchesIgnoringCase } from '../../catalog/wildcard.ts';
import type { Field, List, Statement } from '../../policy/model.ts';
import { likelyAttachment } from '../action/attachment.ts';
import { loudness, policyKinds } from '../action/policy-kinds.ts';
import { fix } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { effectOf } from './effect.ts';

/** `NotPrincipal` where the service refuses it, `NotAction` where only a few actions count. */
export const negatedElementInResourcePolicy: Rule = {
  id: 'negated-element-in-resource-policy',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'NotPrincipal, NotAction or NotResource in a resource policy that cannot use it',
  check: {
    statement(statement, ctx) {
      const { notPrincipal, notAction, notResource } = statement;
      if (notPrincipal === undefined && notAction === undefined && notResource === undefined) return;
      if (likelyAttachment(ctx) !== undefined) return;
      const kinds = policyKinds(ctx);
      const [kind] = kinds;
      if (kind === undefined) return;
      for (const field of [notPrincipal, notAction, notResource]) {
        if (field !== undefined && kinds.every(({ negated }) => negated === 'refused'))
          reportRefused(field, kind, kinds, ctx);
      }
      if (notResource !== undefined && kinds.every(({ resource }) => resource === 'absent'))
        reportRefused(notResource, kind, kinds, ctx);
      if (notAction !== undefined && kinds.every(hasClosedList)) reportList(statement, notAction, kind, ctx);
    },
  },
};

function reportRefused(
  field: Field<unknown>,
  kind: ResourcePolicyKind,
  kinds: readonly ResourcePolicyKind[],
  ctx: RuleContext,
): void {
  const severity = loudness(
    'refused',
    kinds.every(({ certainty }) => certainty === 'high') ? 'high' : kind.certainty,
  );
  if (severity === undefined) return;
  ctx.report({
    at: field.key,
    path: field.path,
    severity,
    message: `The service refuses "${field.name}" in ${kind.name}; say whom or what you mean without the negation`,
  });
}

function hasClosedList({ otherActions, negated, certainty }: ResourcePolicyKind): boolean {
  const closed = otherActions === 'refused' || otherActions === 'ignored';
  return closed && negated === undefined && certainty !== 'low';
}

function reportList(
  statement: Statement,
  field: Field<List>,
  kind: ResourcePolicyKind,
  ctx: RuleContext,
): void {
  if (effectOf(statement, ctx.policy) !== 'Allow') return;
  const taken = kind.actions ?? [];
  ctx.report({
    at: field.key,
    path: field.path,
    severity: 'info',
    message: `All actions but a few are meant, and ${kind.name} takes only ${taken.length === 1 ? `"${taken[0]}"` : `${taken.length} of them`}; name those in "Action"`,
    fixes: () => listFix(field, taken, ctx),
  });
}

/** The actions that count and are not excepted. */
function listFix(field: Field<List>, taken: readonly string[], ctx: RuleContext): readonly Fix[] {
  const { items, open } = field.value;
  if (open.length > 0 || items.some(({ text }) => text.value === undefined)) return [];
  const left = taken.filter((name) => !items.some(({ text }) => matchesIgnoringCase(text.value ?? '', name)));
  const [only, ...more] = left;
  if (only === undefined) return [];
  const { write } = ctx.policy;
  const renamed = write.rename(field.path, 'Action');
  const set = write.set(field.path, more.length === 0 ? only : left);
  if (renamed.length === 0 || set.length === 0) return [];
  return fix(`Name the ${left.length === 1 ? 'action' : `${left.length} actions`} that count`, 'review', [
    ...renamed,
    ...set,
  ]);
}

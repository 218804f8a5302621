import type { ResourcePolicyKind } from '../../catalog/resource-policies.ts';
import { loudness, policyKinds } from '../action/policy-kinds.ts';
import { removePath } from '../fixes.ts';
import type { PrincipalElement, Rule, RuleContext, Severity } from '../rule.ts';
import { accountOf, accountOfResources } from './accounts.ts';

/** A role in a CloudWatch Logs resource policy, which is asked only when services write. */
export const principalThatNeverCounts: Rule = {
  id: 'principal-that-never-counts',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'The policy of this kind of resource does not count for such principals',
  check: {
    principal(element, ctx) {
      const { entry, item, value } = element;
      const kind = entry?.kind ?? 'AWS';
      if (value === '*' || !JUDGED.has(kind) || entry?.key.value === undefined) return;
      const kinds = policyKinds(ctx);
      const [first] = kinds;
      if (first === undefined) return;
      const verdicts = kinds.map((each) => judge(each, kind, element, ctx));
      const [verdict] = verdicts;
      if (verdict === undefined || verdicts.includes(undefined)) return;
      const quiet = verdicts.some((each) => each?.severity === 'info');
      ctx.report({
        at: item.text.range,
        path: item.path,
        ...(quiet ? { severity: 'info' } : {}),
        message: `${capital(first.name)} ${verdict.why}`,
        fixes: () =>
          entry.values.items.length > 1
            ? removePath(ctx, item.path, 'review', `Remove "${value ?? 'this principal'}"`)
            : [],
      });
    },
  },
};

const JUDGED: ReadonlySet<string> = new Set(['AWS', 'Service', 'CanonicalUser']);

interface Verdict {
  /** Goes on after the name of the kind. */
  readonly why: string;
  readonly severity: Severity;
}

function judge(
  kind: ResourcePolicyKind,
  type: string,
  { value, item }: PrincipalElement,
  ctx: RuleContext,
): Verdict | undefined {
  const { principals, certainty, onlyServices, ownAccount } = kind;
  const name = `"${value ?? (type === 'Service' ? 'a service' : 'this principal')}"`;
  if (type === 'CanonicalUser') {
    if (kind.service === 's3') return undefined;
    const why = `is not for canonical users, which only S3 knows, so ${name} gets nothing from it; name the account or the role`;
    return { why, severity: 'info' };
  }
  if (principals?.includes(type) === false) {
    if (type === 'Service')
      return { why: `is for accounts, and no document of AWS names ${name} for it`, severity: 'info' };
    const why = `counts only for AWS services, so ${name} gets nothing from it; use an identity policy, or name the service`;
    return { why, severity: certainty === 'high' && principals.length === 1 ? 'warning' : 'info' };
  }
  if (type === 'Service' && value !== undefined && onlyServices?.includes(value.toLowerCase()) === false) {
    const why = `is for "${onlyServices.join('", "')}", and no document of AWS names ${name} for it`;
    return { why, severity: 'info' };
  }
  const own = ownAccount === true && type === 'AWS' ? accountOfResources(ctx) : undefined;
  const account = accountOf(item.text.value ?? '');
  if (own === undefined || account === undefined || own === account) return undefined;
  const why = `counts only within its own account ${own}, so ${name} gets nothing from it`;
  return { why, severity: loudness('ignored', certainty) ?? 'info' };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

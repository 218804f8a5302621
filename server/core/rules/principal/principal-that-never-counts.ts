import { policyKinds } from '../action/policy-kinds.ts';
import type { Rule } from '../rule.ts';

/** A role in a CloudWatch Logs resource policy, which is asked only when services write. */
export const principalThatNeverCounts: Rule = {
  id: 'principal-that-never-counts',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'The policy of this kind of resource does not count for such principals',
  check: {
    principal({ entry, item, value }, ctx) {
      const kind = entry?.kind ?? 'AWS';
      if (value === '*' || (kind !== 'AWS' && kind !== 'Service') || entry?.key.value === undefined) return;
      const kinds = policyKinds(ctx);
      const [first] = kinds;
      if (first === undefined || kinds.some(({ principals }) => principals?.includes(kind) !== false)) return;
      const certain = kinds.every(
        ({ certainty, principals }) => certainty === 'high' && principals?.length === 1,
      );
      ctx.report({
        at: item.text.range,
        path: item.path,
        ...(certain && kind === 'AWS' ? {} : { severity: 'info' }),
        message:
          kind === 'AWS'
            ? `${capital(first.name)} counts only for AWS services, so "${value ?? 'this principal'}" gets nothing from it; use an identity policy, or name the service`
            : `${capital(first.name)} is for accounts, and no document of AWS names "${value ?? 'a service'}" for it`,
      });
    },
  },
};

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

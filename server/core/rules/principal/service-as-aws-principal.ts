import { renameKey } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `"AWS": "grafana.amazonaws.com"`: services stand under `Service`, accounts and roles under `AWS`. */
export const serviceAsAwsPrincipal: Rule = {
  id: 'service-as-aws-principal',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'A principal stands under another kind than its own',
  check: {
    principal({ field, entry, item, value }, ctx) {
      if (entry === undefined || value === undefined) return;
      const kind = kindOf(entry.kind, value);
      if (kind === undefined) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `"${value}" is ${kind === 'Service' ? 'a service' : 'an AWS account, user or role'}, and IAM finds no such principal under "${entry.kind}"; put it under "${kind}"`,
        fixes: () => {
          const alone = entry.values.items.length === 1 && entry.values.open.length === 0;
          const taken = field.value.entries.some((other) => other.kind === kind);
          return alone && !taken ? renameKey(ctx, entry.path, kind, 'review', `Put it under "${kind}"`) : [];
        },
      });
    },
  },
};

/** The kind that the principal certainly is of, when that is another one. */
function kindOf(given: string, value: string): string | undefined {
  if (given === 'AWS')
    return SERVICE.test(value) && !value.startsWith('cognito-identity.') ? 'Service' : undefined;
  if (given !== 'Service') return undefined;
  return ACCOUNT.test(value) ? 'AWS' : undefined;
}

const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/;
const ACCOUNT = /^(\d{12}|arn:[\w-]+:(iam|sts)::\d{12}:(root|user\/|role\/|assumed-role\/).*)$/;

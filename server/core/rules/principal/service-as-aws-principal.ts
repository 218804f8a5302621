import type { Item, Principal, PrincipalEntry } from '../../policy/model.ts';
import { fix, renameKey } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

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
        fixes: () => fixesOf(field.value, entry, item, kind, ctx),
      });
    },
  },
};

/** The key gets another name where nothing else stands under it; else the principal moves to those of its kind. */
function fixesOf(
  { entries }: Principal,
  entry: PrincipalEntry,
  item: Item,
  kind: string,
  ctx: RuleContext,
): readonly Fix[] {
  const title = `Put it under "${kind}"`;
  const { items, open } = entry.values;
  const same = entries.filter((other) => other.kind === kind);
  const alone = items.length === 1 && open.length === 0;
  if (alone && same.length === 0) return renameKey(ctx, entry.path, kind, 'review', title);
  // Blocks of one kind may be several, and which of them a path means is not said then.
  if (entries.filter((other) => other.kind === entry.kind).length > 1 || same.length > 1) return [];
  const there = same.flatMap(({ values }) => values.items);
  const names = [...there, item].flatMap(({ text }) => text.value ?? []);
  if (names.length <= there.length || same.some(({ values }) => values.open.length > 0)) return [];
  const { write } = ctx.policy;
  const [only = '', ...more] = names;
  const added = write.set([...entry.path.slice(0, -1), kind], more.length === 0 ? only : names);
  const removed = write.remove(alone ? entry.path : item.path);
  return added.length === 0 || removed.length === 0 ? [] : fix(title, 'review', [...removed, ...added]);
}

/** The kind that the principal certainly is of, when that is another one. */
function kindOf(given: string, value: string): string | undefined {
  if (given === 'AWS')
    return SERVICE.test(value) && !value.startsWith('cognito-identity.') ? 'Service' : undefined;
  if (given !== 'Service') return undefined;
  return ACCOUNT.test(value) ? 'AWS' : undefined;
}

const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/;
const ACCOUNT = /^(\d{12}|arn:[\w-]+:(iam|sts)::\d{12}:(root|user\/|role\/|assumed-role\/).*)$/;

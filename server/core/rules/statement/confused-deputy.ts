import { parseArn } from '../../catalog/arn.ts';
import type { Item, Statement } from '../../policy/model.ts';
import { fix } from '../fixes.ts';
import type { Fix, RuleContext } from '../rule.ts';
import { effectOf } from './effect.ts';
import { type KeyTest, keyTests, mayTestMore } from './keys.ts';
import { serviceItems } from './principals.ts';

/** A statement that lets a service in, and the condition keys that it tests. */
export interface ServiceGrant {
  readonly services: readonly Item[];
  readonly tests: readonly KeyTest[];
}

/** Undefined unless the statement allows services to act and every key it tests can be seen. */
export function serviceGrant(statement: Statement, ctx: RuleContext): ServiceGrant | undefined {
  if (statement.principal === undefined || effectOf(statement, ctx.policy) !== 'Allow') return undefined;
  // An ARN or an account under `Service` is a mistake of another kind.
  const services = serviceItems(statement.principal.value).filter(
    ({ text: { value } }) => value !== undefined && !/^arn:|^\d+$/.test(value),
  );
  if (services.length === 0 || mayTestMore(statement)) return undefined;
  return { services, tests: keyTests(statement, ctx) };
}

/** Says for whom the service acts: the account, resource or organization that made it call. */
export function isSourceKey(key: string): boolean {
  return SOURCE.has(key);
}

const SOURCE: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
]);

/** Keys that fence a service in ways of their own. */
export function isOtherFence(key: string): boolean {
  return OTHER_FENCES.some((start) => key.startsWith(start));
}

const OTHER_FENCES = [
  'kms:calleraccount',
  'kms:encryptioncontext',
  'kms:viaservice',
  'lambda:eventsourcetoken',
  'lambda:functionurlauthtype',
  'events:creatoraccount',
] as const;

/** Adds `aws:SourceAccount`: the account that the policy's ARNs agree on, or one to be filled in. */
export function fenceFixes(statement: Statement, ctx: RuleContext): readonly Fix[] {
  // Whoever calls as themselves sends no source, and would be shut out.
  if (!statement.principal?.value.entries.every(({ kind }) => kind === 'Service')) return [];
  const account = ownAccount(ctx);
  return fix(
    account === undefined
      ? `Let services act for one account only, "${ANY_ACCOUNT}" to be replaced by yours`
      : `Let services act for account ${account} only`,
    'review',
    ctx.policy.write.set(
      [...statement.path, 'Condition', 'StringEquals', 'aws:SourceAccount'],
      account ?? ANY_ACCOUNT,
    ),
  );
}

/** Stands for an account in AWS's guides. */
const ANY_ACCOUNT = '111122223333';

function ownAccount({ policy }: RuleContext): string | undefined {
  const accounts = new Set<string>();
  for (const { resource } of policy.statements) {
    for (const { text } of resource?.value.items ?? []) {
      const account = parseArn(text.value ?? '')?.account.text ?? '';
      if (/^\d{12}$/.test(account)) accounts.add(account);
    }
  }
  const [account, ...more] = accounts;
  return more.length > 0 ? undefined : account;
}

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
  const services = serviceItems(statement.principal.value).filter(({ text }) => text.value !== undefined);
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

/** Adds `aws:SourceAccount`, where the policy's ARNs agree on the account. */
export function fenceFixes(statement: Statement, ctx: RuleContext): readonly Fix[] {
  const accounts = new Set<string>();
  for (const { resource } of ctx.policy.statements) {
    for (const { text } of resource?.value.items ?? []) {
      const account = parseArn(text.value ?? '')?.account.text ?? '';
      if (/^\d{12}$/.test(account)) accounts.add(account);
    }
  }
  const [account, ...more] = accounts;
  if (account === undefined || more.length > 0) return [];
  return fix(
    `Let services act for account ${account} only`,
    'review',
    ctx.policy.write.set([...statement.path, 'Condition', 'StringEquals', 'aws:SourceAccount'], account),
  );
}

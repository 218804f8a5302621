import type { Item, PrincipalEntry, Statement } from '../../policy/model.ts';
import { effectOf, testedKeys } from '../condition/entries.ts';
import type { RuleContext } from '../rule.ts';

/** The identity provider that a `Federated` value names. */
export interface IdentityProvider {
  readonly kind: 'saml' | 'oidc';
  /** Prefix of the provider's condition keys: host and path without the scheme. Absent for SAML. */
  readonly host?: string;
}

/** A SAML or OIDC provider's ARN, or the domain of a web identity provider. Undefined for anything else. */
export function providerOf(value: string): IdentityProvider | undefined {
  const arn = /^arn:[^:]+:iam::[^:]*:(saml|oidc)-provider\/(.+)$/.exec(value);
  if (arn !== null) return arn[1] === 'saml' ? { kind: 'saml' } : { kind: 'oidc', host: arn[2] ?? '' };
  return isDomain(value) ? { kind: 'oidc', host: value } : undefined;
}

export function isDomain(value: string): boolean {
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(value);
}

/** GitHub's provider, for a whole enterprise too: `token.actions.githubusercontent.com/octo`. */
export function isGithub(host: string): boolean {
  const lower = host.toLowerCase();
  return lower === GITHUB || lower.startsWith(`${GITHUB}/`);
}

export const GITHUB = 'token.actions.githubusercontent.com';

export interface NamedProvider {
  readonly item: Item;
  readonly host: string;
}

/** The OIDC providers that an allow statement trusts. */
export function trustedProviders(statement: Statement, ctx: RuleContext): readonly NamedProvider[] {
  if (effectOf(statement, ctx.policy) !== 'Allow') return [];
  return federated(statement).flatMap(({ values }) =>
    values.items.flatMap((item) => {
      const host = providerOf(item.text.value ?? '')?.host;
      return host === undefined || !isDomain(host.split('/')[0] ?? '') ? [] : [{ item, host }];
    }),
  );
}

function federated(statement: Statement): readonly PrincipalEntry[] {
  return (statement.principal?.value.entries ?? []).filter(({ kind }) => kind === 'Federated');
}

/** The claims of a provider that a statement tests, by their lower-case name: `aud`, `sub`. Null does not count. */
export function testedClaims(statement: Statement, host: string, ctx: RuleContext): ReadonlySet<string> {
  const prefix = `${host.toLowerCase()}:`;
  const claims = new Set<string>();
  for (const { parsed, entry } of testedKeys(statement, ctx)) {
    const name = entry.name.toLowerCase();
    if (parsed.family !== 'Null' && name.startsWith(prefix)) claims.add(name.slice(prefix.length));
  }
  return claims;
}

/** The audience claim of an identity provider: `accounts.google.com:aud`, `saml:aud`. */
export function isAudience(key: string): boolean {
  const lower = key.toLowerCase();
  if (!lower.endsWith(':aud')) return false;
  const prefix = lower.slice(0, -4);
  return prefix === 'saml' || prefix.includes('.');
}

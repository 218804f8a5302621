import { distance } from '../../catalog/distance.ts';
import type { Field, Principal, PrincipalEntry } from '../../policy/model.ts';
import { own } from '../../text/own.ts';
import { renameKey } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** `"Principal": {"Account": "111122223333"}`: IAM knows four kinds of principals. */
export const invalidPrincipalKey: Rule = {
  id: 'invalid-principal-key',
  code: 'INVALID_PRINCIPAL_KEY',
  severity: 'error',
  dialects: ['aws', 'ram'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'There is no such kind of principal',
  check: {
    statement({ principal, notPrincipal }, ctx) {
      for (const field of [principal, notPrincipal]) {
        for (const entry of field?.value.entries ?? []) {
          if (field !== undefined) checkKey(field, entry, ctx);
        }
      }
    },
  },
};

function checkKey(field: Field<Principal>, entry: PrincipalEntry, ctx: RuleContext): void {
  const names = ctx.dialect.principalKinds.map(({ name }) => name);
  if (entry.key.value === undefined || names.includes(entry.kind)) return;
  // Terraform has a kind of its own for the bare "*".
  if (entry.kind === '*' && ctx.policy.language !== 'json') return;
  if (entry.values.open.some((range) => range.start === range.end)) return;
  const cased = names.find((name) => name.toLowerCase() === entry.kind.toLowerCase());
  const near = cased ?? meant(entry.kind, names, ctx.dialect);
  ctx.report({
    at: entry.key.range,
    path: entry.path,
    message: `There is no kind of principal "${entry.kind}"${entry.kind === ctx.dialect.foreign.principal ? ` in ${ctx.dialect.cloud}` : ''}; ${near === undefined ? `use ${listOf(names)}` : `write "${near}"`}`,
    fixes: () => {
      const taken = new Set(field.value.entries.map(({ kind }) => kind));
      const order = near === undefined ? names : [near];
      return order
        .filter((name) => !taken.has(name))
        .flatMap((name) => renameKey(ctx, entry.path, name, name === cased ? 'safe' : 'review'));
    },
  });
}

function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}

function meant(kind: string, names: readonly string[], dialect: RuleContext['dialect']): string | undefined {
  const lower = kind.toLowerCase();
  if (kind === dialect.foreign.principal || OWN.has(lower)) return dialect.ownPrincipal;
  return (
    own(ALIASES, lower) ??
    names.find((name) => name.length > 4 && distance(lower, name.toLowerCase(), 2) <= 2)
  );
}

/** What authors write for accounts, users and roles. */
const OWN: ReadonlySet<string> = new Set(['account', 'accounts', 'arn', 'iam', 'role', 'user']);

const ALIASES: Readonly<Record<string, string>> = {
  services: 'Service',
  oidc: 'Federated',
  saml: 'Federated',
};

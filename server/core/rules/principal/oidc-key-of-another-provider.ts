import { conditionIsOpen, testedKeys } from '../condition/entries.ts';
import { renameKey } from '../fixes.ts';
import type { ParsedOperator, Rule } from '../rule.ts';
import { isDomain, trustedProviders } from './trust.ts';

/** The key of another cluster, or one that begins with the scheme: no token has it, and nobody gets the role. */
export const oidcKeyOfAnotherProvider: Rule = {
  id: 'oidc-key-of-another-provider',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'A condition tests the token of a provider that the statement does not trust',
  check: {
    statement(statement, ctx) {
      const providers = trustedProviders(statement, ctx);
      const [provider, ...others] = providers;
      const principal = statement.principal?.value;
      if (provider === undefined || principal === undefined || conditionIsOpen(statement)) return;
      const named = principal.entries.reduce((all, { values }) => all + values.items.length, 0);
      const open =
        principal.open.length > 0 || principal.entries.some(({ values }) => values.open.length > 0);
      // Somebody else may come in by this condition.
      if (open || named > providers.length) return;
      const hosts = new Set(providers.map(({ host }) => host.toLowerCase()));
      for (const { parsed, entry } of testedKeys(statement, ctx)) {
        const cut = entry.name.lastIndexOf(':');
        const host = entry.name.slice(0, cut).toLowerCase();
        const claim = entry.name.slice(cut + 1);
        if (cut < 0 || !isDemand(parsed) || !isHost(host) || hosts.has(host)) continue;
        const right = `${provider.host}:${claim}`;
        ctx.report({
          at: entry.key.range,
          path: entry.path,
          message: `A token of "${provider.host}" never has "${entry.name}", so nobody gets the role; ${others.length === 0 ? `test "${right}"` : 'test the keys of the providers that are trusted'}`,
          fixes: () => (others.length === 0 ? renameKey(ctx, entry.path, right, 'review') : []),
        });
      }
    },
  },
};

/** The request must have the key. */
function isDemand({ family, negated, ifExists, qualifier }: ParsedOperator): boolean {
  return family === 'String' && !negated && !ifExists && qualifier !== 'ForAllValues';
}

/** A domain, a path behind it, and perhaps the scheme that does not belong there. */
function isHost(prefix: string): boolean {
  return isDomain(prefix.replace(/^https?:\/\//, '').split('/')[0] ?? '');
}

import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Statement } from '../../policy/model.ts';
import { conditionIsOpen, effectOf, knownValues, splitKey } from '../condition/entries.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isGithub, testedClaims } from './trust.ts';

/** `repo:octo/*`: workflows of other repositories, or of any branch, get the role. */
export const specificGithubRepoAndBranchRecommended: Rule = {
  id: 'specific-github-repo-and-branch-recommended',
  code: 'SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'A wildcard leaves the GitHub organization, repository or branch open',
  check: {
    condition({ parsed, entry, statement }, ctx) {
      if (parsed?.family !== 'String' || !parsed.wild || parsed.negated) return;
      const host = hostOfSubject(entry.name);
      if (host === undefined || effectOf(statement, ctx.policy) !== 'Allow') return;
      for (const { item, value } of knownValues(entry.values.items)) {
        const open = openPart(value);
        if (open === undefined) continue;
        if (open === 'branch' && mayTestRef(statement, host, ctx)) continue;
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `The wildcard in "${value}" leaves the GitHub ${open} open; name repository and branch, as in "repo:octo-org/octo-repo:ref:refs/heads/main"`,
        });
      }
    },
  },
};

function mayTestRef(statement: Statement, host: string, ctx: RuleContext): boolean {
  return conditionIsOpen(statement) || testedClaims(statement, host, ctx).has('ref');
}

function hostOfSubject(key: string): string | undefined {
  const parts = splitKey(key);
  return parts !== undefined && parts.rest.toLowerCase() === 'sub' && isGithub(parts.prefix)
    ? parts.prefix
    : undefined;
}

/** The first part of `repo:organization/repository:what` that is not spelled out. A pattern of branch names is left alone. */
function openPart(subject: string): 'organization' | 'repository' | 'branch' | undefined {
  const [repo = '', name = '', ...rest] = subject.split(':');
  if (hasWildcard(repo)) return 'organization';
  const [organization = '', repository = ''] = name.split('/');
  if (hasWildcard(organization)) return 'organization';
  if (hasWildcard(repository)) return 'repository';
  const what = rest.join(':');
  return /^(?:[*?]+|ref:\*|ref:refs\/\*|ref:refs\/(?:heads|tags)\/\*)$/.test(what) ? 'branch' : undefined;
}

import { conditionIsOpen } from '../condition/entries.ts';
import { setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isGithub, testedClaims, trustedProviders } from './trust.ts';

/** GitHub's provider without a condition on the repository: every workflow on GitHub gets the role. */
export const missingGithubRepoConditionKey: Rule = {
  id: 'missing-github-repo-condition-key',
  code: 'MISSING_GITHUB_REPO_CONDITION_KEY',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'GitHub is trusted whatever the repository',
  check: {
    statement(statement, ctx) {
      if (conditionIsOpen(statement)) return;
      for (const { item, host } of trustedProviders(statement, ctx)) {
        if (!isGithub(host)) continue;
        const claims = testedClaims(statement, host, ctx);
        if (claims.has('sub')) continue;
        const fenced = REPOSITORY_CLAIMS.some((claim) => claims.has(claim));
        ctx.report({
          at: item.text.range,
          path: item.path,
          ...(fenced ? { severity: 'info' } : {}),
          message: fenced
            ? `The condition names the repository, but not by "${host}:sub", which Access Analyzer asks for; test it as well`
            : `Without a condition on "${host}:sub" the workflows of every GitHub repository get the role; test it for your repository and branch`,
          fixes: () =>
            setPath(
              ctx,
              [...statement.path, 'Condition', 'StringEquals', `${host}:sub`],
              'repo:ORGANIZATION/REPOSITORY:ref:refs/heads/BRANCH',
              'review',
              `Add "${host}:sub" to fill in`,
            ),
        });
      }
    },
  },
};

/** Other claims that name the repository. */
const REPOSITORY_CLAIMS = ['repository', 'repository_id', 'job_workflow_ref'];

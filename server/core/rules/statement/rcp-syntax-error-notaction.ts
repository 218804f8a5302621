import type { Rule } from '../rule.ts';

/** A resource control policy lists what it denies. */
export const rcpSyntaxErrorNotaction: Rule = {
  id: 'rcp-syntax-error-notaction',
  code: 'RCP_SYNTAX_ERROR_NOTACTION',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['rcp'],
  summary: 'A resource control policy has NotAction',
  check: {
    statement({ notAction }, ctx) {
      if (notAction === undefined) return;
      ctx.report({
        at: notAction.key,
        path: notAction.path,
        message: 'A resource control policy cannot have "NotAction"; list the actions to deny in "Action"',
      });
    },
  },
};

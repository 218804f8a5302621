import { fix } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** Text that is no JSON, or JSON that programs take and AWS does not. */
export const jsonSyntaxError: Rule = {
  id: 'json-syntax-error',
  code: 'JSON_SYNTAX_ERROR',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'The document is not well-formed JSON',
  check: {
    document(policy, ctx) {
      for (const { at, message, edits = [], title = 'Correct the syntax' } of policy.problems) {
        ctx.report({ at, path: [], message, fixes: () => fix(title, 'safe', edits) });
      }
    },
  },
};

import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `"Sid": ""` names nothing. */
export const emptySidValue: Rule = {
  id: 'empty-sid-value',
  code: 'EMPTY_SID_VALUE',
  severity: 'info',
  dialects: ['aws'],
  summary: 'A Sid is empty',
  check: {
    statement({ sid }, ctx) {
      const text = sid?.value;
      if (sid === undefined || text?.value !== '') return;
      ctx.report({
        at: text.range,
        path: sid.path,
        message: 'The Sid is empty and names nothing; give the statement a name or remove the Sid',
        fixes: () => removePath(ctx, sid.path, 'safe', 'Remove the empty Sid'),
      });
    },
  },
};

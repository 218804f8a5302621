import type { Rule } from '../rule.ts';
import { factsOf } from './facts.ts';

/** An action or service that left AWS's reference, but that AWS's validator still takes. */
export const retiredAction: Rule = {
  id: 'retired-action',
  severity: 'hint',
  dialects: ['aws'],
  summary: 'The action or its service has left AWS’s reference',
  tags: ['deprecated'],
  check: {
    action({ field, index, item: { text, path }, value }, ctx) {
      const verdict = factsOf(field, ctx.catalog)[index]?.verdict;
      if (verdict === undefined) return;
      if (verdict.kind !== 'retired-action' && verdict.kind !== 'retired-service') return;
      const { past } = verdict;
      if (past.reported) return;
      const what =
        verdict.kind === 'retired-action'
          ? `"${value}" left AWS's reference by ${past.since}`
          : `The service "${verdict.prefix}" is no longer in AWS's reference`;
      ctx.report({
        at: text.range,
        path,
        message: `${what}; AWS takes such names for a while, but they may do nothing any more, so look for what replaced it`,
      });
    },
  },
};

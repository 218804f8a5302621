import type { Rule } from '../rule.ts';
import { atOddActions } from './facts.ts';

/** An action or service that left AWS's reference, but that AWS's validator still takes. */
export const retiredAction: Rule = {
  id: 'retired-action',
  severity: 'hint',
  dialects: ['aws'],
  summary: 'The action or its service has left AWS’s reference',
  tags: ['deprecated'],
  check: atOddActions(({ item: { text, path }, value }, verdict, ctx) => {
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
  }),
};

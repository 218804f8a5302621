import type { Statement } from '../../policy/model.ts';
import { redundancies } from '../redundant.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { anyHas, factsOf, mayRepeat, trait } from './facts.ts';

/** `["s3:Get*", "s3:GetObject"]`: one element of the list covers another. */
export const redundantAction: Rule = {
  id: 'redundant-action',
  code: 'REDUNDANT_ACTION',
  severity: 'info',
  dialects: ['aws', 'ram'],
  summary: 'An element of an Action list is covered by another one',
  tags: ['unnecessary'],
  check: {
    statement(statement: Statement, ctx: RuleContext) {
      for (const field of [statement.action, statement.notAction]) {
        if (field === undefined || field.value.items.length < 2) continue;
        const repeats = mayRepeat(field, ctx);
        if (!anyHas(wild, field, ctx) && !repeats) continue;
        const texts = factsOf(field, ctx).map((each) => each?.lower);
        for (const report of redundancies(field, texts, 'action', ctx, repeats)) ctx.report(report);
      }
    },
  },
};

const wild = trait((facts) => facts.wild);

import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { wherePermitted } from './variable-places.ts';

/** `${}`: a policy variable without a name. */
export const emptyVariable: Rule = {
  id: 'empty-variable',
  code: 'EMPTY_VARIABLE',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A policy variable has no name',
  check: wherePermitted(({ item, variable, spelling, at }, ctx) => {
    if (!variable.closed || variable.name.trim() !== '') return;
    ctx.report({
      at,
      path: item.path,
      message: `The policy variable "${spelling}" names no key; put one between the braces, such as "\${aws:username}", or delete it`,
      fixes: () => [
        ...replacePart(ctx, at, '${aws:username}', 'review'),
        ...replacePart(ctx, at, '', 'review', `Delete "${spelling}"`),
      ],
    });
  }),
};

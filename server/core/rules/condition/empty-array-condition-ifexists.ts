import type { Rule } from '../rule.ts';
import { checkEmptyList, toNullTrue } from './empty-lists.ts';

/** `"StringEqualsIfExists": {"aws:PrincipalTag/team": []}`: met by requests without the key. */
export const emptyArrayConditionIfexists: Rule = {
  id: 'empty-array-condition-ifexists',
  code: 'EMPTY_ARRAY_CONDITION_IFEXISTS',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'IfExists with an empty list asks for the key to be absent',
  check: checkEmptyList(
    'IfExists',
    ({ operator, entry, parsed }) =>
      parsed?.negated === true
        ? `"${operator.name}" with an empty list is met by every request; add values for "${entry.name}"`
        : `"${operator.name}" with an empty list is only met by requests without "${entry.name}"; add values, or say so with "Null"`,
    toNullTrue,
  ),
};

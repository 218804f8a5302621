import type { Rule } from '../rule.ts';
import { checkEmptyList, toNullTrue } from './empty-lists.ts';

/** `"ForAllValues:StringEquals": {"aws:TagKeys": []}`: met by requests without the key. */
export const emptyArrayConditionForallvalues: Rule = {
  id: 'empty-array-condition-forallvalues',
  code: 'EMPTY_ARRAY_CONDITION_FORALLVALUES',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'ForAllValues with an empty list asks for the key to be absent',
  check: checkEmptyList(
    'ForAllValues',
    ({ operator, entry, parsed }) =>
      parsed?.negated === true
        ? `"${operator.name}" with an empty list is met by every request; add values for "${entry.name}"`
        : `"${operator.name}" with an empty list is only met by requests without "${entry.name}"; add values, or say so with "Null"`,
    toNullTrue,
  ),
};

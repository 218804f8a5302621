import { fix } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { dropEntry } from './edits.ts';
import { checkEmptyList } from './empty-lists.ts';

/** `"StringEquals": {"aws:PrincipalTag/team": []}`. */
export const emptyArrayCondition: Rule = {
  id: 'empty-array-condition',
  code: 'EMPTY_ARRAY_CONDITION',
  severity: 'info',
  dialects: ['aws', 'ram'],
  textual: true,
  summary: 'A condition key is compared with nothing',
  check: checkEmptyList(
    'plain',
    ({ entry, parsed }) =>
      `"${entry.name}" is compared with an empty list, which no value ${parsed?.negated === true ? 'can be in' : 'equals'}; add values or delete the key`,
    (element, ctx) => fix(`Delete "${element.entry.name}"`, 'review', dropEntry(ctx, element)),
  ),
};

import type { Rule } from '../rule.ts';
import { checkBareWildcard } from './bare-wildcard.ts';

/** `"StringNotLike": {"aws:ResourceTag/team": "*"}`: the key is absent. */
export const equivalentToNullTrue: Rule = {
  id: 'equivalent-to-null-true',
  code: 'EQUIVALENT_TO_NULL_TRUE',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'StringNotLike with a bare wildcard only asks for the key to be absent',
  check: checkBareWildcard(
    new Set([
      'StringNotLike',
      'StringNotLikeIfExists',
      'ForAllValues:StringNotLike',
      'ForAllValues:StringNotLikeIfExists',
    ]),
    'lacks',
    'true',
  ),
};

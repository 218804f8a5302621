import type { Rule } from '../rule.ts';
import { checkBareWildcard } from './bare-wildcard.ts';

/** `"StringLike": {"aws:ResourceTag/team": "*"}`: the key is there. */
export const equivalentToNullFalse: Rule = {
  id: 'equivalent-to-null-false',
  code: 'EQUIVALENT_TO_NULL_FALSE',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'StringLike with a bare wildcard only asks for the key to be present',
  check: checkBareWildcard(new Set(['StringLike', 'ForAnyValue:StringLike']), 'has', 'false'),
};

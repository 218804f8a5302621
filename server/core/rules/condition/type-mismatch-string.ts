import type { Rule } from '../rule.ts';
import { knownValues } from './entries.ts';
import { isBase64 } from './values.ts';

/** `"BinaryEquals": {"…": "not base64!"}`. Access Analyzer's name says string, its words say base64. */
export const typeMismatchString: Rule = {
  id: 'type-mismatch-string',
  code: 'TYPE_MISMATCH_STRING',
  severity: 'warning',
  dialects: ['aws'],
  textual: true,
  summary: 'A binary test compares with something that is no base64',
  check: {
    condition({ parsed, operator, entry }, ctx) {
      if (parsed?.family !== 'Binary') return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (isBase64(value) || value.includes('${')) continue;
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${operator.name}" compares bytes written in base64, and "${value}" is not base64; encode the value`,
        });
      }
    },
  },
};

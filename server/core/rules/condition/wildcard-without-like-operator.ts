import { hasWildcard } from '../../catalog/wildcard.ts';
import { scanVariables, withoutVariables } from '../../policy/variables.ts';
import { fix, replaceText } from '../fixes.ts';
import type { ParsedOperator, Rule } from '../rule.ts';
import { moveEntry, spellOperator } from './edits.ts';
import { knownValues } from './entries.ts';

/** `"StringEquals": {"aws:TagKeys": "team-*"}`: the star is compared as a star. */
export const wildcardWithoutLikeOperator: Rule = {
  id: 'wildcard-without-like-operator',
  code: 'WILDCARD_WITHOUT_LIKE_OPERATOR',
  severity: 'warning',
  dialects: ['aws'],
  textual: true,
  summary: 'The operator compares a wildcard as a plain character',
  check: {
    condition(element, ctx) {
      const { parsed, operator, entry } = element;
      if (parsed?.family !== 'String' || parsed.wild) return;
      const like = likeForm(parsed);
      for (const { item, value } of knownValues(entry.values.items)) {
        if (!hasWildcard(value) || !hasWildcard(withoutVariables(value))) continue;
        if (value.includes('${') && scanVariables(value).some((variable) => !variable.closed)) continue;
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${operator.name}" compares the wildcard in "${value}" as a plain character; ${like === undefined ? 'only StringLike takes patterns, and it minds letter case' : `use "${like}" for a pattern`}`,
          fixes: () => [
            ...(like === undefined
              ? []
              : fix(`Test with "${like}"`, 'review', moveEntry(ctx, element, like))),
            ...replaceText(
              ctx,
              item.text,
              escaped(value),
              'review',
              'Escape the wildcard: it is meant literally',
            ),
          ],
        });
      }
    },
  },
};

/** There is no Like that ignores case. */
function likeForm(parsed: ParsedOperator): string | undefined {
  if (parsed.base === 'StringEquals') return spellOperator(parsed, { base: 'StringLike' });
  return parsed.base === 'StringNotEquals' ? spellOperator(parsed, { base: 'StringNotLike' }) : undefined;
}

function escaped(value: string): string {
  let text = '';
  let from = 0;
  const quote = (part: string) => part.replace(/[*?]/g, (character) => `\${${character}}`);
  for (const { start, end } of scanVariables(value)) {
    text += quote(value.slice(from, start)) + value.slice(start, end);
    from = end;
  }
  return text + quote(value.slice(from));
}

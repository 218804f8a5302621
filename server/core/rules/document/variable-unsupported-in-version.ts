import { replaceText, setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { lacks } from './absence.ts';
import { variableUses } from './variables.ts';

/** `${aws:username}` in a document of 2008, where it is plain text. */
export const variableUnsupportedInVersion: Rule = {
  id: 'variable-unsupported-in-version',
  code: 'VARIABLE_UNSUPPORTED_IN_VERSION',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A policy variable stands in a document whose version has none',
  check: {
    document(policy, ctx) {
      const [newest, ...older] = ctx.dialect.versions;
      const { version } = policy;
      if (newest === undefined) return;
      if (version === undefined) {
        if (policy.implied.version !== undefined || !lacks(policy, policy)) return;
      } else if (version.value?.value === undefined || !older.includes(version.value.value)) return;
      const text = version?.value;
      for (const { item, name, range } of variableUses(policy, ctx)) {
        ctx.report({
          at: range,
          path: item.path,
          message: `${text === undefined ? 'Without "Version"' : `In version "${text.value}"`} ${name} is plain text and no variable; write "Version": "${newest}"`,
          fixes: () =>
            text === undefined
              ? setPath(ctx, ['Version'], newest, 'review', `Add "Version": "${newest}"`)
              : replaceText(ctx, text, newest, 'review', `Set "Version" to "${newest}"`),
        });
      }
    },
  },
};

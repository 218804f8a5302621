import type { Action } from '../../catalog/catalog.ts';
import type { Rule } from '../rule.ts';
import { likelyAttachment } from './attachment.ts';

/** `s3:prefix` with `s3:GetObject` in a bucket policy: the action never sends the key. */
export const unsupportedActionForConditionKey: Rule = {
  id: 'unsupported-action-for-condition-key',
  code: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
  // The reference is not complete enough about keys to be louder.
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'An action of a resource policy does not have a condition key of the statement',
  check: {
    condition({ statement, parsed, entry }, ctx) {
      const likely = likelyAttachment(ctx);
      const service = likely?.facts.services[0];
      if (service === undefined || parsed === undefined || parsed.family === 'Null') return;
      if (!entry.name.toLowerCase().startsWith(`${service}:`)) return;
      const key = ctx.catalog.conditionKey(entry.name);
      if (key === undefined || parsed.ifExists) return;
      const without = (statement.action?.value.items ?? []).filter(({ text }) => {
        const match = text.value === undefined ? undefined : ctx.catalog.expand(text.value);
        return match?.kind === 'one' && match.action.service === service && lacks(match.action, key.name);
      });
      const [first, ...others] = without;
      if (first === undefined) return;
      ctx.report({
        at: first.text.range,
        path: first.path,
        ...(likely?.severity === undefined ? {} : { severity: 'info' }),
        message: `"${first.text.value}" does not send "${entry.name}"${others.length > 0 ? `, nor do ${others.length} more actions` : ''}; give them a statement without this key`,
        related: [
          ...others.map(({ text, path }) => ({
            at: text.range,
            path,
            message: 'Does not send the key either',
          })),
          { at: entry.key.range, path: entry.path, message: 'The condition key' },
        ],
      });
    },
  },
};

function lacks(action: Action, key: string): boolean {
  if (action.retiredSince !== undefined) return false;
  const lists: readonly (readonly string[])[] = [
    action.conditionKeys,
    ...action.resourceTypes.flatMap((one) => [one.conditionKeys, one.type.conditionKeys]),
  ];
  const wanted = key.toLowerCase();
  return !lists.some((list) => list.some((each) => each.toLowerCase() === wanted));
}

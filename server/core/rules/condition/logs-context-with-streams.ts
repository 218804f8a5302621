import type { Text } from '../../policy/text.ts';
import { fix } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { isKey } from './entries.ts';

/** `…:log-group:app:*` as the encryption context of CloudWatch Logs, which is the ARN of the group alone. */
export const logsContextWithStreams: Rule = {
  id: 'logs-context-with-streams',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'The encryption context of a log group is tested with an ARN that ends in :*',
  check: {
    condition({ entry, parsed }, ctx) {
      if (parsed === undefined || parsed.negated || !isKey(entry, 'kms:EncryptionContext:aws:logs:arn'))
        return;
      if (parsed.family !== 'ARN' && parsed.family !== 'String') return;
      for (const { text, path } of entry.values.items) {
        if (!namesStreams(text)) continue;
        ctx.report({
          at: text.range,
          path,
          message: `CloudWatch Logs uses a key with the ARN of the log group alone, so ${text.value === undefined ? 'one that ends in ":*"' : `"${text.value}"`} never is its encryption context; leave out what follows the name`,
          fixes: () => groupAlone(text, ctx),
        });
      }
    },
  },
};

/** The ARN of one group, by a literal or by reference, with something behind it. */
function namesStreams({ value, pieces }: Text): boolean {
  if (value !== undefined) return /:log-group:[^:*?$]+:(?:\*$|log-stream:)/.test(value);
  const [group, streams, ...more] = pieces;
  if (group?.kind !== 'hole' || streams?.kind !== 'text' || more.length > 0) return false;
  const { shape = '' } = group;
  return shape.includes(':logs:') && shape.endsWith(':log-group:*') && streams.text === ':*';
}

function groupAlone(text: Text, ctx: RuleContext): readonly Fix[] {
  const { value, pieces } = text;
  const { write } = ctx.policy;
  if (value !== undefined) {
    const group = value.replace(/(:log-group:[^:]+):.*/s, '$1');
    return fix(`Replace by "${group}"`, 'review', write.text(text, group));
  }
  const reference = pieces[0]?.kind === 'hole' ? pieces[0].reference : undefined;
  if (reference?.attribute === undefined) return [];
  return fix(
    `Replace by ${reference.target}.${reference.attribute}`,
    'review',
    write.refer?.(text, reference) ?? [],
  );
}

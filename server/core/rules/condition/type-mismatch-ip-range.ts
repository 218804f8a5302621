import { parseIpRange } from '../../policy/ip.ts';
import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { knownValues } from './entries.ts';

/** `"IpAddress": {"aws:SourceIp": "203.0.113.*"}`: neither an address nor a range. */
export const typeMismatchIpRange: Rule = {
  id: 'type-mismatch-ip-range',
  code: 'TYPE_MISMATCH_IP_RANGE',
  severity: 'error',
  dialects: ['aws', 'ram'],
  textual: true,
  summary: 'A value is neither an IP address nor a range',
  check: {
    condition({ parsed, operator, entry }, ctx) {
      if (parsed?.family !== 'IPAddress') return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (value.includes('${') || parseIpRange(value) !== undefined) continue;
        const range = rangeOfPattern(value) ?? trimmed(value);
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${value}" is neither an IP address nor a range such as "203.0.113.0/24", which "${operator.name}" compares${range === undefined ? '' : `; did you mean "${range}"?`}`,
          fixes: () => (range === undefined ? [] : replaceText(ctx, item.text, range, 'review')),
        });
      }
    },
  },
};

/** `203.0.*` as a range: each part that is spelled out is eight bits. */
function rangeOfPattern(value: string): string | undefined {
  const match = /^((?:\d{1,3}\.){1,3})(?:\*\.?){1,3}$/.exec(value);
  if (match === null) return undefined;
  const parts = (match[1] ?? '').split('.').filter((part) => part !== '');
  const range = `${[...parts, '0', '0', '0'].slice(0, 4).join('.')}/${parts.length * 8}`;
  return parseIpRange(range) === undefined ? undefined : range;
}

function trimmed(value: string): string | undefined {
  const tight = value.replace(/\s+/g, '');
  return tight !== value && parseIpRange(tight) !== undefined ? tight : undefined;
}

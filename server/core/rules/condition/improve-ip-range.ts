import { formatIpRange, networkOf, parseIpRange } from '../../policy/ip.ts';
import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { knownValues } from './entries.ts';

/** `203.0.113.17/24`: bits behind the prefix that count for nothing. */
export const improveIpRange: Rule = {
  id: 'improve-ip-range',
  code: 'IMPROVE_IP_RANGE',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'An address range has bits set behind its prefix',
  check: {
    condition({ parsed, entry }, ctx) {
      if (parsed?.family !== 'IPAddress') return;
      for (const { item, value } of knownValues(entry.values.items)) {
        const range = parseIpRange(value);
        if (range === undefined) continue;
        const network = networkOf(range);
        if (network.address === range.address) continue;
        const better = formatIpRange(network);
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `Only the first ${range.prefix} bits of "${value}" count; write the range as "${better}", or "/${range.bits}" for the one address`,
          fixes: () => replaceText(ctx, item.text, better, 'safe'),
        });
      }
    },
  },
};

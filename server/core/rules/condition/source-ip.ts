import { isPrivate, parseIpRange } from '../../policy/ip.ts';
import type { Item } from '../../policy/model.ts';
import { removePaths, renameKey } from '../fixes.ts';
import type { Checks, ConditionElement, RuleContext } from '../rule.ts';
import { isKey, knownValues } from './entries.ts';

/**
 * `aws:SourceIp` holds the public address of a request: private ranges in its values are never met. Requests through a
 * VPC endpoint carry `aws:VpcSourceIp` instead.
 */
export function checkPrivateAddresses(negated: boolean, share: 'all' | 'some'): Checks {
  return {
    condition(element, ctx) {
      const { parsed, entry } = element;
      if (parsed?.family !== 'IPAddress' || parsed.negated !== negated) return;
      if (!isKey(entry, 'aws:SourceIp') || entry.values.open.length > 0) return;
      const { items } = entry.values;
      const privates = privateItems(items);
      if (privates.length === 0) return;
      if (share === 'some') {
        if (privates.length < items.length) reportSome(element, privates, ctx);
        return;
      }
      if (privates.length < items.length || parsed.qualifier !== undefined) return;
      reportAll(element, ctx);
    },
  };
}

function privateItems(items: readonly Item[]): readonly Item[] {
  return knownValues(items).flatMap(({ item, value }) => {
    const range = parseIpRange(value);
    return range !== undefined && isPrivate(range) ? [item] : [];
  });
}

function reportAll({ parsed, operator, entry }: ConditionElement, ctx: RuleContext): void {
  // With IfExists requests through VPC endpoints pass, which may be meant.
  const optional = parsed?.ifExists === true;
  const outcome =
    parsed?.negated === true
      ? 'is met by every request'
      : optional
        ? 'is met only by requests without the key'
        : 'is never met';
  ctx.report({
    at: entry.key.range,
    path: entry.path,
    ...(optional ? { severity: 'info' } : {}),
    message: `"${entry.name}" holds public addresses and all values here are private, so this "${operator.name}" ${outcome}; use "aws:VpcSourceIp" for requests through a VPC endpoint`,
    fixes: () =>
      operator.entries.some((other) => isKey(other, 'aws:VpcSourceIp'))
        ? []
        : renameKey(ctx, entry.path, 'aws:VpcSourceIp', 'review'),
  });
}

function reportSome({ entry }: ConditionElement, privates: readonly Item[], ctx: RuleContext): void {
  const [first, ...others] = privates;
  if (first === undefined) return;
  const many = others.length > 0;
  ctx.report({
    at: first.text.range,
    path: first.path,
    tags: ['unnecessary'],
    message: `"${entry.name}" holds public addresses, so the private ${many ? 'ranges' : 'range'} ${privates.map(({ text }) => `"${text.value ?? ''}"`).join(', ')} ${many ? 'have' : 'has'} no effect; delete ${many ? 'them' : 'it'}`,
    related: others.map(({ text, path }) => ({ at: text.range, path, message: 'Private as well' })),
    fixes: () =>
      removePaths(
        ctx,
        privates.map(({ path }) => path),
        'safe',
        `Delete the private ${many ? 'ranges' : 'range'}`,
      ),
  });
}

import { hasWildcard } from '../../catalog/wildcard.ts';
import { replaceText } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { ACCOUNT, type ArnPart, elementArn, REGION, SERVICE } from './element-arn.ts';

/** `arn:aws:s3:bucket`: an ARN with fewer than six fields. */
export const missingArnField: Rule = {
  id: 'missing-arn-field',
  code: 'MISSING_ARN_FIELD',
  severity: 'error',
  dialects: ['aws', 'ram'],
  textual: true,
  summary: 'An ARN has fewer fields than it must have',
  check: {
    resource({ item: { text, path } }, ctx) {
      const arn = elementArn(text);
      const { prefix, fields, form, exceptions } = ctx.dialect.arn;
      if (arn?.whole === undefined || arn.parts.length >= fields || arn.parts[0]?.text !== prefix) return;
      if (exceptions?.has(arn.parts[1]?.text ?? '') === true || reachesOver(arn.parts, ctx)) return;
      const { whole, parts } = arn;
      ctx.report({
        at: text.range,
        path,
        message: `"${whole}" has ${parts.length} of the ${NUMBERS[fields] ?? fields} fields of an ARN, so ${ctx.dialect.service} refuses it; write ${form}, with empty fields where the service has none`,
        fixes: () => completions(parts, ctx).flatMap((value) => replaceText(ctx, text, value, 'review')),
      });
    },
  },
};

const NUMBERS: Readonly<Record<number, string>> = { 5: 'five', 6: 'six' };

/**
 * AWS took `arn:aws:waf:*`: a wildcard at the end stands for the fields that follow as well. `arn:aws:s3:bucket/*` ends with
 * one too, but nothing that may stand there begins like that.
 */
function reachesOver(parts: readonly ArnPart[], ctx: RuleContext): boolean {
  const last = parts.at(-1);
  if (last === undefined || !last.text.endsWith('*')) return false;
  const stem = last.text.slice(0, -1);
  if (stem === '' || hasWildcard(stem)) return true;
  if (ctx.catalog.partitions.length === 0) return !stem.includes('/');
  switch (parts.length - 1) {
    case REGION:
      return ctx.catalog.partitions.some(({ regions }) => regions.some((each) => each.startsWith(stem)));
    case ACCOUNT:
      return /^\d{1,12}$/.test(stem);
    default:
      return true;
  }
}

/** The ARN formats of the service into which the given fields fit, unknown ones as `*`. */
function completions(parts: readonly ArnPart[], ctx: RuleContext): readonly string[] {
  // Only AWS's ARNs have a partition, and formats that tell which of their fields are empty.
  if (ctx.catalog.partitions.length === 0) return [];
  const [, partition = '', service = '', ...rest] = parts.map(({ text }) => text);
  const resource = rest.at(-1);
  if (parts.length <= SERVICE || resource === undefined || resource === '') return [];
  const given = rest.slice(0, -1).filter((text) => text !== '');
  const region = given.find((text) => ctx.catalog.partitionOfRegion(text) !== undefined);
  const account = given.find((text) => /^\d{12}$/.test(text));
  if (given.some((text) => text !== region && text !== account && text !== '*')) return [];
  const made = ctx.catalog
    .resourceTypesOf(`arn:${partition}:${service}:::${resource}`)
    .flatMap(({ arns }) => arns)
    .flatMap((template) => {
      const [, , owner, inRegion = '', inAccount = ''] = template.split(':');
      if (owner !== service || (region !== undefined && inRegion === '')) return [];
      if (account !== undefined && inAccount === '') return [];
      const fill = (field: string, value: string | undefined) =>
        field.startsWith('${') ? (value ?? '*') : field;
      return [
        `arn:${partition}:${service}:${fill(inRegion, region)}:${fill(inAccount, account)}:${resource}`,
      ];
    });
  return [...new Set(made)].slice(0, 3);
}

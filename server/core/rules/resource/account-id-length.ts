import type { Text } from '../../policy/text.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { elementArn, partRange } from './element-arn.ts';

/** `acs:ram::123456789012:root`: accounts of Alibaba Cloud have sixteen digits. For AWS, `invalid-arn-account` says so. */
export const accountIdLength: Rule = {
  id: 'account-id-length',
  severity: 'info',
  dialects: ['ram'],
  summary: 'The account of an ARN has more or fewer digits than accounts have',
  check: {
    resource: ({ item: { text, path } }, ctx) => judge(text, path, ctx),
    principal: ({ item: { text, path } }, ctx) => judge(text, path, ctx),
  },
};

function judge(text: Text, path: readonly (string | number)[], ctx: RuleContext): void {
  const { arn: form, account, cloud } = ctx.dialect;
  const arn = elementArn(text);
  if (arn === undefined || arn.parts[0]?.text !== form.prefix) return;
  if (form.exceptions?.has(arn.parts[1]?.text ?? '') === true) return;
  // Without a field behind it, the account may still be typed.
  if (arn.whole !== undefined && arn.parts.length < form.fields) return;
  const part = arn.parts[form.fields - 2];
  if (part === undefined || !/^\d+$/.test(part.text) || part.text.length === account.digits) return;
  ctx.report({
    at: partRange(text, part),
    path,
    message: `"${part.text}" has ${part.text.length} digits and account IDs of ${cloud} have ${account.form}, so probably nothing is of this account; write an account's ID${ctx.kind === 'trust' ? '' : ', or "*" for any'}`,
  });
}

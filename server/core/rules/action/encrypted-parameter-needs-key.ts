import { parseArn } from '../../catalog/arn.ts';
import { type Text, textWith } from '../../policy/text.ts';
import type { ListElement, Rule, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { isAgentPolicy } from './agent-parameters.ts';
import { atActions } from './facts.ts';
import { mayAllow } from './may-allow.ts';

/** `ssm:GetParameter` without `kms:Decrypt`: what a key of the account's own encrypts stays unread. */
export const encryptedParameterNeedsKey: Rule = {
  id: 'encrypted-parameter-needs-key',
  severity: 'hint',
  dialects: ['aws'],
  kinds: ['identity'],
  summary: 'Parameters can be read, but not what a customer-managed key encrypts',
  check: atActions(({ lower }) => READS.has(lower), judge),
};

const READS: ReadonlySet<string> = new Set([
  'ssm:getparameter',
  'ssm:getparameters',
  'ssm:getparametersbypath',
  'ssm:getparameterhistory',
]);

function judge({ item, field, negated, statement, value }: ListElement, ctx: RuleContext): void {
  if (negated || effectOf(statement, ctx.policy) !== 'Allow') return;
  const resources = statement.resource?.value.items ?? [];
  if (!resources.some(({ text }) => mayBeSecret(text)) || isAgentPolicy(ctx)) return;
  const [first] = field.value.items.filter(({ text }) => READS.has(text.value?.toLowerCase() ?? ''));
  if (first !== item || mayAllow(ctx, 'kms:Decrypt')) return;
  ctx.report({
    at: item.text.range,
    path: item.path,
    message: `"${value}" alone does not read a SecureString that a key of yours encrypts: that takes "kms:Decrypt" on the key too, which no statement here allows`,
  });
}

/** The CloudWatch agent's configuration and AWS's own parameters are plain text. */
function mayBeSecret(text: Text): boolean {
  if (text.value === '*') return true;
  const arn = parseArn(textWith(text, HOLE));
  if (arn?.service.text !== 'ssm') return false;
  const [name = '', ...rest] = arn.resource.text.split(HOLE);
  if (PLAIN.some((beginning) => name.startsWith(beginning))) return false;
  // What a hole may complete to one of them is not known.
  return rest.length === 0 || !PLAIN.some((beginning) => beginning.startsWith(name));
}

const PLAIN: readonly string[] = ['parameter/AmazonCloudWatch-', 'parameter/aws/'];

/** Stands for what nobody knows: no name has it. */
const HOLE = '\0';

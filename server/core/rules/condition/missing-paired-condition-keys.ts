import { fix } from '../fixes.ts';
import type { ConditionElement, Rule, RuleContext } from '../rule.ts';
import { conditionIsOpen, isKey, isUnfinished, mayHoldVariable, testedKeys } from './entries.ts';

/** `aws:VpcSourceIp` alone: private addresses are the same in every VPC. */
export const missingPairedConditionKeys: Rule = {
  id: 'missing-paired-condition-keys',
  code: 'MISSING_PAIRED_CONDITION_KEYS',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'A private address says nothing without the VPC it belongs to',
  check: {
    condition(element, ctx) {
      const { parsed, entry, statement } = element;
      if (parsed === undefined || parsed.family === 'Null') return;
      if (isUnfinished(entry.values)) return;
      const partners = PARTNERS.find(({ key }) => isKey(entry, key))?.partners;
      if (partners === undefined || conditionIsOpen(statement)) return;
      // AWS's own examples compare the caller's address with that of the credentials, and the VPCs in another statement.
      if (mayHoldVariable(entry)) return;
      const tested = testedKeys(statement, ctx);
      if (tested.some(({ entry: other }) => partners.some((partner) => isKey(other, partner)))) return;
      const [partner = ''] = partners;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `Private addresses repeat in every VPC, so "${entry.name}" alone fits strangers' networks too; also test "${partner}"`,
        fixes: () => addPartner(element, partner, ctx),
      });
    },
  },
};

const PARTNERS: readonly { readonly key: string; readonly partners: readonly string[] }[] = [
  { key: 'aws:VpcSourceIp', partners: ['aws:SourceVpc', 'aws:SourceVpce', 'aws:SourceVpcArn'] },
  { key: 'aws:Ec2InstanceSourcePrivateIPv4', partners: ['aws:Ec2InstanceSourceVpc'] },
];

/** The value is for the author to complete; `vpc-` alone is an error that says so. */
function addPartner({ statement }: ConditionElement, partner: string, ctx: RuleContext) {
  const condition = statement.condition;
  if (condition === undefined) return [];
  const { operators } = condition.value;
  const equals = operators.find(({ name }) => name.toLowerCase() === 'stringequals');
  return fix(
    `Add "${partner}"`,
    'review',
    ctx.policy.write.set([...condition.path, equals?.name ?? 'StringEquals', partner], 'vpc-'),
  );
}

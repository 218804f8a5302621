import { parseArn } from '../../catalog/arn.ts';
import { arnPattern } from '../action/policy-kinds.ts';
import type { RuleContext } from '../rule.ts';

/** The account that all ARNs of the document are of, or the resource that it sits on. */
export function accountOfResources({ policy, use }: RuleContext): string | undefined {
  const target = use.attachedTo?.target;
  const arns = policy.statements.flatMap(({ resource }) =>
    (resource?.value.items ?? []).map(({ text }) => arnPattern(text) ?? ''),
  );
  const named = target !== undefined && 'arn' in target ? [target.arn] : arns;
  const [account, ...more] = new Set(named.map((arn) => parseArn(arn)?.account.text ?? ''));
  return account !== undefined && more.length === 0 && /^\d{12}$/.test(account) ? account : undefined;
}

/** Of an account id, or of an ARN in IAM or STS. */
export function accountOf(value: string): string | undefined {
  return /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(value)?.[1];
}

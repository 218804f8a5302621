import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Statement } from '../../policy/model.ts';
import type { RuleContext } from '../rule.ts';
import { limitToServices } from './limit-to-services.ts';
import { type Risk, testsOf } from './reach.ts';

/** `iam:CreateServiceLinkedRole` on every role: any service can be given its role in the account. */
export const createServiceLinkedRole: Risk = {
  action: 'iam:CreateServiceLinkedRole',
  means: 'so the service-linked role of any service can be made',
  remedy: 'name the role in "Resource", or add a condition on "iam:AWSServiceName"',
  narrowed,
  fixes: (statement, ctx) =>
    limitToServices(
      statement,
      'iam:AWSServiceName',
      (service) => `Let only the role of "${service}" be made`,
      ctx,
    ),
};

/** Fitted to Access Analyzer's verdicts: any test of the service's name whose values have no wildcard. */
function narrowed(statement: Statement, ctx: RuleContext): boolean {
  return testsOf(statement, 'iam:awsservicename', ctx).some(({ entry }) =>
    entry.values.items.every(({ text }) => text.value === undefined || !hasWildcard(text.value)),
  );
}

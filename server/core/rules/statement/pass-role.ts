import type { Statement } from '../../policy/model.ts';
import type { Fix, RuleContext } from '../rule.ts';
import { limitToServices } from './limit-to-services.ts';
import { type Risk, testsOf } from './reach.ts';

/** `iam:PassRole` on every role: whoever has it lets a service act with the strongest role of the account. */
export const passRole: Risk = {
  action: 'iam:PassRole',
  means: 'so any role can be handed to any service',
  remedy: 'name the roles in "Resource", or add a condition on "iam:PassedToService"',
  narrowed,
  isEveryRole,
  fixes,
};

/** Fitted to Access Analyzer's verdicts: `StringEqualsIfExists` does not help, every other test of the key does. */
function narrowed(statement: Statement, ctx: RuleContext): boolean {
  if (testsOf(statement, 'iam:associatedresourcearn', ctx).length > 0) return true;
  return testsOf(statement, 'iam:passedtoservice', ctx).some(
    ({ parsed }) => !(parsed?.base === 'StringEquals' && parsed.ifExists && parsed.qualifier === undefined),
  );
}

/**
 * `arn:aws:iam::*:role/*`: AWS's text speaks of wildcards in the resource, and its policies never have this one without a
 * condition. A role pattern with any literal part is never reported, and of one account alone nothing is known.
 */
function isEveryRole(resource: string): boolean {
  return resource.startsWith('arn:') && EVERY_ROLE.test(resource);
}

const EVERY_ROLE = /^arn:[^:]*:iam:\*?:\*:(?:role)?\/?\*$/;

function fixes(statement: Statement, ctx: RuleContext): readonly Fix[] {
  return limitToServices(
    statement,
    'iam:PassedToService',
    (service) => `Let roles be passed to "${service}" only`,
    ctx,
  );
}

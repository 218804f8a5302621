import { matchesIgnoringCase } from '../../catalog/wildcard.ts';
import type { Statement } from '../../policy/model.ts';
import { policyKinds } from '../action/policy-kinds.ts';
import { setPath } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { effectOf } from './effect.ts';
import { serviceItems } from './principals.ts';

/** A key for log groups that CloudWatch Logs may decrypt with, and not encrypt. */
export const serviceNeedsMoreOfKey: Rule = {
  id: 'service-needs-more-of-key',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'A key policy allows a service less than it needs of the key',
  check: {
    statement(statement, ctx) {
      const { principal, action } = statement;
      if (principal === undefined || action === undefined || !isKeyPolicy(ctx)) return;
      if (effectOf(statement, ctx.policy) !== 'Allow') return;
      const named = action.value.items.map(({ text }) => text.value);
      if (action.value.open.length > 0 || named.includes(undefined)) return;
      // Somebody who allows other things with the key knows of them.
      if (!named.some((name) => USING.some((each) => matchesIgnoringCase(name ?? '', each)))) return;
      for (const { text, path } of serviceItems(principal.value)) {
        const need = NEEDS.find(({ service }) => service.test(text.value ?? ''));
        if (need === undefined) continue;
        const given = allowedTo(text.value ?? '', ctx);
        const missing = given === undefined ? [] : need.actions.filter(({ name }) => !isGiven(name, given));
        const [first] = missing;
        if (first === undefined) continue;
        const list = missing.map(({ write }) => write);
        ctx.report({
          at: text.range,
          path,
          message: `"${text.value}" needs ${list.map((name) => `"${name}"`).join(' and ')} as well ${need.what}; add ${list.length === 1 ? 'it' : 'them'}`,
          fixes: () =>
            setPath(
              ctx,
              action.path,
              [...named.flatMap((name) => name ?? []), ...list],
              'review',
              `Add ${list.map((name) => `"${name}"`).join(', ')}`,
            ),
        });
      }
    },
  },
};

function isKeyPolicy(ctx: RuleContext): boolean {
  const [kind, ...more] = policyKinds(ctx);
  return kind?.service === 'kms' && more.length === 0;
}

/** Every action that the policy allows to the service; undefined where something is out of sight. */
function allowedTo(service: string, { policy }: RuleContext): readonly string[] | undefined {
  if (policy.open.length > 0) return undefined;
  const given: string[] = [];
  for (const statement of policy.statements) {
    if (statement.principal === undefined || !names(statement, service)) continue;
    if (statement.notAction !== undefined || statement.action?.value.open.length !== 0) return undefined;
    for (const { text } of statement.action.value.items) {
      if (text.value === undefined) return undefined;
      given.push(text.value);
    }
  }
  return given;
}

function names({ principal }: Statement, service: string): boolean {
  return principal !== undefined && serviceItems(principal.value).some(({ text }) => text.value === service);
}

function isGiven(name: string, given: readonly string[]): boolean {
  return given.some((pattern) => matchesIgnoringCase(pattern, name));
}

interface Need {
  readonly service: RegExp;
  /** Ends the sentence. */
  readonly what: string;
  /** The action, and how the guide writes it. */
  readonly actions: readonly { readonly name: string; readonly write: string }[];
}

const DECRYPT = { name: 'kms:Decrypt', write: 'kms:Decrypt' };
const DATA_KEY = { name: 'kms:GenerateDataKey', write: 'kms:GenerateDataKey*' };

const USING = ['kms:Encrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', DECRYPT.name, DATA_KEY.name];

/** After the guides: encryption of log data with KMS; permissions of event sources on encrypted topics. */
const NEEDS: readonly Need[] = [
  {
    service: /^logs\.([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/,
    what: 'to keep log groups encrypted with the key',
    actions: [
      { name: 'kms:Encrypt', write: 'kms:Encrypt*' },
      { name: DECRYPT.name, write: 'kms:Decrypt*' },
      { name: 'kms:ReEncryptFrom', write: 'kms:ReEncrypt*' },
      DATA_KEY,
      { name: 'kms:DescribeKey', write: 'kms:Describe*' },
    ],
  },
  {
    service: /^(cloudwatch|events)\.amazonaws\.com$/,
    what: 'to send to topics that are encrypted with the key',
    actions: [DECRYPT, DATA_KEY],
  },
];

import type { Item, Principal, Statement } from '../../policy/model.ts';
import { effectOf } from '../condition/entries.ts';
import { replaceText } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { providerOf } from './trust.ts';

/** `sts:AssumeRoleWithSAML` for an OIDC provider: each kind of principal has its own call. */
export const mismatchedActionForPrincipal: Rule = {
  id: 'mismatched-action-for-principal',
  code: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'The principals of a trust statement cannot make its STS call',
  check: {
    statement(statement, ctx) {
      const principal = statement.principal?.value;
      if (principal === undefined || effectOf(statement, ctx.policy) !== 'Allow') return;
      const calls = callsOf(principal);
      if (calls === undefined || calls.size === 0) return;
      for (const item of statement.action?.value.items ?? []) {
        const wanted = CALLS.find((call) => call.toLowerCase() === item.text.value?.toLowerCase());
        if (wanted !== undefined && !calls.has(wanted)) report(statement, item, calls, ctx);
      }
    },
  },
};

const CALLS = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'] as const;
type Call = (typeof CALLS)[number];

/** The calls that the principals can make; undefined where one of them cannot be seen or may be anybody. */
function callsOf(principal: Principal): ReadonlySet<Call> | undefined {
  if (principal.bare !== undefined || principal.open.length > 0) return undefined;
  const calls = new Set<Call>();
  for (const { kind, values } of principal.entries) {
    if (values.open.length > 0) return undefined;
    for (const { text } of values.items) {
      const call = callOf(kind, text.value);
      if (call === undefined) return undefined;
      calls.add(call);
    }
  }
  return calls;
}

function callOf(kind: string, value: string | undefined): Call | undefined {
  if (kind === 'Service') return 'sts:AssumeRole';
  if (kind === 'AWS') return value === '*' ? undefined : 'sts:AssumeRole';
  const provider = kind === 'Federated' && value !== undefined ? providerOf(value) : undefined;
  if (provider === undefined) return undefined;
  return provider.kind === 'saml' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
}

function report(statement: Statement, item: Item, calls: ReadonlySet<Call>, ctx: RuleContext): void {
  const [only, another] = [...calls];
  const better = another === undefined ? only : undefined;
  const principal = statement.principal;
  ctx.report({
    at: item.text.range,
    path: item.path,
    // AWS names the two other calls only; that this one belongs to the check is an inference.
    ...(item.text.value?.toLowerCase() === 'sts:assumerole' ? { severity: 'warning' } : {}),
    message: `The principals of this statement cannot call "${item.text.value ?? ''}"${better === undefined ? '; split the statement by kind of principal' : `; they call "${better}"`}`,
    related:
      principal === undefined
        ? []
        : [{ at: principal.value.range, path: principal.path, message: 'The principals' }],
    fixes: () => {
      const listed = statement.action?.value.items.some(
        ({ text }) => text.value?.toLowerCase() === better?.toLowerCase(),
      );
      return better === undefined || listed === true ? [] : replaceText(ctx, item.text, better, 'review');
    },
  });
}

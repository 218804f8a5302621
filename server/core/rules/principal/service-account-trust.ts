import { meets } from '../../catalog/wildcard.ts';
import type { Statement } from '../../policy/model.ts';
import { conditionIsOpen, knownValues, type Tested, testedKeys } from '../condition/entries.ts';
import { setPath } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { type NamedProvider, trustedProviders } from './trust.ts';

/** The role of a Kubernetes service account that every pod of the cluster gets, or none. */
export const serviceAccountTrust: Rule = {
  id: 'service-account-trust',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['trust'],
  summary:
    'The provider of an EKS cluster is trusted for more or fewer service accounts than a role should have',
  check: {
    statement(statement, ctx) {
      if (conditionIsOpen(statement)) return;
      for (const provider of trustedProviders(statement, ctx)) {
        if (!EKS.test(provider.host)) continue;
        const tests = testedKeys(statement, ctx).filter(({ parsed }) => parsed.family === 'String');
        const about = (claim: string) =>
          tests.filter(({ entry }) => entry.name.toLowerCase() === `${provider.host.toLowerCase()}:${claim}`);
        const [subjects, audiences] = [about('sub'), about('aud')];
        // Without any of them missing-condition-key-for-oidc-principal speaks.
        if (subjects.length === 0 && audiences.length === 0) continue;
        if (subjects.length === 0) reportSubject(statement, provider, ctx);
        if (audiences.length === 0) reportAudience(statement, provider, ctx);
        for (const test of subjects) checkSubject(test, ctx);
        for (const test of audiences) checkAudience(test, ctx);
      }
    },
  },
};

const EKS = /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/id\//i;
const SUBJECT = 'system:serviceaccount:';
const AUDIENCE = 'sts.amazonaws.com';

function reportSubject(statement: Statement, { item, host }: NamedProvider, ctx: RuleContext): void {
  ctx.report({
    at: item.text.range,
    path: item.path,
    severity: 'info',
    message: `Every service account of the cluster gets the role; test "${host}:sub"`,
    fixes: () =>
      setPath(
        ctx,
        [...statement.path, 'Condition', 'StringEquals', `${host}:sub`],
        `${SUBJECT}NAMESPACE:NAME`,
        'review',
        `Add "${host}:sub" to fill in`,
      ),
  });
}

function reportAudience(statement: Statement, { item, host }: NamedProvider, ctx: RuleContext): void {
  ctx.report({
    at: item.text.range,
    path: item.path,
    severity: 'hint',
    message: `Tokens of the cluster for any audience get the role; test "${host}:aud" as well`,
    fixes: () =>
      setPath(
        ctx,
        [...statement.path, 'Condition', 'StringEquals', `${host}:aud`],
        AUDIENCE,
        'review',
        `Add "${host}:aud"`,
      ),
  });
}

function checkSubject({ parsed, entry }: Tested, ctx: RuleContext): void {
  if (parsed.negated) return;
  for (const { item, value } of knownValues(entry.values.items)) {
    const pattern = parsed.wild ? value : value.replace(/[*?]/g, '_');
    const report = { at: item.text.range, path: item.path };
    // What is left to fill in is for other rules.
    if (value === '' || value.includes('${')) continue;
    if (!meets(`${SUBJECT}*:*`, pattern)) {
      const message = `The subject of a cluster's token begins with "${SUBJECT}", then comes the namespace and the name, so "${value}" lets nobody in`;
      ctx.report({ ...report, message });
    } else if (parsed.wild && meets(pattern, `${SUBJECT}any.namespace:any.name`) && EVERYBODY.test(value)) {
      const message = `"${value}" is every service account of the cluster; name the namespace and the account`;
      ctx.report({ ...report, severity: 'info', message });
    }
  }
}

/** Nothing but wildcards where the namespace stands. */
const EVERYBODY = /^(\*+|system:\*+|system:serviceaccount:\*+(:[^:]*)?)$/;

function checkAudience({ parsed, entry }: Tested, ctx: RuleContext): void {
  if (parsed.negated) return;
  const values = knownValues(entry.values.items);
  if (values.length < entry.values.items.length || entry.values.open.length > 0) return;
  if (values.some(({ value }) => value.includes('${') || meets(value, AUDIENCE))) return;
  const [first] = values;
  if (first === undefined || first.value === '') return;
  ctx.report({
    at: first.item.text.range,
    path: first.item.path,
    severity: 'info',
    message: `The tokens that EKS gives to pods are for "${AUDIENCE}"; "${first.value}" takes them only where the service account asks for another audience`,
  });
}

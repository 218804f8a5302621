import type { ManagedPolicy, ManagedPolicyVersion } from './catalog.ts';
import type { PolicyIndex } from './managed-policies.ts';
import type { SystemPolicyRow } from './tables.ts';

/** Alibaba Cloud's system policies, each in the one version that is known. */
export function createSystemPolicies(rows: readonly SystemPolicyRow[]): PolicyIndex {
  const policies = rows.map(policyOf);
  const byName = new Map(policies.map((policy) => [policy.name.toLowerCase(), policy]));
  return {
    policies,
    find: (nameOrArn) => byName.get(nameOrArn.replace(PATH, '').toLowerCase()),
    copies: () => [],
    mayBeFormer: () => false,
  };
}

const PATH = /^acs:ram:[^:]*:system:policy\//;

function policyOf(row: SystemPolicyRow): ManagedPolicy {
  const { name, risk, summary, includes } = row;
  const uncertain = doubtOf(row);
  return {
    name,
    arn: `acs:ram:*:system:policy/${name}`,
    versions: row.document === undefined ? [] : [versionOf(row)],
    summary,
    ...(risk !== undefined && { risk }),
    ...(includes !== undefined && { includes }),
    ...(uncertain !== undefined && { uncertain }),
  };
}

function versionOf({ version = '', date = '', document }: SystemPolicyRow): ManagedPolicyVersion {
  return { id: version, date, document: () => JSON.stringify(document) };
}

function doubtOf({ document, certainty, partial }: SystemPolicyRow): string | undefined {
  if (document === undefined) return undefined;
  if (partial === true) return 'The published document has a little more at its end than could be read.';
  return certainty === 'inferred'
    ? 'The document is inferred from what the policy is said to allow.'
    : undefined;
}

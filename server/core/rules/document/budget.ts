import type { Catalog } from '../../catalog/catalog.ts';
import { dialectOf } from '../../dialects/dialects.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import type { PolicyUse } from '../../policy/use.ts';
import type { Value } from '../../policy/value.ts';
import { policyKinds } from '../action/policy-kinds.ts';
import type { RuleContext } from '../rule.ts';
import { minifiedLength, writtenLength } from './size.ts';

/** Whose quota a policy uses up. */
export type QuotaOwner =
  | 'managed'
  | 'role'
  | 'user'
  | 'group'
  | 'boundary'
  | 'trust'
  | 'session'
  | 'scp'
  | 'rcp'
  | 'resource'
  | 'endpoint'
  | 'ram';

/** How much of its quota a policy uses. */
export interface Budget {
  /** Characters, counted as the cloud counts them. */
  readonly used: number;
  /** Parts that nobody can see, or white space that the template language may add, make it more. */
  readonly isLeast: boolean;
  /** Absent: no quota is known. */
  readonly quota?: Quota;
}

export interface Quota {
  readonly limit: number;
  readonly owner: QuotaOwner;
  /** The resource's kind of policy, with its article: `a queue policy`. */
  readonly name?: string;
  readonly countsWhiteSpace: boolean;
  /** The place of the policy decides that it is this quota; otherwise it is the usual one. */
  readonly isCertain: boolean;
}

/** What one use of a policy makes of its size. */
export function budgetOf(policy: PolicyDocument, use: PolicyUse, everything: Catalog): Budget {
  const quota = quotaOf(policy, use, everything.of(policy.dialect));
  const least = renderedLength(policy);
  const written = quota?.countsWhiteSpace === true ? writtenLength(policy) : undefined;
  const isLeast = !isKnown(policy.root) || (quota?.countsWhiteSpace === true && written === undefined);
  return { used: written ?? least, isLeast, ...(quota === undefined ? {} : { quota }) };
}

/** Whose quota it is, without counting anything. */
export function quotaOf(policy: PolicyDocument, use: PolicyUse, catalog: Catalog): Quota | undefined {
  if (policy.dialect === 'ram') {
    const limit = catalog.limits.documents.find(({ kind }) => kind === use.kind)?.limit;
    return limit === undefined ? undefined : { limit, owner: 'ram', countsWhiteSpace: true, isCertain: true };
  }
  switch (use.kind) {
    case 'identity':
      return identityQuota(use);
    case 'resource':
      return resourceQuota(policy, use, catalog);
    case 'boundary':
    case 'trust':
    case 'session':
    case 'scp':
    case 'rcp':
    case 'endpoint':
      return { ...QUOTAS[use.kind], owner: use.kind, isCertain: true };
    case 'unknown':
      return undefined;
  }
}

/** After the quotas pages of IAM, STS, Organizations and VPC; those of trust policies can be raised. */
const QUOTAS = {
  boundary: { limit: 6_144, countsWhiteSpace: false },
  trust: { limit: 2_048, countsWhiteSpace: false },
  session: { limit: 2_048, countsWhiteSpace: true },
  scp: { limit: 10_240, countsWhiteSpace: true },
  rcp: { limit: 5_120, countsWhiteSpace: true },
  endpoint: { limit: 20_480, countsWhiteSpace: true },
} as const;

/** Inline policies share the quota of their identity. A document that nothing is known of is mostly a managed policy. */
function identityQuota({ attachedTo }: PolicyUse): Quota | undefined {
  if (attachedTo === undefined) return USUAL;
  if (attachedTo.service !== 'iam') return undefined;
  if (attachedTo.consumerType === 'aws_iam_policy') return MANAGED;
  const owner = INLINE.find(({ type }) => type === attachedTo.resourceType);
  if (owner === undefined) return undefined;
  return { limit: owner.limit, owner: owner.type, countsWhiteSpace: false, isCertain: true };
}

const MANAGED: Quota = { limit: 6_144, owner: 'managed', countsWhiteSpace: false, isCertain: true };
const USUAL: Quota = { ...MANAGED, isCertain: false };

const INLINE = [
  { type: 'role', limit: 10_240 },
  { type: 'user', limit: 2_048 },
  { type: 'group', limit: 5_120 },
] as const;

/** The largest of the kinds that the policy can be, when the size of each is certain. */
function resourceQuota(policy: PolicyDocument, use: PolicyUse, catalog: Catalog): Quota | undefined {
  const ctx: RuleContext = {
    policy,
    use,
    kind: use.kind,
    catalog,
    dialect: dialectOf(policy.dialect),
    notes: new Map(),
    report() {},
  };
  let largest: Quota | undefined;
  for (const { name, size } of policyKinds(ctx)) {
    if (size === undefined || size.certainty !== 'high') return undefined;
    if (largest !== undefined && largest.limit >= size.limit) continue;
    largest = { limit: size.limit, owner: 'resource', name, countsWhiteSpace: true, isCertain: true };
  }
  return largest;
}

/** Without white space; what the data source of Terraform adds and takes away is counted as it renders it. */
function renderedLength(policy: PolicyDocument): number {
  const length = minifiedLength(policy);
  const { effect, version } = policy.implied;
  if (version === undefined) return length;
  const own = policy.version === undefined ? `"Version":"${version}",`.length : 0;
  const effects =
    effect === undefined
      ? 0
      : policy.statements.filter((one) => one.effect === undefined).length * `"Effect":"${effect}",`.length;
  const statements = policy.statement?.raw;
  return length + own + effects - (statements === undefined ? 0 : 2 * singles(statements) - lone(statements));
}

/** A list of one statement stays a list. */
function lone(statements: Value): number {
  return statements.type === 'list' && statements.items.length === 1 ? 2 : 0;
}

/** Lists of one item, which are rendered without their brackets. */
function singles(value: Value): number {
  if (value.type === 'object') return value.entries.reduce((sum, entry) => sum + singles(entry.value), 0);
  if (value.type !== 'list') return 0;
  const inner = value.items.reduce((sum, item) => sum + singles(item), 0);
  return inner + (value.items.length === 1 && value.open.length === 0 ? 1 : 0);
}

function isKnown(value: Value): boolean {
  switch (value.type) {
    case 'unknown':
      return false;
    case 'null':
      return true;
    case 'list':
      return value.open.length === 0 && value.items.every(isKnown);
    case 'object':
      return (
        value.open.length === 0 &&
        value.entries.every(
          (entry) => entry.maybe !== true && entry.key.value !== undefined && isKnown(entry.value),
        )
      );
    default:
      return value.text.value !== undefined;
  }
}

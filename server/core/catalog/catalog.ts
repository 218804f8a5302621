import type { DialectName } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';
import type { ResourcePolicyFacts } from './resource-policies.ts';
import type { TerraformFacts } from './terraform.ts';

/**
 * What the clouds know: services, actions, resource types, condition keys, principals, managed policies.
 * A catalog is immutable and synchronous; parts of it decode on first use. All names compare without case, as IAM compares them.
 */
export interface Catalog {
  /** The language of the cloud that this is about. */
  readonly dialect: DialectName;
  /** The catalog of the cloud that speaks a policy language; the same one for the own language. Decodes on first use. */
  of(dialect: DialectName): Catalog;
  /** The day of the service data, `2026-09-26`. */
  readonly date: string;
  /** The days of all data versions, oldest first, `date` last: how fine `firstSeen` and `retiredSince` are. */
  readonly snapshots: readonly string[];
  /** Today's services, sorted by prefix. */
  readonly services: readonly Service[];
  /** Services that older data had and today's has not, sorted by prefix. */
  readonly retiredServices: readonly Service[];
  /** A service by its prefix, today's or a retired one. */
  service(prefix: string): Service | undefined;
  /** An action by its full name `aps:QueryMetrics`, today's or a retired one. No wildcards. */
  action(name: string): Action | undefined;
  /** What an element of `Action` stands for. Memoised: ask freely. */
  expand(pattern: string): ActionMatch;
  /**
   * Resource types whose ARN format the ARN pattern can meet (wildcards on both sides; `${…}` counts as one). Partition,
   * Region and account are not compared, but formats that agree in having them come first, then the most specific ones. Empty: none is known.
   */
  resourceTypesOf(arn: string): readonly ResourceType[];
  /**
   * Whether an ARN pattern can be of the type, compared like `resourceTypesOf`. Ask this to judge an action's resources:
   * it also knows types of any service (`backup` recovery points), which `resourceTypesOf` leaves out. `*` can be of any.
   */
  resourceTypeMeets(type: ResourceType, arn: string): boolean;
  /** A condition key as written, tag keys and templated parts resolved: `aws:ResourceTag/team`, `s3:prefix`. */
  conditionKey(name: string): ConditionKey | undefined;
  /** AWS-wide keys. */
  readonly globalKeys: readonly ConditionKey[];
  /** Prefixes of keys we know: `aws`, services today's and retired, identity providers. Lower case. */
  readonly conditionKeyPrefixes: ReadonlySet<string>;
  /** `aud`, `sub` … of the identity providers that the data names: `token.actions.githubusercontent.com:sub`. */
  readonly federationKeys: readonly ConditionKey[];
  readonly partitions: readonly Partition[];
  /** The partition of a Region code, `aws-cn` for `cn-north-1`. */
  partitionOfRegion(region: string): Partition | undefined;
  /** Known service principals without a Region, sorted: `ec2.amazonaws.com`. */
  readonly servicePrincipals: readonly string[];
  /** A known service principal as written, with the suffix of any partition and perhaps with a Region. */
  servicePrincipal(name: string): ServicePrincipal | undefined;
  /** A managed policy by ARN (any partition) or by name, withdrawn ones included. Documents load on first use. */
  managedPolicy(nameOrArn: string): ManagedPolicy | undefined;
  /** The versions of managed policies whose statements have the fingerprint, see `fingerprintOf`. */
  managedCopies(fingerprint: string): readonly ManagedCopy[];
  /** Whether a version that is no longer in force may do what the number says, see `actionsPrintOf`. */
  mayBeFormer(actionsPrint: number): boolean;
  /** Today's, sorted by name. */
  readonly managedPolicies: readonly ManagedPolicy[];
  /** Quotas that are the same for everybody, as far as the data has them. */
  readonly limits: Limits;
  /** By prefix, the last day of support of services that AWS's reference still lists: `2025-09-12`. */
  readonly endedServices: ReadonlyMap<string, string>;
  /** Prefixes that a resource control policy may name. */
  readonly rcpServices: ReadonlySet<string>;
  /** What Terraform's providers do with policies. Loads on the first question. */
  readonly terraform: TerraformFacts;
  /** What services take as resource policies. Loads on the first question. */
  readonly resourcePolicies: ResourcePolicyFacts;

  /** Reference text of an action, condition key or nothing where the source has none. Loads prose on first use. */
  describeAction(action: Action): string | undefined;
  describeConditionKey(key: ConditionKey): string | undefined;
  /** Actions whose name or description meets the words: `remote write` finds `aps:RemoteWrite`. Best first. */
  searchActions(words: string, limit: number, service?: string): readonly Action[];
  /**
   * Makes `searchActions` ready, so many actions per call: true when nothing is left to do. Without it the first search
   * does all of that at once.
   */
  prepareSearch(actions: number): boolean;
  /** Names that the author probably meant, nearest first; empty when nothing is near. */
  nearestActions(name: string, limit: number): readonly Action[];
  nearestServices(prefix: string, limit: number): readonly string[];
  nearestConditionKeys(name: string, limit: number): readonly string[];
  nearestServicePrincipals(name: string, limit: number): readonly string[];
}

export interface Limits {
  /** The longest document of a kind, in characters. */
  readonly documents: readonly {
    readonly kind: PolicyKind;
    readonly limit: number;
    /** `custom policies`. */
    readonly what: string;
  }[];
  /** Names of things that policies are attached to: `user`, `displayName`. */
  readonly names: Readonly<Record<string, { readonly most: number; readonly form?: string }>>;
}

export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management' | 'Unknown';

export interface Service {
  /** Lower case: `aps`. */
  readonly prefix: string;
  /** `Amazon Managed Service for Prometheus`. */
  readonly name: string;
  /** Today's actions, sorted by name. */
  readonly actions: readonly Action[];
  /** Actions that older reference data had and today's has not. */
  readonly retiredActions: readonly Action[];
  readonly resourceTypes: readonly ResourceType[];
  readonly conditionKeys: readonly ConditionKey[];
  /** Absent for today's services. Otherwise the day of the first data without it; its actions are all retired. */
  readonly retiredSince?: string;
  /** The service has more actions than are listed: one that is not there may well exist. */
  readonly partial?: true;
}

export interface Action {
  /** `aps`. */
  readonly service: string;
  /** `QueryMetrics`. */
  readonly name: string;
  /** `aps:QueryMetrics`. */
  readonly fullName: string;
  readonly access: AccessLevel;
  /** Empty: the action takes only `*`. */
  readonly resourceTypes: readonly ActionResource[];
  /** Keys of the action itself, as documented: `aws:RequestTag/${TagKey}`. */
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
  /** The day of the oldest data that has the action, absent when it was always there. */
  readonly firstSeen?: string;
  /** Absent for today's actions. Otherwise the day of the first data without it. */
  readonly retiredSince?: string;
  /** The action is on its way out; what to use instead, in words. */
  readonly deprecated?: string;
  /** How certain the facts are; absent: documented. `inferred` from the name of an API operation, `seen` in a policy of the cloud. */
  readonly certainty?: 'seen' | 'inferred';
  /** The resource types are not known: their absence says nothing. */
  readonly resourcesUnknown?: true;
}

export interface ActionResource {
  readonly type: ResourceType;
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

export interface ResourceType {
  /** The service whose page lists the type; the ARN may carry another one (`aps` lists `eks` clusters). */
  readonly service: string;
  readonly name: string;
  /** `arn:${Partition}:aps:${Region}:${Account}:workspace/${WorkspaceId}`; several where a type has several forms. */
  readonly arns: readonly string[];
  readonly conditionKeys: readonly string[];
}

export type ConditionKeyType = 'String' | 'ARN' | 'Numeric' | 'Date' | 'Bool' | 'IPAddress' | 'Binary';

export interface ConditionKey {
  /** As documented: `aws:ResourceTag/${TagKey}`. */
  readonly name: string;
  readonly type: ConditionKeyType;
  /** Several values per request: wants `ForAllValues:` or `ForAnyValue:`. */
  readonly multivalued: boolean;
  /** Prefixes of the services whose pages list the key, sorted; none for a key we only know as AWS-wide. */
  readonly services: readonly string[];
  /** AWS-wide, with our own facts. */
  readonly global?: GlobalKeyFacts;
}

export interface GlobalKeyFacts {
  /** What the key tells of: `principal`, `session`, `network`, `resource`, `request`. */
  readonly group: string;
  /** When a request has the key: `always`, `caller is in an organization`. */
  readonly present: string;
  readonly sensitive: boolean;
  readonly note: string;
  /** Prefixes of the only services that set the key, where there is such a list. */
  readonly supportedServices?: readonly string[];
}

export interface Partition {
  readonly id: string;
  readonly name: string;
  readonly dnsSuffix: string;
  readonly regions: readonly string[];
}

export interface ServicePrincipal {
  /** Without Region, in the commercial partition: `logs.amazonaws.com`. */
  readonly name: string;
  /** Where we know it from: AWS's documentation, values in AWS managed policies, or general knowledge. */
  readonly source: 'documented' | 'managed-policies' | 'known';
  /** Whether the principal is known to have Regional names: `logs.eu-west-1.amazonaws.com`. */
  readonly regional: boolean;
  /** As written: `eu-west-1` of `logs.eu-west-1.amazonaws.com`. */
  readonly region?: string;
}

export interface ManagedPolicy {
  readonly name: string;
  /** In the commercial partition: `arn:aws:iam::aws:policy/service-role/AmazonEKSClusterPolicy`. */
  readonly arn: string;
  /** Oldest first; the last one is in force. */
  readonly versions: readonly ManagedPolicyVersion[];
  /** The day AWS withdrew the policy, as far as we know; such a policy has no versions. */
  readonly deprecatedSince?: string;
  /** The name of the policy to use instead. */
  readonly successor?: string;
  /** Whoever has it can do anything, or can give it to himself. */
  readonly risk?: 'high';
  /** Names of others that it is said to include. */
  readonly includes?: readonly string[];
  /** What it is for, in our words. */
  readonly summary?: string;
  /** Why the document may differ from what is in force. */
  readonly uncertain?: string;
}

/** A version of a managed policy, found by what it says. */
export interface ManagedCopy {
  readonly policy: ManagedPolicy;
  readonly version: ManagedPolicyVersion;
}

export interface ManagedPolicyVersion {
  /** `v3`. */
  readonly id: string;
  /** The day of its creation, `2017-11-14`. */
  readonly date: string;
  /** The document as minified JSON; undefined where the host has no table of documents. */
  document(): string | undefined;
}

/** What one element of `Action` stands for. */
export type ActionMatch =
  /** `*`. */
  | { readonly kind: 'all' }
  /** Exactly one action; `action.retiredSince` tells whether it is a former one. */
  | { readonly kind: 'one'; readonly service: Service; readonly action: Action }
  /** A pattern; `actions` are today's matches, `retired` the former ones, each sorted by name. */
  | {
      readonly kind: 'pattern';
      readonly service: Service;
      readonly actions: readonly Action[];
      readonly retired: readonly Action[];
    }
  /** A known service without such an action. Of a service retired long ago no actions are known: ask `retiredSince`. */
  | { readonly kind: 'no-action'; readonly service: Service }
  | { readonly kind: 'no-service'; readonly prefix: string }
  /** `*:Get*`: IAM takes no wildcard in the service prefix; what it would match, for the fix. */
  | { readonly kind: 'wild-service'; readonly actions: readonly Action[] }
  /** No colon, or several. */
  | { readonly kind: 'malformed' };

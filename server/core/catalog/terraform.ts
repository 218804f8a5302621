import type { DialectName } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';

/**
 * What Terraform's providers do with policies: which arguments take one, and what ARN an attribute holds. Source: the
 * providers' source and documentation. Types are names of block types, `data.` before those of data sources where no
 * block kind is asked for; attributes of nested blocks have dots. Decodes on first use.
 */
export interface TerraformFacts {
  /**
   * Arguments of a block type that take a policy document. Empty for types that take none, and for types of a provider
   * that speaks another dialect than the one asked for (`aws` unless said).
   */
  attributes(block: BlockKind, type: string, dialect?: DialectName): readonly PolicyAttribute[];
  /** Arguments that look like policies and are none of ours: lifecycle rules, Cedar, stack policies. */
  foreign(block: BlockKind, type: string): readonly ForeignAttribute[];
  /** Arguments that take a policy by ARN, name or id, and so decide what a document elsewhere is. */
  references(block: BlockKind, type: string): readonly PolicyReference[];
  /** How a block type spells a statement in arguments, `aws_lambda_permission`; undefined for those that spell none. */
  statement(block: BlockKind, type: string): StatementArguments | undefined;

  /** The ARN pattern that an attribute holds, `arn:${Partition}:sqs:${Region}:${Account}:${Name}`. The usual one of several. */
  arn(type: string, attribute: string): string | undefined;
  /** Every ARN pattern that the attribute may hold, the usual one first; empty for attributes that hold no ARN we know of. */
  arns(type: string, attribute: string): readonly string[];
  /**
   * What any ARN in the attribute looks like, with IAM's wildcards: `arn:*:aps:*:*:workspace/*`. Wide enough for every
   * alternative, and known for well-known principals too: `data.aws_caller_identity` + `arn`.
   */
  arnShape(type: string, attribute: string): string | undefined;
  /** Well-known attributes: account ids, Regions, partitions, service principals, URLs, bare ids and names. */
  valueShape(type: string, attribute: string): ValueShape | undefined;

  /**
   * Resource types of which an attribute holds an ARN that fits the IAM resource type: `aps` + `workspace`. Without
   * regard to case; what an author most probably means first.
   */
  typesOf(service: string, resourceType: string, dialect?: DialectName): readonly ArnHolder[];
  /**
   * Resource types of which an attribute holds the beginning of an ARN pattern, with what to append: `aws_s3_bucket.arn`
   * and `/*` for `arn:${Partition}:s3:::${BucketName}/${ObjectName}`. The nearest beginning first.
   */
  typesAbove(arn: string): readonly ArnHolder[];
}

export type BlockKind = 'resource' | 'data' | 'provider';

/** The language that a provider's cloud speaks, by the name of one of its types. */
export function dialectOfType(type: string): DialectName {
  return type.startsWith('alicloud') ? 'ram' : 'aws';
}

export interface PolicyAttribute {
  /** Nested blocks with dots: `inline_policy.policy`. */
  readonly attribute: string;
  /** `unknown` where something else decides: see `kindFrom`. */
  readonly kind: PolicyKind;
  /** Whatever consumes the block's own result decides: documents that a document merges. */
  readonly kindFrom?: 'consumer';
  /** Service prefix of what the policy sits on. */
  readonly service: string;
  readonly attachedBy?: AttachedBy;
  /** An argument of the same block decides the kind. */
  readonly kindBy?: {
    readonly argument: string;
    readonly default: string;
    /** Values that are no policy kind mean another kind of document. */
    readonly values: Readonly<Record<string, string>>;
  };
  /** The attribute takes a list of documents. */
  readonly list?: true;
  readonly required?: true;
  /** All that the service takes; absent where it takes whatever its actions are. */
  readonly allowedActions?: readonly string[];
  /** An argument tells whose actions the policy holds, `service_name` of an endpoint; `service` says nothing about them. */
  readonly policyServiceFrom?: string;
  /** Where this argument is given, the policy sits on the account, not on one resource. */
  readonly accountScopedWhen?: string;
  /** The role that a session policy narrows. */
  readonly limits?: ArgumentTarget;
  /** What the provider's example has in `Resource`: the resource's own ARN, that and what lies below it, `*`, nothing. */
  readonly docResource?: 'own' | 'own and below' | 'star' | 'absent' | 'other';
  readonly note?: string;
}

export interface AttachedBy extends AttachTarget {
  /** The argument that names the resource the policy sits on, nested ones with dots; absent: the block itself. */
  readonly argument?: string;
  /** Other things that the same argument may name. */
  readonly alternatives?: readonly AttachTarget[];
  /** Further arguments without which the name is not unique. */
  readonly alsoNeeds?: readonly string[];
}

export interface AttachTarget {
  /** Its Terraform type. */
  readonly target: string;
  /** What the argument takes: `id`. */
  readonly targetAttribute: string;
  /** Where that resource's ARN stands, as a policy names it: `arn`. */
  readonly targetArnAttribute?: string;
  readonly resourceType?: string;
  /** Where it differs from the attribute's service. */
  readonly service?: string;
}

/** An argument that names a resource, and what it takes of it. */
export interface ArgumentTarget {
  readonly argument: string;
  readonly target: string;
  readonly targetAttribute: string;
}

export interface ForeignAttribute {
  readonly attribute: string;
  readonly service: string;
  readonly grammar: ForeignGrammar;
  readonly note?: string;
}

/** `embeds-policies`: a bigger text with policies somewhere in it. `iam-blocks`: statements as nested blocks. */
export type ForeignGrammar =
  | 'not-iam'
  | 'stack-policy'
  | 'cedar'
  | 'embeds-policies'
  | 'iam-blocks'
  | 'iam-fragment'
  | 'ram-blocks'
  | 'ram-like'
  | 'not-ram';

export interface PolicyReference {
  readonly attribute: string;
  readonly form: 'arn' | 'arn-list' | 'id' | 'name' | 'name+path' | 'name+type';
  /** What it makes of the policy; absent: it takes policies of another language, EKS access policies. */
  readonly kind?: PolicyKind;
  /** Who gets the policy: an argument's resource, or the block itself. */
  readonly principal?: ArgumentTarget | 'self';
  readonly note?: string;
}

/** A statement in arguments. */
export interface StatementArguments {
  /** The nested block that is a statement; absent: the block itself is one. */
  readonly block?: string;
  /** Where it cannot be chosen. */
  readonly effect?: 'Allow';
  /** By element of a policy statement. */
  readonly elements: Readonly<Record<string, ElementArguments>>;
  /** Arguments that stand for one condition each. */
  readonly conditions?: readonly {
    readonly operator: string;
    readonly key: string;
    readonly argument: string;
  }[];
  readonly note?: string;
}

export interface ElementArguments {
  /** The nested block that holds the arguments: `principals`. */
  readonly block?: string;
  readonly arguments: readonly string[];
  /** The value when the argument is not given. */
  readonly default?: string;
}

/** What a well-known attribute holds that is no resource's ARN. */
export interface ValueShape {
  readonly kind: ValueKind;
  /** Fits every value, with IAM's wildcards: `????????????`. */
  readonly pattern: string;
  readonly note?: string;
}

/** `id`, `name`, `url`: of a resource whose ARN stands in another attribute. */
export type ValueKind =
  | 'account-id'
  | 'account-uid'
  | 'canonical-user-id'
  | 'dns-suffix'
  | 'id'
  | 'invocation-arn'
  | 'name'
  | 'oidc-url'
  | 'organization-id'
  | 'organizational-unit-id'
  | 'partition'
  | 'principal-arn'
  | 'region'
  | 'resource-id'
  | 'service-principal'
  | 'unique-id'
  | 'url';

/** An attribute that holds an ARN. */
export interface ArnHolder {
  readonly type: string;
  readonly attribute: string;
  /** The data source of the same name has the attribute too. */
  readonly dataSource?: true;
  /** What to append to make an ARN of the type, where the attribute holds only its beginning: `/*`. */
  readonly suffix?: string;
}

/**
 * What the attaching argument names, given the type and attribute it refers to: the usual target or an alternative.
 * Undefined: something that the argument is not known to take. Without an attribute, the first of that type.
 */
export function attachTarget(
  attachedBy: AttachedBy,
  type: string,
  attribute?: string,
): AttachTarget | undefined {
  const ofType = [attachedBy, ...(attachedBy.alternatives ?? [])].filter(({ target }) => target === type);
  return ofType.find(({ targetAttribute }) => targetAttribute === attribute) ?? ofType[0];
}

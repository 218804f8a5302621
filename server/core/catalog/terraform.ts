import type { PolicyKind } from '../policy/use.ts';

/** What Terraform's providers do with policies: which arguments take one, and what ARN an attribute holds. Source: the providers' source and documentation. */
export interface TerraformFacts {
  /** Arguments of a block type that take a policy document. Empty for types that take none. */
  attributes(block: 'resource' | 'data' | 'provider', type: string): readonly PolicyAttribute[];
  /** The ARN pattern that an attribute holds, `arn:${Partition}:sqs:${Region}:${Account}:${Name}`. */
  arn(type: string, attribute: string): string | undefined;
  /** Resource types of which an attribute holds an ARN that fits the IAM resource type: `aps` + `workspace`. */
  typesOf(
    service: string,
    resourceType: string,
  ): readonly { readonly type: string; readonly attribute: string }[];
}

export interface PolicyAttribute {
  /** Nested blocks with dots: `inline_policy.policy`. */
  readonly attribute: string;
  readonly kind: PolicyKind;
  /** Service prefix of what the policy sits on. */
  readonly service: string;
  readonly attachedBy?: AttachedBy;
  /** An argument of the same block decides the kind. */
  readonly kindBy?: {
    readonly argument: string;
    readonly default: string;
    readonly values: Readonly<Record<string, string>>;
  };
  /** The attribute takes a list of documents. */
  readonly list?: true;
  readonly allowedActions?: readonly string[];
}

export interface AttachedBy {
  /** The argument that names the resource the policy sits on; absent: the block itself. */
  readonly argument?: string;
  /** Its Terraform type. */
  readonly target: string;
  /** What the argument takes: `id`. */
  readonly targetAttribute: string;
  /** Where that resource's ARN stands: `arn`. */
  readonly targetArnAttribute?: string;
  readonly resourceType?: string;
}

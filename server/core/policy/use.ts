import type { TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';
import type { DialectName } from './model.ts';
import type { Reference } from './text.ts';

export const POLICY_KINDS = [
  'identity',
  'resource',
  'trust',
  'scp',
  'rcp',
  'boundary',
  'session',
  'endpoint',
  'unknown',
] as const;

export type PolicyKind = (typeof POLICY_KINDS)[number];

/** What a document is used as: decided by its consumers, its settings, its file or its content, in that order. */
export interface PolicyUse {
  readonly kind: PolicyKind;
  /** How the kind was found. */
  readonly by: 'consumer' | 'setting' | 'file' | 'content' | 'default';
  readonly attachedTo?: Attachment;
  /** The language of the cloud that takes it, where that is certain and may be another than the document looks like. */
  readonly dialect?: DialectName;
  /** The consumer, where another place in the workspace decides. */
  readonly at?: Location;
}

/** A stretch of some document. */
export interface Location {
  readonly uri: Uri;
  readonly range: TextRange;
}

export interface Attachment {
  /** Service prefix: `aps`, `s3`. */
  readonly service: string;
  readonly resourceType?: string;
  /** CloudFormation's name of the type, as Access Analyzer takes it: `AWS::S3::Bucket`. */
  readonly cloudFormationType?: string;
  /** Type of the block that takes the policy, where it names no resource: `aws_cloudwatch_log_resource_policy`. */
  readonly consumerType?: string;
  /** What the service's policies name in `Resource`: the very resource they sit on, or that and what lies below it. Absent: anything, or it is not known. */
  readonly resources?: 'own' | 'own and below';
  /** The very resource: a reference of the template language, or its ARN with wildcards for what is not known of it. */
  readonly target?: Reference | { readonly arn: string };
}

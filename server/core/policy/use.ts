import type { TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';
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
  /** The very resource: a reference of the template language, or its ARN. */
  readonly target?: Reference | { readonly arn: string };
}

/** Kinds that an IAM principal carries: no `Principal` element, a managed or inline policy's grammar. */
export function isIdentityLike(kind: PolicyKind): boolean {
  return kind === 'identity' || kind === 'boundary' || kind === 'session';
}

/** Kinds that sit on a resource and name principals. */
export function isResourceLike(kind: PolicyKind): boolean {
  return kind === 'resource' || kind === 'trust' || kind === 'endpoint';
}

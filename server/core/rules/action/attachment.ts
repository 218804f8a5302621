import { parseArn } from '../../catalog/arn.ts';
import type { PolicyUse } from '../../policy/use.ts';
import type { RuleContext, Severity } from '../rule.ts';
import { mayBeEndpointPolicy } from './policy-kinds.ts';

/** What the policies of one resource type can hold. */
export interface AttachmentFacts {
  /** For messages, with its article. */
  readonly name: string;
  /** Prefixes of the actions. */
  readonly services: readonly string[];
  /** What an ARN in them looks like: service field, then the beginning of the resource part by a pattern. */
  readonly arns: readonly { readonly service: string; readonly resource: RegExp }[];
  /** The catalog's resource types that actions must work on. */
  readonly types: readonly string[];
}

/** The types for which Access Analyzer checks resource policies more closely; undefined for all others. */
export function knownAttachment(use: PolicyUse): AttachmentFacts | undefined {
  const type = use.attachedTo?.cloudFormationType;
  if (type !== undefined) return isType(type) ? BY_TYPE[type] : undefined;
  const { service, resourceType } = use.attachedTo ?? {};
  if (service === 's3' && resourceType === 'bucket') return BY_TYPE['AWS::S3::Bucket'];
  if (service === 'dynamodb' && resourceType === 'table') return BY_TYPE['AWS::DynamoDB::Table'];
  return undefined;
}

/** What the policy sits on, and how loud a rule may be that builds on it. */
export interface LikelyAttachment {
  readonly facts: AttachmentFacts;
  /** Undefined where the attachment is told and the rule as loud as it is. */
  readonly severity: Severity | undefined;
}

/** The attachment that is told, else the one that the policy's own ARNs or actions show. */
export function likelyAttachment(ctx: RuleContext): LikelyAttachment | undefined {
  const told = knownAttachment(ctx.use);
  if (told !== undefined) return { facts: told, severity: undefined };
  if (ctx.kind !== 'resource' || ctx.use.attachedTo?.cloudFormationType !== undefined) return undefined;
  if (last?.policy !== ctx.policy || last.use !== ctx.use)
    last = { policy: ctx.policy, use: ctx.use, type: guessType(ctx) };
  const facts = last.type === undefined ? undefined : BY_TYPE[last.type];
  // Somebody says that it is a resource policy; the content alone may be of something like one.
  const severity = ctx.use.by === 'setting' || ctx.use.by === 'file' ? 'warning' : 'info';
  return facts && { facts, severity };
}

let last:
  | {
      readonly policy: RuleContext['policy'];
      readonly use: PolicyUse;
      readonly type: AttachmentType | undefined;
    }
  | undefined;

/** Nothing but these policies and those of VPC endpoints names buckets, objects, access points or tables. */
function guessType(ctx: RuleContext): AttachmentType | undefined {
  const { attachedTo, by } = ctx.use;
  if (by === 'consumer' || attachedTo?.resourceType !== undefined || mayBeEndpointPolicy(ctx))
    return undefined;
  const services = new Set<string>();
  for (const { resource, notResource, action } of ctx.policy.statements) {
    for (const { text } of [...(resource?.value.items ?? []), ...(notResource?.value.items ?? [])]) {
      const type = typeOfArn(text.value ?? '');
      if (type !== undefined) return type;
      // Access Grants, Storage Lens and others of S3 have policies of their own.
      const arn = parseArn(text.value ?? '');
      if (arn?.service.text === 's3' && /^\d/.test(arn.account.text)) return undefined;
    }
    for (const { text } of action?.value.items ?? [])
      services.add((text.value ?? '').split(':', 1)[0]?.toLowerCase() ?? '');
  }
  const [service, ...more] = services;
  if (more.length > 0) return undefined;
  return service === 's3' ? 'AWS::S3::Bucket' : service === 'dynamodb' ? 'AWS::DynamoDB::Table' : undefined;
}

function typeOfArn(text: string): AttachmentType | undefined {
  const arn = parseArn(text);
  if (arn === undefined) return undefined;
  const resource = arn.resource.text;
  const isAccessPoint = /^accesspoint[/:]/.test(resource);
  switch (arn.service.text) {
    case 's3':
      if (isAccessPoint)
        return arn.region.text === '' ? 'AWS::S3::MultiRegionAccessPoint' : 'AWS::S3::AccessPoint';
      return arn.region.text === '' && arn.account.text === '' && resource !== '*'
        ? 'AWS::S3::Bucket'
        : undefined;
    case 's3-object-lambda':
      return isAccessPoint ? 'AWS::S3ObjectLambda::AccessPoint' : undefined;
    case 'dynamodb':
      return resource.startsWith('table/') ? 'AWS::DynamoDB::Table' : undefined;
    default:
      return undefined;
  }
}

/** After the user guides of the services. */
const BY_TYPE = {
  'AWS::S3::Bucket': {
    name: 'an S3 bucket',
    services: ['s3'],
    arns: [
      { service: 's3', resource: /^(?!accesspoint\/|async-request\/|storage-lens|job\/|access-grants)/ },
    ],
    types: ['bucket', 'object'],
  },
  'AWS::S3::AccessPoint': {
    name: 'an S3 access point',
    services: ['s3'],
    arns: [{ service: 's3', resource: /^(accesspoint[/:]|[*?])/ }],
    types: [],
  },
  'AWS::S3::MultiRegionAccessPoint': {
    name: 'an S3 Multi-Region Access Point',
    services: ['s3'],
    arns: [{ service: 's3', resource: /^(accesspoint[/:]|[*?])/ }],
    types: [],
  },
  'AWS::S3ObjectLambda::AccessPoint': {
    name: 'an S3 Object Lambda access point',
    services: ['s3-object-lambda'],
    arns: [{ service: 's3-object-lambda', resource: /^(accesspoint[/:]|[*?])/ }],
    types: [],
  },
  'AWS::DynamoDB::Table': {
    name: 'a DynamoDB table',
    services: ['dynamodb'],
    arns: [{ service: 'dynamodb', resource: /^(table\/|[*?])/ }],
    types: ['table', 'index', 'stream'],
  },
} as const satisfies Readonly<Record<string, AttachmentFacts>>;

type AttachmentType = keyof typeof BY_TYPE;

function isType(text: string): text is AttachmentType {
  return Object.hasOwn(BY_TYPE, text);
}

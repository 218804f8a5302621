import type { PolicyUse } from '../../policy/use.ts';

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
  if (type !== undefined) return BY_TYPE[type];
  const { service, resourceType } = use.attachedTo ?? {};
  if (service === 's3' && resourceType === 'bucket') return BY_TYPE['AWS::S3::Bucket'];
  if (service === 'dynamodb' && resourceType === 'table') return BY_TYPE['AWS::DynamoDB::Table'];
  return undefined;
}

/** After the user guides of the services. */
const BY_TYPE: Readonly<Record<string, AttachmentFacts>> = {
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
};

import { memoized } from '../catalog/memo.ts';
import type { DialectName, PolicyDocument, Statement } from '../policy/model.ts';
import type { Text } from '../policy/text.ts';

/** A document that was read as AWS's, in the dialect that it is written in. */
export function inItsDialect(policy: PolicyDocument): PolicyDocument {
  const dialect = dialectOfDocument(policy);
  return dialect === policy.dialect ? policy : { ...policy, dialect };
}

/**
 * Which cloud a document is for, by what stands in it: its version, ARNs, condition keys, kinds of principals, and
 * services that only one of the clouds has. The majority wins, so that what the other cloud left in it can be told. Only the
 * first statements are looked at.
 */
function dialectOfDocument(policy: PolicyDocument): DialectName {
  const version = policy.version?.value?.value;
  const isAws = version !== undefined && AWS_VERSION.test(version);
  // Most documents are AWS's and say so; whoever copied the version along shows it soon.
  if (isAws && signsIn(policy, FEW, version).ram === 0) return 'aws';
  const signs = signsIn(policy, MOST, version);
  if (version === '1') signs.ram++;
  if (isAws) signs.aws++;
  if (signs.ram !== signs.aws) return signs.ram > signs.aws ? 'ram' : 'aws';
  // A version alone is easily copied along: what stands beside it decides.
  return signs.ram > 0 && !(version === '1' && signs.awsAction) ? 'ram' : 'aws';
}

function signsIn({ statements }: PolicyDocument, most: number, version: string | undefined): Signs {
  const signs: Signs = { ram: 0, aws: 0, awsAction: false, weak: version === '1', most };
  for (let index = 0; index < statements.length && index < most; index++) {
    const statement = statements[index];
    if (statement !== undefined) look(statement, signs);
  }
  return signs;
}

interface Signs {
  ram: number;
  aws: number;
  /** An action of a service that only AWS has. */
  awsAction: boolean;
  /** Also services count whose names could be slips in a policy for AWS. */
  readonly weak: boolean;
  /** How many statements, and items of each list, are looked at. */
  readonly most: number;
}

const AWS_VERSION = /^20(08|12)-10-17$/;

const MOST = 20;
const FEW = 2;

function look(statement: Statement, signs: Signs): void {
  for (const field of [statement.action, statement.notAction]) {
    if (field === undefined) continue;
    const { items } = field.value;
    for (let index = 0; index < items.length && index < signs.most; index++) {
      const action = items[index]?.text.value;
      if (action !== undefined) lookAtAction(action, signs);
    }
  }
  for (const field of [statement.resource, statement.notResource]) {
    if (field === undefined) continue;
    const { items } = field.value;
    for (let index = 0; index < items.length && index < signs.most; index++) {
      const text = items[index]?.text;
      if (text !== undefined) lookAtArn(text.value ?? headOf(text), signs);
    }
  }
  for (const field of [statement.principal, statement.notPrincipal]) {
    for (const { kind } of field?.value.entries ?? []) {
      if (kind === 'RAM') signs.ram++;
      else if (kind === 'AWS') signs.aws++;
    }
  }
  for (const operator of statement.condition?.value.operators ?? []) {
    for (const { name } of operator.entries) {
      if (name.startsWith('acs:')) signs.ram++;
      else if (name.startsWith('aws:')) signs.aws++;
    }
  }
}

/** What stands before the first hole. */
function headOf({ pieces: [first] }: Text): string {
  return first?.kind === 'text' ? first.text : '';
}

function lookAtArn(arn: string, signs: Signs): void {
  if (arn.startsWith('arn:')) signs.aws++;
  else if (arn.startsWith('acs:')) signs.ram++;
}

function lookAtAction(action: string, signs: Signs): void {
  const owner = ownerOf(action.slice(0, Math.max(0, action.indexOf(':'))));
  if (owner === 'ram' || (signs.weak && owner === 'ram-weak')) signs.ram++;
  else if (owner === 'aws') {
    signs.aws++;
    signs.awsAction = true;
  }
}

/** Which cloud alone has a service. */
const ownerOf = memoized(1_000, (prefix): 'ram' | 'ram-weak' | 'aws' | 'both' => {
  const service = prefix.toLowerCase();
  if (RAM_ONLY.has(service)) return 'ram';
  if (RAM_WEAK.has(service)) return 'ram-weak';
  return AWS_ONLY.has(service) ? 'aws' : 'both';
});

/** Codes that are no prefix of AWS, nor a slip of the pen away from one. */
const RAM_ONLY: ReadonlySet<string> = new Set([
  'actiontrail',
  'alidns',
  'alikafka',
  'arms',
  'dataworks',
  'kvstore',
  'mns',
  'odps',
  'oss',
  'ots',
  'polardb',
  'resourcemanager',
  'slb',
  'xtrace',
]);

/** Codes that are no prefix of AWS either, but that somebody may write for one. */
const RAM_WEAK: ReadonlySet<string> = new Set([
  'cms',
  'cr',
  'cs',
  'dcdn',
  'dds',
  'ess',
  'fc',
  'log',
  'nas',
  'ram',
  'vpc',
]);

/** Prefixes that no service of Alibaba Cloud has. */
const AWS_ONLY: ReadonlySet<string> = new Set([
  'aps',
  'autoscaling',
  'cloudformation',
  'cloudfront',
  'cloudwatch',
  'codebuild',
  'dynamodb',
  'ec2',
  'ecr',
  'eks',
  'elasticloadbalancing',
  'events',
  'iam',
  'kinesis',
  'lambda',
  'logs',
  'organizations',
  'route53',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'states',
]);

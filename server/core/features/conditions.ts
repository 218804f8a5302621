import type { ConditionKey, ConditionKeyType } from '../catalog/catalog.ts';
import type { ParsedOperator } from '../rules/rule.ts';
import { valueFactsOf } from './condition-values.ts';

/** Whether an operator of a family compares values of a key of a type without IAM having to guess. */
export function fits(operator: ParsedOperator, key: ConditionKey): boolean {
  const { family } = operator;
  if (family === 'Null') return true;
  return familiesOf(key).includes(family);
}

/** The families that compare a key, the best first. ARNs and addresses can also be taken as text. */
export function familiesOf(key: ConditionKey): readonly ParsedOperator['family'][] {
  if (key.name.toLowerCase() === 'aws:epochtime') return ['Date', 'Numeric', 'Null'];
  return FAMILIES[key.type];
}

const FAMILIES: Readonly<Record<ConditionKeyType, readonly ParsedOperator['family'][]>> = {
  String: ['String', 'Null'],
  ARN: ['ARN', 'String', 'Null'],
  Numeric: ['Numeric', 'Null'],
  Date: ['Date', 'Null'],
  Bool: ['Bool', 'Null'],
  IPAddress: ['IPAddress', 'Null'],
  Binary: ['Binary', 'Null'],
};

/** A value that shows what the key takes. */
export function exampleOf(key: ConditionKey): string {
  const lower = key.name.toLowerCase();
  const known = valueFactsOf(lower);
  if (known !== undefined && 'values' in known && known.values[0] !== undefined) return known.values[0];
  return EXAMPLES_BY_NAME[lower] ?? (lower.includes('tag/') ? 'platform' : EXAMPLES[key.type]);
}

const EXAMPLES: Readonly<Record<ConditionKeyType, string>> = {
  String: 'value',
  ARN: 'arn:aws:sns:eu-west-1:111122223333:alerts',
  Numeric: '3600',
  Date: '2026-12-31T23:59:59Z',
  Bool: 'true',
  IPAddress: '203.0.113.0/24',
  Binary: 'QmluYXJ5VmFsdWU=',
};

const EXAMPLES_BY_NAME: Readonly<Record<string, string>> = {
  'aws:principalarn': 'arn:aws:iam::111122223333:role/Deploy*',
  'aws:principalaccount': '111122223333',
  'aws:sourceaccount': '111122223333',
  'aws:resourceaccount': '111122223333',
  'aws:principalorgid': 'o-exampleorgid',
  'aws:resourceorgid': 'o-exampleorgid',
  'aws:sourceorgid': 'o-exampleorgid',
  'aws:principalorgpaths': 'o-exampleorgid/r-root/ou-unit/*',
  'aws:requestedregion': 'eu-west-1',
  'aws:sourcevpc': 'vpc-0123456789abcdef0',
  'aws:sourcevpce': 'vpce-0123456789abcdef0',
  'aws:tagkeys': 'team',
  'aws:calledvia': 'athena.amazonaws.com',
  'aws:username': 'alice',
  'aws:principaltype': 'AssumedRole',
  'iam:passedtoservice': 'ecs-tasks.amazonaws.com',
  's3:prefix': 'reports/*',
  'cloudwatch:namespace': 'CWAgent',
};

/** The operator that people most often want for a key. */
export function usualOperator(key: ConditionKey): string {
  const base = OPERATORS[key.type];
  return key.multivalued ? `ForAnyValue:${base}` : base;
}

const OPERATORS: Readonly<Record<ConditionKeyType, string>> = {
  String: 'StringEquals',
  ARN: 'ArnLike',
  Numeric: 'NumericLessThan',
  Date: 'DateLessThan',
  Bool: 'Bool',
  IPAddress: 'IpAddress',
  Binary: 'BinaryEquals',
};

import type { OperatorFamily } from '../rules/rule.ts';
import type { OperatorFacts } from './dialect.ts';

const operator = (
  name: string,
  family: OperatorFamily,
  summary: string,
  example: string,
  more: { readonly negated?: true; readonly wild?: true } = {},
): OperatorFacts => ({
  name,
  family,
  negated: more.negated ?? false,
  wild: more.wild ?? false,
  summary,
  example,
});

/** The condition operators of the IAM User Guide, without qualifiers and `IfExists`. */
export const operators: readonly OperatorFacts[] = [
  operator('StringEquals', 'String', 'Equal text, case counts', 'production'),
  operator('StringNotEquals', 'String', 'Any other text, also when the key is absent', 'production', {
    negated: true,
  }),
  operator('StringEqualsIgnoreCase', 'String', 'Equal text in any letter case', 'production'),
  operator('StringNotEqualsIgnoreCase', 'String', 'Any other text in any letter case', 'production', {
    negated: true,
  }),
  operator('StringLike', 'String', 'Text that fits a pattern: * any run of characters, ? one', 'team-*', {
    wild: true,
  }),
  operator('StringNotLike', 'String', 'Text that does not fit the pattern', 'team-*', {
    negated: true,
    wild: true,
  }),
  operator('NumericEquals', 'Numeric', 'The same number', '10'),
  operator('NumericNotEquals', 'Numeric', 'Any other number', '10', { negated: true }),
  operator('NumericLessThan', 'Numeric', 'A smaller number', '10'),
  operator('NumericLessThanEquals', 'Numeric', 'A smaller or the same number', '10'),
  operator('NumericGreaterThan', 'Numeric', 'A larger number', '10'),
  operator('NumericGreaterThanEquals', 'Numeric', 'A larger or the same number', '10'),
  operator('DateEquals', 'Date', 'The same point in time', '2026-01-31T00:00:00Z'),
  operator('DateNotEquals', 'Date', 'Any other point in time', '2026-01-31T00:00:00Z', { negated: true }),
  operator('DateLessThan', 'Date', 'Before that point in time', '2026-01-31T00:00:00Z'),
  operator('DateLessThanEquals', 'Date', 'At or before that point in time', '2026-01-31T00:00:00Z'),
  operator('DateGreaterThan', 'Date', 'After that point in time', '2026-01-31T00:00:00Z'),
  operator('DateGreaterThanEquals', 'Date', 'At or after that point in time', '2026-01-31T00:00:00Z'),
  operator('Bool', 'Bool', 'true or false', 'true'),
  operator('BinaryEquals', 'Binary', 'The same bytes, written in base64', 'QmluYXJ5VmFsdWU='),
  operator('IpAddress', 'IPAddress', 'An address in the range', '203.0.113.0/24'),
  operator('NotIpAddress', 'IPAddress', 'An address outside the range', '203.0.113.0/24', { negated: true }),
  operator(
    'ArnEquals',
    'ARN',
    'An ARN that fits the pattern field by field; the same as ArnLike',
    'arn:aws:sns:*:111122223333:alerts',
    { wild: true },
  ),
  operator(
    'ArnLike',
    'ARN',
    'An ARN that fits the pattern field by field',
    'arn:aws:sns:*:111122223333:alerts',
    {
      wild: true,
    },
  ),
  operator(
    'ArnNotEquals',
    'ARN',
    'An ARN that does not fit the pattern',
    'arn:aws:sns:*:111122223333:alerts',
    {
      negated: true,
      wild: true,
    },
  ),
  operator('ArnNotLike', 'ARN', 'An ARN that does not fit the pattern', 'arn:aws:sns:*:111122223333:alerts', {
    negated: true,
    wild: true,
  }),
  operator('Null', 'Null', 'true: the key is absent; false: the key is present', 'true'),
];

import type { Rule } from '../rule.ts';
import { checkNetworkId } from './network-id.ts';

/** `"aws:SourceVpc": "vpc-123"`. */
export const invalidVpcFormat: Rule = {
  id: 'invalid-vpc-format',
  code: 'INVALID_VPC_FORMAT',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A value of aws:SourceVpc is not the ID of a VPC',
  check: checkNetworkId('aws:SourceVpc', 'vpc-', 'a VPC'),
};

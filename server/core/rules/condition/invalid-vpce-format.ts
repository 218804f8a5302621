import type { Rule } from '../rule.ts';
import { checkNetworkId } from './network-id.ts';

/** `"aws:SourceVpce": "vpc-1a2b3c4d"`. */
export const invalidVpceFormat: Rule = {
  id: 'invalid-vpce-format',
  code: 'INVALID_VPCE_FORMAT',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A value of aws:SourceVpce is not the ID of a VPC endpoint',
  check: checkNetworkId('aws:SourceVpce', 'vpce-', 'a VPC endpoint'),
};

import type { Rule } from '../rule.ts';
import { checkPrivateAddresses } from './source-ip.ts';

/** `"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}`: always met. */
export const privateNotIpAddress: Rule = {
  id: 'private-not-ip-address',
  code: 'PRIVATE_NOT_IP_ADDRESS',
  severity: 'error',
  dialects: ['aws'],
  summary: 'aws:SourceIp is only asked not to be a private address, so the condition is always met',
  check: checkPrivateAddresses(true, 'all'),
};

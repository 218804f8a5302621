import type { Rule } from '../rule.ts';
import { checkPrivateAddresses } from './source-ip.ts';

/** `"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}`: never met. */
export const privateIpAddress: Rule = {
  id: 'private-ip-address',
  code: 'PRIVATE_IP_ADDRESS',
  severity: 'error',
  dialects: ['aws'],
  summary: 'aws:SourceIp is compared with private addresses only, so the condition is never met',
  check: checkPrivateAddresses(false, 'all'),
};

import type { Rule } from '../rule.ts';
import { checkPrivateAddresses } from './source-ip.ts';

/** Private ranges among public ones under `NotIpAddress`. */
export const privateNotIpAddressSubset: Rule = {
  id: 'private-not-ip-address-subset',
  code: 'PRIVATE_NOT_IP_ADDRESS_SUBSET',
  severity: 'info',
  dialects: ['aws'],
  summary: 'Some addresses that aws:SourceIp must not have are private, which it never has',
  check: checkPrivateAddresses(true, 'some'),
};

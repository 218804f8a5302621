import type { Rule } from '../rule.ts';
import { checkPrivateAddresses } from './source-ip.ts';

/** Private ranges among public ones under `IpAddress`. */
export const privateIpAddressSubset: Rule = {
  id: 'private-ip-address-subset',
  code: 'PRIVATE_IP_ADDRESS_SUBSET',
  severity: 'info',
  dialects: ['aws'],
  summary: 'Some values of aws:SourceIp are private addresses, which are never met',
  check: checkPrivateAddresses(false, 'some'),
};

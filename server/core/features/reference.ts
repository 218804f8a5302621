import type { Catalog, Service } from '../catalog/catalog.ts';

const REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference';

/**
 * AWS's page about the actions of a service. Its file name is the service's name in small letters without blanks and
 * parentheses; for names with other characters, and for services that have left the reference, it is the index page.
 */
export function servicePage(service: Service | undefined): string {
  const index = `${REFERENCE}/reference_policies_actions-resources-contextkeys.html`;
  if (service === undefined || service.retiredSince !== undefined) return index;
  if (!/^[A-Za-z0-9 ()]+$/.test(service.name)) return index;
  return `${REFERENCE}/list_${service.name.toLowerCase().replace(/[ ()]/g, '')}.html`;
}

/** The service data's name of a service: `Amazon Managed Service for Prometheus`, else the prefix. */
export function serviceName(catalog: Catalog, prefix: string): string {
  return catalog.service(prefix)?.name ?? prefix;
}

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';

export const pages = {
  globalKeys: `${GUIDE}/reference_policies_condition-keys.html`,
  operators: `${GUIDE}/reference_policies_elements_condition_operators.html`,
  multivalued: `${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
  variables: `${GUIDE}/reference_policies_variables.html`,
  principal: `${GUIDE}/reference_policies_elements_principal.html`,
  evaluation: `${GUIDE}/reference_policies_evaluation-logic.html`,
  effect: `${GUIDE}/reference_policies_elements_effect.html`,
  arn: `${GUIDE}/reference-arns.html`,
  managedPolicies: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference',
  roles: `${GUIDE}/id_roles.html`,
  boundary: `${GUIDE}/access_policies_boundaries.html`,
} as const;

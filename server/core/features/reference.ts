import type { Catalog, Service } from '../catalog/catalog.ts';
import { link } from './markdown.ts';

const REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference';

/**
 * AWS's page about the actions of a service. Its file name is the service's name in small letters without blanks and
 * parentheses; for names with other characters, and for services that have left the reference, it is the index page.
 */
export function servicePage(service: Service | undefined): string {
  const slug = service === undefined ? undefined : pageName(service);
  return `${REFERENCE}/${slug === undefined ? 'reference_policies_actions-resources-contextkeys' : `list_${slug}`}.html`;
}

function pageName({ name, retiredSince }: Service): string | undefined {
  if (retiredSince !== undefined || !/^[A-Za-z0-9 ()]+$/.test(name)) return undefined;
  return name.toLowerCase().replace(/[ ()]/g, '');
}

/** The table of actions or condition keys on AWS's page about a service. Undefined where the page's name is not certain. */
export function serviceTable(service: Service, table: 'actions' | 'keys'): string | undefined {
  const slug = pageName(service);
  if (slug === undefined) return undefined;
  return `${REFERENCE}/list_${slug}.html#${slug}-${table === 'actions' ? 'actions-as-permissions' : 'policy-keys'}`;
}

/** A link to the reference of a service, in Markdown. */
export function referenceLink(catalog: Catalog, service: Service | undefined): string {
  return catalog.dialect === 'aws'
    ? link('AWS reference', servicePage(service))
    : link('Alibaba Cloud reference', RAM_GUIDE);
}

/** A link to a page of the guide of the catalog's cloud, in Markdown. */
export function guideLink(catalog: Catalog, label: string, page: string): string {
  return link(label, catalog.dialect === 'aws' ? page : RAM_GUIDE);
}

export const RAM_GUIDE = 'https://www.alibabacloud.com/help/en/ram/';

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

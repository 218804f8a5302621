import type { Catalog } from '../../catalog/catalog.ts';

/**
 * Whether ARNs can have this service field: an action prefix, today's or a former one, or a name that the ARN formats of
 * the reference use, such as `catalog` of Service Catalog. `service` is in lower case.
 */
export function isArnService(catalog: Catalog, service: string): boolean {
  if (catalog.service(service) !== undefined) return true;
  return service !== '' && catalog.resourceTypesOf(`arn:*:${service}:*:*:*`).length > 0;
}

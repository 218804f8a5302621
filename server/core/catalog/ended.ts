import type { Catalog, ManagedPolicy } from './catalog.ts';
import { actionPatterns } from './policy-text.ts';

/** A service that AWS no longer supports. */
export interface EndedService {
  readonly name: string;
  /** The last day of support, `2025-09-12`. */
  readonly day: string;
}

/** The service that a managed policy is for, if all of its actions are of services that AWS no longer supports. */
export function endedServiceOf(
  { versions }: ManagedPolicy,
  catalog: Pick<Catalog, 'endedServices' | 'service'>,
): EndedService | undefined {
  const text = versions.at(-1)?.document();
  if (text === undefined) return undefined;
  const prefixes = new Set([...actionPatterns(text)].map((action) => action.split(':', 1)[0] ?? ''));
  // Roles are passed to the service, which is no end in itself.
  prefixes.delete('iam');
  const [first] = prefixes;
  const days = [...prefixes].map((prefix) => catalog.endedServices.get(prefix));
  const [day] = days;
  if (first === undefined || day === undefined || days.includes(undefined)) return undefined;
  return { name: catalog.service(first)?.name ?? first, day };
}

import { openVariables } from '../../catalog/arn.ts';
import type { Catalog, ResourceType } from '../../catalog/catalog.ts';
import type { ResourcePolicyKind } from '../../catalog/resource-policies.ts';
import { arnMeets } from '../action/policy-kinds.ts';

/** What ARNs in the policies of a kind look like. */
export interface PolicyForms {
  readonly arns: readonly string[];
  /** Worked out from the reference, which no document on the policies confirms. */
  readonly derived: boolean;
}

/** The forms that the facts list, else those of the kind's resource types. Undefined: nothing is known. */
export function formsOf(kind: ResourcePolicyKind, catalog: Catalog): PolicyForms | undefined {
  if (kind.arns !== undefined) return { arns: kind.arns, derived: false };
  if (kind.resource === 'any' || kind.resource === 'absent') return undefined;
  const types = typesOf(kind, catalog);
  const arns = types.flatMap((type) => type.arns.map(openVariables));
  // A type without an ARN may have any.
  if (arns.length === 0 || types.length < kind.types.length) return undefined;
  return { arns: arns.flatMap((arn) => [arn, `${arn}/*`, `${arn}:*`]), derived: true };
}

/** Whether an ARN is of another service than all resources that the actions of the kind are about. */
export function isOfAnotherService(kind: ResourcePolicyKind, arn: string, catalog: Catalog): boolean {
  const { services, certainty } = kind;
  if (services === undefined || certainty === 'low') return false;
  const forms = [...services, kind.service].flatMap((prefix) =>
    (catalog.service(prefix)?.resourceTypes ?? []).flatMap((type) => type.arns.map(openVariables)),
  );
  const wide = forms.map((form) => [...form.split(':').slice(0, 5), '*'].join(':'));
  return forms.length > 0 && !wide.some((form) => arnMeets(form, arn)) && !ownWord(services, arn);
}

/** The prefix of the actions stands in the ARN, whatever the reference lists. */
function ownWord(services: readonly string[], arn: string): boolean {
  return services.includes(arn.split(':', 3)[2] ?? '');
}

function typesOf(
  { service, alsoService, types }: ResourcePolicyKind,
  catalog: Catalog,
): readonly ResourceType[] {
  const wanted = new Set(types.map((type) => type.toLowerCase()));
  const known = [service, alsoService ?? service].flatMap(
    (prefix) => catalog.service(prefix)?.resourceTypes ?? [],
  );
  return [...new Map(known.map((type) => [type.name.toLowerCase(), type])).values()].filter(({ name }) =>
    wanted.has(name.toLowerCase()),
  );
}

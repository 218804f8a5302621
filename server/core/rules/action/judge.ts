import type { Action, ActionMatch, Catalog, Service } from '../../catalog/catalog.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import { judgeRetired, judgeService, type Past } from './retired.ts';

/** What is wrong with an element of `Action`. */
export type ActionVerdict =
  | { readonly kind: 'fine' }
  | { readonly kind: 'unknown-action'; readonly service: Service }
  | { readonly kind: 'unknown-service'; readonly prefix: string }
  /** A pattern in the place of the service. */
  | { readonly kind: 'wild-service'; readonly prefix: string; readonly services: readonly string[] }
  /** Not of the form `service:Action`. */
  | { readonly kind: 'malformed'; readonly repaired: string | undefined }
  | { readonly kind: 'retired-action'; readonly past: Past; readonly service: Service }
  | { readonly kind: 'retired-service'; readonly past: Past; readonly prefix: string };

const FINE: ActionVerdict = { kind: 'fine' };

/** Judges an element of `Action` by its text and what the catalog makes of that. Rules have the answer from `factsOf`. */
export function judgeAction(catalog: Catalog, value: string, match: ActionMatch): ActionVerdict {
  switch (match.kind) {
    case 'all':
      return FINE;
    case 'wild-service':
      return judgeWildService(value, match.actions);
    case 'malformed':
      return { kind: 'malformed', repaired: repair(catalog, value) };
    case 'no-service': {
      const prefix = match.prefix.toLowerCase();
      const past = judgeService(catalog, prefix);
      return past === undefined
        ? { kind: 'unknown-service', prefix: match.prefix }
        : { kind: 'retired-service', past, prefix };
    }
    case 'no-action':
      if (UNLISTED.has(value.toLowerCase())) return FINE;
      return judgeServiceOf(catalog, match.service) ?? { kind: 'unknown-action', service: match.service };
    case 'one':
      return (
        judgeServiceOf(catalog, match.service) ??
        judgeDates(catalog, match.service, [match.action.retiredSince])
      );
    case 'pattern':
      return (
        judgeServiceOf(catalog, match.service) ??
        (match.actions.length > 0
          ? FINE
          : judgeDates(
              catalog,
              match.service,
              match.retired.map(({ retiredSince }) => retiredSince),
            ))
      );
  }
}

/** API Gateway asks for these when tags are set, though the reference of its actions does not have them. */
const UNLISTED: ReadonlySet<string> = new Set(['apigateway:tagresource', 'apigateway:untagresource']);

function judgeServiceOf(catalog: Catalog, service: Service): ActionVerdict | undefined {
  if (service.retiredSince === undefined) return undefined;
  const past = judgeService(catalog, service.prefix);
  return past === undefined ? undefined : { kind: 'retired-service', past, prefix: service.prefix };
}

/** A pattern is as young as its youngest action. */
function judgeDates(
  catalog: Catalog,
  service: Service,
  dates: readonly (string | undefined)[],
): ActionVerdict {
  const known = dates.filter((date) => date !== undefined);
  const newest = known.toSorted().at(-1);
  if (newest === undefined || known.length < dates.length) return FINE;
  return { kind: 'retired-action', service, past: judgeRetired(catalog, newest) };
}

/** IAM takes `*:*` for `*`; no other pattern in place of the service. */
function judgeWildService(value: string, actions: readonly Action[]): ActionVerdict {
  if (/^\*+:\*+$/.test(value)) return FINE;
  return {
    kind: 'wild-service',
    prefix: value.slice(0, value.indexOf(':')),
    services: [...new Set(actions.map(({ service }) => service))],
  };
}

/** Blanks too many, a separator that is not the colon, or nothing but the name of an action that only one service has. */
function repair(catalog: Catalog, value: string): string | undefined {
  const candidates = [value.replace(/\s+/g, ''), value.trim().replace(/(?<!\s)\s*[.:/]+\s*/, ':')];
  return candidates.find((each) => {
    if (each === '*') return each !== value;
    const { kind } = catalog.expand(each);
    return each !== value && (kind === 'one' || kind === 'pattern');
  });
}

/** Whether the text is a pattern with its only wildcards at the end, and what stands before them. */
export function stemOf(value: string): string | undefined {
  const stem = value.replace(/(?<![*?])[*?]+$/, '');
  return stem === value || hasWildcard(stem) ? undefined : stem;
}

import { distance } from '../../catalog/distance.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import { replaceText } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** `lamda.amazonaws.com`: no service has this name, and one has nearly. */
export const unknownServicePrincipal: Rule = {
  id: 'unknown-service-principal',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'A service principal is spelled nearly like a known one',
  check: {
    principal({ entry, item, value }, ctx) {
      if (entry?.kind !== 'Service' || value === undefined || value === '') return;
      if (hasWildcard(value) || value.includes('${') || ctx.catalog.servicePrincipal(value) !== undefined)
        return;
      const meant = meantPrincipal(value, ctx);
      if (meant === undefined || meant === value) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `No service principal "${value}" is known; did you mean "${meant}"?`,
        fixes: () => replaceText(ctx, item.text, meant, 'review'),
      });
    },
  },
};

function meantPrincipal(value: string, ctx: RuleContext): string | undefined {
  const name = value.trim().toLowerCase();
  const completed = name.includes('.') ? name : `${name}.${SUFFIX}`;
  if (ctx.catalog.servicePrincipal(completed) !== undefined) return completed;
  if (completed !== name) return undefined;
  const [label = '', ...rest] = completed.split('.');
  const suffix = rest.join('.');
  // A slip in the suffix alone; another known label in front of it makes that certain.
  const mended = `${label}.${SUFFIX}`;
  if (
    suffix !== SUFFIX &&
    distance(suffix, SUFFIX, 3) <= 3 &&
    ctx.catalog.servicePrincipal(mended) !== undefined
  )
    return mended;
  // New services come every month: a short name, or that of a service, is more likely new than wrong.
  if (suffix !== SUFFIX || label.length < 4 || ctx.catalog.service(label) !== undefined) return undefined;
  const limit = label.length < 8 ? 1 : 2;
  return ctx.catalog
    .nearestServicePrincipals(completed, 3)
    .find((near) => distance(near, completed, limit) <= limit);
}

const SUFFIX = 'amazonaws.com';

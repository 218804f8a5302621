import { matchesIgnoringCase } from '../../catalog/wildcard.ts';
import { loudness, policyKinds } from '../action/policy-kinds.ts';
import { setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** The policy of a WAF rule group that leaves out one of the three actions it must name. */
export const missingResourcePolicyAction: Rule = {
  id: 'missing-resource-policy-action',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'An action is missing that the policy of this kind of resource must name',
  check: {
    statement({ action, path, open }, ctx) {
      if (action === undefined || open.length > 0 || action.value.open.length > 0) return;
      const [kind, ...more] = policyKinds(ctx);
      if (kind?.needed === undefined || more.length > 0) return;
      const texts = action.value.items.map(({ text }) => text.value);
      const known = texts.flatMap((text) => text ?? []);
      if (known.length === 0 || known.length < texts.length) return;
      const missing = kind.needed.filter((name) => !known.some((text) => matchesIgnoringCase(text, name)));
      const severity = loudness('refused', kind.certainty);
      if (missing.length === 0 || severity === undefined) return;
      ctx.report({
        at: action.key,
        path: action.path,
        severity,
        message: `The service refuses ${kind.name} without ${missing.map((name) => `"${name}"`).join(' and ')}; add ${missing.length === 1 ? 'it' : 'them'}`,
        fixes: () =>
          setPath(
            ctx,
            [...path, 'Action'],
            [...known, ...missing],
            'review',
            `Add ${missing.map((name) => `"${name}"`).join(', ')}`,
          ),
      });
    },
  },
};

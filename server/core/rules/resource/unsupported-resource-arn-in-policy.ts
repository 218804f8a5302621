import { hasWildcard } from '../../catalog/wildcard.ts';
import { likelyAttachment } from '../action/attachment.ts';
import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { arnPart, RESOURCE, SERVICE } from './element-arn.ts';

/** The ARN of a queue in the policy of a bucket. */
export const unsupportedResourceArnInPolicy: Rule = {
  id: 'unsupported-resource-arn-in-policy',
  code: 'UNSUPPORTED_RESOURCE_ARN_IN_POLICY',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'An ARN is of another type than the resource that the policy sits on',
  check: {
    resource({ field, item: { text, path } }, ctx) {
      const likely = likelyAttachment(ctx);
      if (likely === undefined) return;
      const { facts: attachment, severity } = likely;
      const service = arnPart(text, SERVICE)?.text;
      if (service === undefined || hasWildcard(service) || service.includes('$')) return;
      const resource = arnPart(text, RESOURCE)?.text;
      const fits = attachment.arns.some(
        (arn) => arn.service === service && (resource === undefined || arn.resource.test(resource)),
      );
      if (fits) return;
      ctx.report({
        at: text.range,
        path,
        ...(severity === undefined ? {} : { severity }),
        message: `The policy of ${attachment.name} cannot speak of "${text.value ?? `arn:…:${service}:…`}"; name the resource itself or what is in it`,
        fixes: () =>
          field.value.items.length < 2
            ? []
            : removePath(ctx, path, 'review', `Remove "${text.value ?? service}"`),
      });
    },
  },
};

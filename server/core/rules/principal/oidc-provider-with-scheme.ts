import type { Text } from '../../policy/text.ts';
import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `oidc-provider/https://…`: the ARN of a provider has its URL without the scheme. */
export const oidcProviderWithScheme: Rule = {
  id: 'oidc-provider-with-scheme',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'The ARN of an OIDC provider holds the scheme of its URL',
  check: {
    principal({ entry, item, value }, ctx) {
      if (entry?.kind !== 'Federated') return;
      const found = PROVIDER.exec(value ?? '');
      if (found === null && !bringsScheme(item.text)) return;
      const right = found === null ? undefined : `${found[1]}${found[2]}`;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message:
          right === undefined
            ? 'No provider has such an ARN: the attribute begins with "https://", and the ARN holds the URL without its scheme; cut it off, or use the ARN of the provider'
            : `No provider has the ARN "${value}": the URL stands in it without its scheme; write "${right}"`,
        fixes: () => (right === undefined ? [] : replaceText(ctx, item.text, right, 'review')),
      });
    },
  },
};

const PROVIDER = /^(arn:[^:]+:iam::\d{12}:oidc-provider\/)https?:\/\/(.+?)\/?$/i;

/** A reference to a URL with its scheme ends the ARN. */
function bringsScheme({ value, pieces }: Text): boolean {
  if (value !== undefined) return false;
  const [lead, url] = pieces.slice(-2);
  return (
    lead?.kind === 'text' &&
    lead.text.endsWith(':oidc-provider/') &&
    url?.kind === 'hole' &&
    url.shape?.startsWith('https://') === true
  );
}

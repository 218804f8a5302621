import type { Catalog } from '../../catalog/catalog.ts';
import { replacePart, replaceText } from '../fixes.ts';
import type { Fix, ListElement, Rule, RuleContext } from '../rule.ts';
import { type ArnPart, elementArn, fieldRange, partRange } from './element-arn.ts';

/** `aws:s3:::bucket`: an element of `Resource` is neither `*` nor an ARN. */
export const invalidArnPrefix: Rule = {
  id: 'invalid-arn-prefix',
  code: 'INVALID_ARN_PREFIX',
  severity: 'error',
  dialects: ['aws', 'ram'],
  textual: true,
  summary: 'An element of Resource is neither "*" nor an ARN',
  check: {
    resource(element, ctx) {
      const { text, path } = element.item;
      const arn = elementArn(text);
      const first = arn?.parts[0];
      if (arn === undefined || first === undefined || first.text === ctx.dialect.arn.prefix) return;
      if (isShortForm(arn.whole ?? `${first.text}:`, ctx)) return;
      if (first.text === ctx.dialect.foreign.arnPrefix) return reportForeign(element, first, ctx);
      const shown = arn.whole === undefined ? `${first.text}:…` : arn.whole;
      ctx.report({
        at: arn.parts.length > 1 ? partRange(text, first) : text.range,
        path,
        message:
          shown === ''
            ? 'An empty text names no resource; write an ARN or "*"'
            : `"${shown}" is no ARN, so ${ctx.dialect.service} refuses it; an ARN begins with "${ctx.dialect.arn.prefix}:", and only "*" may stand alone`,
        fixes: () => fixesOf(element, ctx),
      });
    },
  },
};

/** An ARN of the other cloud. */
function reportForeign({ item: { text, path } }: ListElement, prefix: ArnPart, ctx: RuleContext): void {
  const { arn, service, foreign } = ctx.dialect;
  const shown = text.value ?? `${prefix.text}:…`;
  const here = text.value === undefined ? undefined : foreign.arn(text.value);
  ctx.report({
    at: partRange(text, prefix),
    path,
    message: `"${shown}" is an ARN of ${foreign.cloud}, so ${service} refuses it; write ${here === undefined ? arn.form : `"${here}"`}`,
    fixes: () => (here === undefined ? [] : replaceText(ctx, text, here, 'review')),
  });
}

/** API Gateway completes `execute-api:/stage/GET/path` in the policy of a REST API. */
function isShortForm(text: string, ctx: RuleContext): boolean {
  return text.startsWith('execute-api:') && ctx.kind !== 'identity';
}

function fixesOf({ item: { text } }: ListElement, ctx: RuleContext): readonly Fix[] {
  const arn = elementArn(text);
  const first = arn?.parts[0];
  if (arn === undefined || first === undefined) return [];
  const word = first.text.trim();
  const { prefix, fields } = ctx.dialect.arn;
  if (word.toLowerCase() === prefix) return replacePart(ctx, fieldRange(text, first), prefix, 'safe');
  if (arn.whole === undefined) return [];
  if (arn.parts.length === 1)
    return bareName(word, ctx).flatMap((to) => replaceText(ctx, text, to, 'review'));
  if (ctx.catalog.partitions.some(({ id }) => id === word)) {
    return replaceText(ctx, text, `arn:${arn.whole}`, 'review');
  }
  if (isService(ctx.catalog, word) && arn.parts.length >= 4) {
    return replaceText(ctx, text, `${fields === 6 ? `${prefix}:aws` : prefix}:${arn.whole}`, 'review');
  }
  if (arn.parts.length === 6 && ctx.catalog.partitions.some(({ id }) => id === arn.parts[1]?.text)) {
    return replacePart(ctx, fieldRange(text, first), 'arn', 'review');
  }
  return [];
}

/** `**` aside, a word alone says too little; a blank around the star says enough. */
function bareName(word: string, ctx: RuleContext): readonly string[] {
  if (word === '*' || word.toLowerCase() === 'all' || word.toLowerCase() === 'any') return ['*'];
  const services = new Set(
    ctx.policy.statements.flatMap((one) =>
      (one.action?.value.items ?? []).map((item) => item.text.value?.split(':')[0]),
    ),
  );
  const onlyBuckets = services.size === 1 && services.has('s3') && /^[a-z0-9][a-z0-9.-]+(\/.*)?$/.test(word);
  return onlyBuckets ? [`arn:aws:s3:::${word}`] : [];
}

function isService(catalog: Catalog, word: string): boolean {
  return catalog.service(word) !== undefined;
}

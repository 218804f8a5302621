import type { Text } from '../../policy/text.ts';
import type { RuleContext } from '../rule.ts';
import { isLiteral, RESOURCE, SERVICE, type Template, templatesOf, wholeArn } from './element-arn.ts';

/** The formats that an ARN without holes may have; undefined unless its service is named and formats of it are known. */
export function formatsOf(ctx: RuleContext, text: Text): Formats | undefined {
  if (last?.text !== text || last.ctx !== ctx) last = { text, ctx, formats: readFormats(ctx, text) };
  return last.formats;
}

type Formats = readonly [Template, ...Template[]];

/** Five rules ask about the same element one after the other. */
let last:
  | { readonly text: Text; readonly ctx: RuleContext; readonly formats: Formats | undefined }
  | undefined;

function readFormats(ctx: RuleContext, text: Text): Formats | undefined {
  const parts = wholeArn(text);
  const service = parts?.[SERVICE]?.text;
  const resource = parts?.[RESOURCE]?.text;
  if (service === undefined || resource === undefined || resource === '' || !isLiteral(service))
    return undefined;
  const [first, ...others] = templatesOf(ctx, text.value ?? '', service);
  return first === undefined ? undefined : [first, ...others];
}

/** Whether every resource that the ARN can mean is of a type without Regions. */
export function regionlessTemplates(ctx: RuleContext, text: Text): boolean {
  return formatsOf(ctx, text)?.every(({ region }) => region === '') ?? false;
}

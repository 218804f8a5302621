import type { Catalog } from '../../catalog/catalog.ts';
import { memoizedPer } from '../../catalog/memo.ts';
import type { Text } from '../../policy/text.ts';
import type { RuleContext } from '../rule.ts';
import {
  isLiteral,
  partsOf,
  RESOURCE,
  SERVICE,
  type Template,
  templatesOf,
  wholeArn,
} from './element-arn.ts';

/** The formats that an ARN without holes may have; undefined unless its service is named and formats of it are known. */
export function formatsOf(ctx: RuleContext, text: Text): Formats | undefined {
  if (last?.text !== text || last.catalog !== ctx.catalog) {
    const formats = wholeArn(text) === undefined ? undefined : formatsOfText(text.value ?? '', ctx.catalog);
    last = { text, catalog: ctx.catalog, formats };
  }
  return last.formats;
}

/** Five rules ask about the same element one after the other. */
let last:
  | { readonly text: Text; readonly catalog: Catalog; readonly formats: Formats | undefined }
  | undefined;

type Formats = readonly [Template, ...Template[]];

const formatsOfText = memoizedPer(10_000, (whole, catalog: Catalog): Formats | undefined => {
  const parts = partsOf(whole);
  const service = parts[SERVICE]?.text;
  const resource = parts[RESOURCE]?.text;
  if (service === undefined || resource === undefined || resource === '' || !isLiteral(service))
    return undefined;
  const [first, ...others] = templatesOf(catalog, whole, service);
  return first === undefined ? undefined : [first, ...others];
});

/** Whether every resource that the ARN can mean is of a type without Regions. */
export function regionlessTemplates(ctx: RuleContext, text: Text): boolean {
  return formatsOf(ctx, text)?.every(({ region }) => region === '') ?? false;
}

import type { Catalog } from '../../catalog/catalog.ts';
import { memoized } from '../../catalog/memo.ts';
import { rangeWithin, type Text } from '../../policy/text.ts';
import type { TextRange } from '../../text/range.ts';

/** One colon-separated field of an element of `Resource`, as offsets into its text. */
export interface ArnPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What is certain about an element of `Resource`. Fields from the first hole on are not: a hole may bring colons along. */
export interface ElementArn {
  /** At most six, the sixth with all further colons: `arn`, partition, service, Region, account, resource. */
  readonly parts: readonly ArnPart[];
  /** The whole text, when it has no holes: then every part is there that the author wrote. */
  readonly whole: string | undefined;
}

export const PARTITION = 1;
export const SERVICE = 2;
export const REGION = 3;
export const ACCOUNT = 4;
export const RESOURCE = 5;

/** Undefined for `*`, which is no ARN and stands for all of them. A dozen rules ask one after the other: the last answer is at hand. */
export function elementArn(text: Text): ElementArn | undefined {
  if (text.value === '*') return undefined;
  if (last?.text !== text) last = { text, arn: readArn(text) };
  return last.arn;
}

let last: { readonly text: Text; readonly arn: ElementArn | undefined } | undefined;

function readArn(text: Text): ElementArn | undefined {
  const { value } = text;
  return value === undefined
    ? { parts: partsOf(beforeHole(text)).slice(0, -1), whole: undefined }
    : wholeText(value);
}

const wholeText = memoized(10_000, (whole): ElementArn | undefined =>
  /^\*+$/.test(whole) ? undefined : { parts: partsOf(whole), whole },
);

function beforeHole(text: Text): string {
  let head = '';
  for (const piece of text.pieces) {
    if (piece.kind === 'hole') break;
    head += piece.text;
  }
  return head;
}

/** The fields of a text without holes. Colons inside `${…}` are no separators. */
export function partsOf(text: string): readonly ArnPart[] {
  const parts: ArnPart[] = [];
  let start = 0;
  for (let i = 0; i < text.length && parts.length < RESOURCE; i++) {
    const code = text.charCodeAt(i);
    if (code === DOLLAR && text.charCodeAt(i + 1) === BRACE) {
      const close = text.indexOf('}', i);
      if (close > 0) i = close;
    } else if (code === COLON) {
      parts.push({ text: text.slice(start, i), start, end: i });
      start = i + 1;
    }
  }
  parts.push({ text: text.slice(start), start, end: text.length });
  return parts;
}

const DOLLAR = 36;
const BRACE = 123;
const COLON = 58;

/** The field at `index` of a text that begins with `arn:`, where it is certain what the author wrote there. */
export function arnPart(text: Text, index: number): ArnPart | undefined {
  const arn = elementArn(text);
  return arn?.parts[0]?.text === 'arn' ? arn.parts[index] : undefined;
}

/** All six fields of a complete ARN without holes. */
export function wholeArn(text: Text): readonly ArnPart[] | undefined {
  const arn = elementArn(text);
  return arn?.whole === undefined ? undefined : sixOf(arn.parts);
}

/** As `wholeArn`, of a bare text. */
export function wholeParts(text: string): readonly ArnPart[] | undefined {
  return sixOf(partsOf(text));
}

function sixOf(parts: readonly ArnPart[]): readonly ArnPart[] | undefined {
  return parts.length > RESOURCE && parts[0]?.text === 'arn' ? parts : undefined;
}

/** Where a field stands in the file; an empty one with the colons around it, for there is nothing else to see. */
export function partRange(text: Text, part: ArnPart): TextRange {
  return part.start === part.end
    ? rangeWithin(text, Math.max(0, part.start - 1), part.end + 1)
    : rangeWithin(text, part.start, part.end);
}

/** Exactly the characters of the field, none for an empty one: what a fix replaces. */
export function fieldRange(text: Text, part: ArnPart): TextRange {
  return rangeWithin(text, part.start, part.end);
}

/** Neither wildcards nor variables: it says one thing. Empty text is literal too. */
export function isLiteral(text: string): boolean {
  return !/[*?$]/.test(text);
}

/** Text that somebody's script replaces before AWS sees it: `{{account}}`, `<region>`, `__ACCOUNT__`, `ACCOUNT_ID`. */
export function isPlaceholder(text: string): boolean {
  return /[<>{}%$#@]|^_|^[A-Z][A-Z_-]+$/.test(text);
}

/** The ARN formats of every resource type that the element can mean, as fields of the template. Empty: none is known. */
export function templatesOf(catalog: Catalog, whole: string, service: string): readonly Template[] {
  return catalog
    .resourceTypesOf(whole)
    .flatMap(({ arns }) => arns)
    .map((arn): Template => {
      const [, , owner = '', region = '', account = ''] = arn.split(':');
      return { service: owner, region, account, arn };
    })
    .filter((template) => template.service === service);
}

export interface Template {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly arn: string;
}

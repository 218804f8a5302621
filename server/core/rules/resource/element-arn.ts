import type { ResourceType } from '../../catalog/catalog.ts';
import { rangeWithin, type Text } from '../../policy/text.ts';
import type { TextRange } from '../../text/range.ts';
import type { RuleContext } from '../rule.ts';

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
  if (value?.startsWith('*') === true && /^\*+$/.test(value)) return undefined;
  const parts = split(value ?? beforeHole(text));
  return { parts: value === undefined ? parts.slice(0, -1) : parts, whole: value };
}

function beforeHole(text: Text): string {
  let head = '';
  for (const piece of text.pieces) {
    if (piece.kind === 'hole') break;
    head += piece.text;
  }
  return head;
}

/** Colons inside `${…}` are no separators. */
function split(text: string): readonly ArnPart[] {
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
  if (arn?.whole === undefined || arn.parts.length <= RESOURCE) return undefined;
  return arn.parts[0]?.text === 'arn' ? arn.parts : undefined;
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
export function templatesOf(ctx: RuleContext, whole: string, service: string): readonly Template[] {
  const found: Template[] = [];
  for (const type of ctx.catalog.resourceTypesOf(whole)) {
    for (const template of templatesOfType(type)) if (template.service === service) found.push(template);
  }
  return found;
}

function templatesOfType(type: ResourceType): readonly Template[] {
  const known = templates.get(type);
  if (known !== undefined) return known;
  const made = type.arns.map((arn): Template => {
    const [, , service = '', region = '', account = ''] = arn.split(':');
    return { service, region, account, arn };
  });
  templates.set(type, made);
  return made;
}

const templates = new WeakMap<ResourceType, readonly Template[]>();

export interface Template {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly arn: string;
}

import type { Cursor } from '../../../policy/cursor.ts';
import type { PolicyPath } from '../../../policy/model.ts';
import type { ObjectFrame, Scan } from '../hcl/scan-state.ts';
import type { ModuleFile } from '../module.ts';
import { eolOf, hasBreak, lineEnd, skipTrivia } from '../trivia.ts';
import { printKey, type Style } from '../write/print.ts';
import { type Point, pointAt } from './point.ts';
import { containerIn, type Site } from './site.ts';
import { escapeSnippet, parseSnippet, printPart } from './snippet.ts';
import { valueCursor } from './values.ts';

export type ObjectSite = Extract<Site, { kind: 'object' }>;

/** A place in an object that is a policy: `jsonencode({ … })`. */
export function locateInObject(
  file: ModuleFile,
  site: ObjectSite,
  scan: Scan,
  offset: number,
): Cursor | undefined {
  const { text } = file.source;
  const found = containerIn(site.policy, site.frames);
  const point = pointAt(text, scan, offset, false);
  if (found === undefined || point === undefined) return undefined;
  const { container, path } = found;
  const style = styleAt(text, site.policy.range.start);
  const common = {
    policy: site.policy,
    offset,
    role: 'value',
    text,
    point,
    variables: false,
    wrap: false,
    style,
  } as const;
  if (container.kind === 'list') {
    if (container.open === '(' || container.isFor) return undefined;
    const isThere = container.item === undefined || container.item >= point.range.start;
    const separated = !isThere && point.text === undefined;
    if (!isThere && !separated) return undefined;
    const index = container.index + (separated ? 1 : 0);
    return valueCursor({
      ...common,
      path: [...path, index],
      lead: '',
      listed: true,
      commaBefore: separated ? scan.last : undefined,
    });
  }
  const { member } = container;
  if (container.isFor) return undefined;
  if (member === undefined || (member.sign === undefined && offset <= member.end))
    return keyCursor(site, text, container, path, point, offset, style);
  if (member.sign === undefined && hasBreak(text, member.end, offset)) return undefined;
  if (member.value !== undefined && (member.value < point.range.start || point.text === undefined))
    return undefined;
  const lead = member.sign === undefined ? style.sign.trimStart() : member.sign === offset ? ' ' : '';
  return valueCursor({
    ...common,
    path: [...path, member.name],
    lead,
    listed: false,
    commaBefore: undefined,
  });
}

function keyCursor(
  { policy }: ObjectSite,
  text: string,
  container: ObjectFrame,
  path: PolicyPath,
  point: Point,
  offset: number,
  style: Style,
): Cursor {
  const end = point.range.end;
  const next = skipTrivia(text, end, lineEnd(text, end));
  const followed = text[next] === ':' || (text[next] === '=' && text[next + 1] !== '=');
  const word = point.text?.value ?? '';
  const spelled = (name: string) => {
    const key = printKey(name, { quotedKeys: style.quotedKeys || point.quotes !== 'none' });
    if (point.quotes === 'none') return key;
    return point.quotes === 'both' && followed ? key.slice(1, -1) : key.slice(1);
  };
  const sign = followed ? '' : style.sign;
  const comma = followed ? '' : commaBehind(text, container, point);
  return {
    policy,
    offset,
    path: [...path, word],
    role: 'key',
    ...(point.text === undefined ? {} : { text: point.text }),
    before: point.before,
    replace: { start: point.inner.start, end: followed ? point.inner.end : point.range.end },
    spell: (name) => spelled(name) + sign,
    spellSnippet: ({ key = '', value }) =>
      escapeSnippet(spelled(key)) + (followed ? '' : sign + printPart(parseSnippet(value), style) + comma),
  };
}

/** A comma, where another entry follows on the line or the entries of the object end with commas. */
function commaBehind(text: string, { start }: ObjectFrame, { range }: Point): string {
  const next = skipTrivia(text, range.end, text.length);
  if (text[next] === undefined || '},'.includes(text[next] ?? '')) return '';
  if (!hasBreak(text, range.end, next)) return ', ';
  const before = text.slice(start + 1, range.start).trimEnd();
  return before.endsWith(',') ? ',' : '';
}

/** How an author writes an object, judged by the first entry of the policy's own. */
function styleAt(text: string, start: number): Style {
  const at = skipTrivia(text, start + 1, text.length);
  const entry = /^("?)[\w-]+\1([ \t]*:[ \t]*|[ \t]*=)/.exec(text.slice(at, at + 100));
  const sign = entry?.[2] ?? '=';
  return {
    eol: eolOf(text),
    sign: sign.endsWith('=') ? ' = ' : sign,
    quotedKeys: entry?.[1] === '"',
    commas: entry?.[1] === '"' && /^[^\n]*,[ \t]*\r?\n/.test(text.slice(at, at + 300)),
    inlineLists: true,
  };
}

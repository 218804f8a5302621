import type { TextRange } from '../../text/range.ts';
import { type BodyFrame, type Frame, scan } from './hcl/scan.ts';

/** An argument whose value is being typed, found in the text alone: half-typed files have no tree to rely on. */
export interface TypedArgument {
  readonly block: 'resource' | 'data' | 'provider';
  readonly type: string;
  /** The block's own name; empty for those that have none. */
  readonly name: string;
  /** Nested blocks and the argument: `inline_policy.policy`. */
  readonly path: string;
  /** The name or reference at the offset, as far as it is typed and on to its end. */
  readonly range: TextRange;
  /** Between brackets that were opened for it. */
  readonly inList: boolean;
  /** What the reference still needs around it where a string stands: `"${…}"`. */
  readonly around?: { readonly before: string; readonly after: string };
}

export function argumentAt(text: string, offset: number): TypedArgument | undefined {
  const typed =
    /(?<![\p{ID_Continue}.-])[\p{ID_Continue}.-]*$/u.exec(
      text.slice(Math.max(0, offset - MAX_NAME), offset),
    )?.[0] ?? '';
  const start = offset - typed.length;
  const before = /[=[(,?:]\s*("\$\{\s*)?$/.exec(text.slice(Math.max(0, start - MAX_NAME), start));
  if (before === null) return undefined;
  const [, opened] = before;
  const { frames, ending } = scan(text, headerBefore(text, offset), start - (opened?.length ?? 0));
  if (ending !== undefined) return undefined;
  const bodies = frames.filter((frame) => frame.kind === 'body');
  const [, header, ...nested] = bodies;
  const member = bodies.at(-1)?.member;
  if (header === undefined || member?.sign === undefined || !BLOCKS.has(header.type)) return undefined;
  const around = frames.slice(bodies.length);
  if (!around.every(isTransparent)) return undefined;
  const rest = /^[\p{ID_Continue}.-]*/u.exec(text.slice(offset, offset + MAX_NAME))?.[0] ?? '';
  const [type = '', name = ''] = header.labels;
  const blocks = nested.filter((frame) => frame.type !== 'content').map(nameOf);
  return {
    block: header.type === 'resource' || header.type === 'data' ? header.type : 'provider',
    type,
    name,
    path: [...blocks, member.name].join('.'),
    range: { start, end: offset + rest.length },
    inList: opened !== undefined || around.some((frame) => frame.kind === 'list' && frame.open === '['),
    ...(opened === undefined ? {} : { around: { before: '', after: closing(text, offset + rest.length) } }),
  };
}

/** What a string that holds one reference lacks behind it. */
function closing(text: string, at: number): string {
  const [, brace, quote] = /^[ \t]*(\}?)[ \t]*("?)/.exec(text.slice(at, at + MAX_NAME)) ?? [];
  return `${brace === '' ? '}' : ''}${brace === '' && quote === '' ? '"' : ''}`;
}

const MAX_NAME = 300;

const BLOCKS = new Set(['resource', 'data', 'provider']);

/** Where the last block starts that begins a line, so that not the whole file is scanned. */
function headerBefore(text: string, offset: number): number {
  let last = 0;
  for (const match of text.slice(0, offset).matchAll(/^(?:resource|data|provider)[ \t]+"/gm))
    last = match.index;
  return last;
}

function nameOf({ type, labels }: BodyFrame): string {
  return type === 'dynamic' ? (labels[0] ?? '') : type;
}

/** Lists, brackets, and functions that give back their arguments or what these hold. */
function isTransparent(frame: Frame): boolean {
  return frame.kind === 'list' && !frame.isFor && (frame.open === '[' || TRANSPARENT.has(frame.name));
}

const TRANSPARENT = new Set([
  '',
  'coalesce',
  'compact',
  'concat',
  'flatten',
  'nonsensitive',
  'one',
  'sensitive',
  'tostring',
  'try',
]);

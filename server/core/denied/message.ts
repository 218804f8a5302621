import type { PolicyKind } from '../policy/use.ts';
import type { TextRange } from '../text/range.ts';

/** What a message of AWS tells of a request that was denied. */
export interface Denied {
  /** The ARN of the principal. */
  readonly principal?: string;
  /** `s3:GetObject`. */
  readonly action: string;
  /** As the message has it: an ARN, `*`, or words such as `role deploy`. */
  readonly resource?: string;
  /** A policy denies it; otherwise none of some kind allows it. */
  readonly explicit: boolean;
  /** The kind of policy that denies it or does not allow it, where the message says so. */
  readonly by?: PolicyKind;
}

/** The message as AWS, its tools or a log print it, also broken into lines. Undefined: it is none. */
export function readDenied(text: string): Denied | undefined {
  const plain = text
    .slice(0, MOST)
    .replace(/[\u2502|]/g, ' ')
    .replace(/\\"/g, '"')
    .replace(/\s+/g, ' ');
  const match = MESSAGE.exec(plain);
  const action = match?.groups?.action;
  if (match === null || action === undefined) return undefined;
  const rest = plain.slice(match.index + match[0].length);
  const principal = match.groups?.who;
  const resource = resourceIn(rest);
  const explicit = /^.{0,2100}?\bexplicit(?:ly)? den(?:y|ied)\b/.test(rest);
  const by = kindIn(rest, explicit);
  return {
    action,
    explicit,
    ...(principal?.startsWith('arn:') === true ? { principal } : {}),
    ...(resource === undefined ? {} : { resource }),
    ...(by === undefined ? {} : { by }),
  };
}

/** Characters of a log in which the message is looked for. */
const MOST = 20_000;

const MESSAGE =
  /(?:(?<![^\s"'])(?<who>[^\s"']+)["']? )?is not authorized to perform:? ["']?(?<action>[a-z0-9-]+:[A-Za-z0-9*]+)["']?/;

/** Keys of objects may have blanks: the ARN ends where the reason begins, if there is one. */
function resourceIn(rest: string): string | undefined {
  const found =
    /^ on (?:the )?resources?:? (.{1,2048}?),? (?:because no|with an explicit deny|as )/.exec(rest)?.[1] ??
    /^ on (?:the )?resources?:? ((?:role|user|group|instance profile) \S+|\S+)/.exec(rest)?.[1];
  const plain = found?.replace(/^["'\\]+/, '').replace(/(?<!["'\\.,;)])["'\\.,;)]+$/, '');
  return plain === '' ? undefined : plain;
}

function kindIn(rest: string, explicit: boolean): PolicyKind | undefined {
  const clause = explicit
    ? /explicit(?:ly)? den(?:y|ied) (?:in|by) (?:an? |the )?(.{1,60})/.exec(rest)?.[1]
    : /because no (.{1,60}?) allows? /.exec(rest)?.[1];
  if (clause === undefined) return undefined;
  return KINDS.find(([words]) => words.test(clause))?.[1];
}

const KINDS: readonly (readonly [RegExp, PolicyKind])[] = [
  [/^identity-based/i, 'identity'],
  [/^resource-based/i, 'resource'],
  [/^permissions? boundary/i, 'boundary'],
  [/^session/i, 'session'],
  [/^service control/i, 'scp'],
  [/^resource control/i, 'rcp'],
  [/^VPC endpoint/i, 'endpoint'],
  [/^(?:role )?trust/i, 'trust'],
];

/** A message that stands in a text around an offset, with the quotes that hold nothing else. */
export function messageAt(
  text: string,
  offset: number,
): { readonly range: TextRange; readonly denied: Denied } | undefined {
  const from = Math.max(0, offset - LONGEST);
  for (const { index } of text.slice(from, offset + LONGEST).matchAll(/is not authorized to perform\b/g)) {
    const range = rangeOf(text, from + index);
    if (offset < range.start || range.end < offset) continue;
    const denied = readDenied(text.slice(range.start, range.end));
    if (denied !== undefined) return { range, denied };
  }
  return undefined;
}

const LONGEST = 2_500;

/** From the first word of the message on its line to what ends it; `at`: that of its characteristic words. */
function rangeOf(text: string, at: number): TextRange {
  const line = Math.max(text.lastIndexOf('\n', at) + 1, at - LONGEST);
  const before = text.slice(line, at);
  const named = /(?:An error occurred|Error:|AccessDenied|User:|Role:)/.exec(before)?.index;
  const begin = named ?? (before.includes('arn:') ? before.lastIndexOf('arn:') : undefined);
  const start = line + (begin ?? /\S/.exec(before)?.index ?? before.length);
  const sentence = SENTENCE.exec(text.slice(at, at + LONGEST))?.[0] ?? '';
  const end = at + sentence.length;
  const quoted = text[start - 1] === '"' && text[end] === '"';
  return quoted ? { start: start - 1, end: end + 1 } : { start, end };
}

/** The sentence with its reason, over several lines, and what else its last line says. */
const SENTENCE =
  /^is not authorized to perform:?\s+\S+(?:\s+on\s+(?:the\s+)?resources?:?\s+(?:\\?"[^"\n]*"|(?:role|user|group)\s+[^\s"]+|[^\s"]+))?(?:\s+(?:because\s+no\s[\w\s-]{1,60}?\sallows?\s+the\s+[^\s"]+\s+action|with\s+an\s+explicit\s+deny(?:\s+in\s+an?\s[\w\s-]{1,50}?(?:policy|boundary))?))?[^"\n\]}]*(?:\s*\bstatus code: \d+, request id: [^"\n\]}]*)?/;

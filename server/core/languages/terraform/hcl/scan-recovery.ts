import { DOCUMENT_NAMES, MERGING, STATEMENT_MEMBERS } from '../names.ts';
import { indentAt, startsLine } from '../trivia.ts';
import { closeAll } from './scan-brackets.ts';
import { type BodyFrame, type Frame, type State, topOf } from './scan-state.ts';

/** The block at the top of the file that a place stands in, where its brackets are known not to match. */
function brokenBlock({ frames, broken }: State): BodyFrame | undefined {
  const [, outer] = frames;
  return outer?.kind === 'body' && broken.has(outer.header) ? outer : undefined;
}

/** In a document whose brackets do not match: closes the blocks that cannot hold what starts on the next line. */
export function closeBeforeSibling(state: State, line: string): void {
  const outer = brokenBlock(state);
  if (outer?.type !== 'data' || !/^aws_iam_policy_documents?$/.test(outer.labels[0] ?? '')) return;
  const [, word = '', label] = MEMBER.exec(line) ?? [];
  const name = word === 'dynamic' ? (label ?? '') : word;
  const { frames } = state;
  const holder = IN_DOCUMENT.has(name) ? 1 : IN_STATEMENT.has(name) ? frames.findLastIndex(isStatement) : -1;
  if (holder > 0 && frames.length > holder + 1) closeAll(state, holder + 1, state.last);
}

const MEMBER = /^[ \t]*([a-z_]+)[ \t]*(?:"([^"]*)"[ \t]*)?(?:=(?![=>])|\{)/;

const IN_DOCUMENT: ReadonlySet<string> = new Set([...Object.values(DOCUMENT_NAMES), ...MERGING]);

const IN_STATEMENT: ReadonlySet<string> = new Set(STATEMENT_MEMBERS);

function isStatement(frame: Frame, index: number, frames: readonly Frame[]): boolean {
  if (frame.kind !== 'body') return false;
  const outer = frames[index - 1];
  const isContent = frame.type === 'content' && outer?.kind === 'body' && outer.labels[0] === 'statement';
  return frame.type === 'statement' || isContent;
}

/** Where brackets do not match, a brace alone at the start of a line closes what starts as far to the left. */
export function closeDeeper(state: State): void {
  const { text, at, frames } = state;
  if (frames.length > MAX_DEPTH || brokenBlock(state) === undefined || !startsLine(text, at)) return;
  const indent = indentAt(text, at).length;
  if (indentOf(state, topOf(state)) <= indent) return;
  const fitting = frames.findLastIndex((frame, index) => index > 0 && indentOf(state, frame) === indent);
  if (fitting > 0) closeAll(state, fitting + 1, state.last);
}

/** Brackets beyond this are nothing that people indent. */
const MAX_DEPTH = 50;

function indentOf({ text }: State, frame: Frame): number {
  if (frame.kind !== 'body' && frame.kind !== 'object') return -1;
  return indentAt(text, frame.kind === 'body' ? frame.header : frame.start).length;
}

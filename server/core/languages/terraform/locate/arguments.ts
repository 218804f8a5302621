import { own } from '../../../text/own.ts';
import type { TextRange } from '../../../text/range.ts';
import type { ArgumentSlot } from '../../language.ts';
import type { Block, Body } from '../hcl/ast.ts';
import { type BodyFrame, type Frame, scanBlock } from '../hcl/scan.ts';
import type { ModuleFile } from '../module.ts';
import { skipBlanks } from '../trivia.ts';

/**
 * Arguments of a document's blocks that are no elements of IAM's and are not there yet, where the name of one is typed.
 * Undefined at every other place.
 */
export function argumentsAt({ source, hcl }: ModuleFile, offset: number): ArgumentSlot | undefined {
  const { text } = source;
  const document = hcl.body.blocks.find(({ range }) => range.start < offset && offset <= range.end);
  if (document?.type !== 'data' || !/^aws_iam_policy_documents?$/.test(document.labels[0]?.text ?? ''))
    return undefined;
  const { frames, ending } = scanBlock(text, hcl, document, offset);
  const top = frames.at(-1);
  if (ending !== undefined || top?.kind !== 'body' || !isTypingName(top, offset)) return undefined;
  const block = blockAt(hcl.body, top.header);
  if (block === undefined) return undefined;
  const range = wordAt(text, offset);
  const present = block.body.attributes
    .filter(({ key }) => key.start !== range.start)
    .map(({ name }) => name);
  const missing = missingArguments(nameOf(top, frames.at(-2)), present);
  if (missing === undefined) return undefined;
  const isFollowed = /^=(?!=)/.test(text.slice(skipBlanks(text, range.end)));
  return {
    range,
    arguments: missing.map(([name, value]) => ({ name, snippet: isFollowed ? name : `${name} = ${value}` })),
  };
}

/** Arguments that a type of block has beside those of `present`, and snippets of their values, which JSON spells in the same way. */
export function missingArguments(
  type: string,
  present: readonly string[],
): readonly (readonly [name: string, value: string])[] | undefined {
  // In an empty block the operator or kind is asked for, and all of the lines come with it.
  if (type !== 'data' && present.length === 0) return undefined;
  return own(ARGUMENTS, type)?.filter(([name]) => !present.includes(name));
}

function isTypingName({ member }: BodyFrame, offset: number): boolean {
  return (
    member === undefined || (member.sign === undefined && member.labels.length === 0 && offset <= member.end)
  );
}

/** The content of a `dynamic` block stands for the block itself. */
function nameOf({ type }: BodyFrame, outer: Frame | undefined): string {
  return type === 'content' && outer?.kind === 'body' ? (outer.labels[0] ?? type) : type;
}

/** Names with their values as snippets. */
const ARGUMENTS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  data: [
    ['source_policy_documents', '[$1]'],
    ['override_policy_documents', '[$1]'],
  ],
  principals: [
    ['type', '"$1"'],
    ['identifiers', '["$1"]'],
  ],
  not_principals: [
    ['type', '"$1"'],
    ['identifiers', '["$1"]'],
  ],
  condition: [
    ['test', '"$1"'],
    ['variable', '"$1"'],
    ['values', '["$1"]'],
  ],
};

function blockAt(body: Body, header: number): Block | undefined {
  for (const block of body.blocks) {
    if (block.range.start === header) return block;
    if (block.range.start <= header && header <= block.range.end) return blockAt(block.body, header);
  }
  return undefined;
}

function wordAt(text: string, offset: number): TextRange {
  let start = offset;
  let end = offset;
  while (/\w/.test(text[start - 1] ?? '')) start--;
  while (/\w/.test(text[end] ?? '')) end++;
  return { start, end };
}

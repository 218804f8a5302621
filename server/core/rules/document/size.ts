import type { PolicyDocument } from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import type { Value } from '../../policy/value.ts';
import type { RuleContext } from '../rule.ts';
import { opening } from './absence.ts';

/**
 * How many characters the policy has as JSON without white space between its parts. Holes and open lists count for
 * nothing: with them the number is the least that it can be.
 */
export function minifiedLength(policy: PolicyDocument): number {
  return lengthOf(policy.root, policy.language === 'json');
}

/** Whether the policy without white space can exceed the limit at all: its text in the file is never shorter than that. */
export function mayExceed(policy: PolicyDocument, limit: number): boolean {
  return policy.language !== 'json' || policy.range.end - policy.range.start > limit;
}

/** The characters as the file has them, white space included; undefined where the file's text is not what AWS gets. */
export function writtenLength(policy: PolicyDocument): number | undefined {
  const { root } = policy;
  const key = root.type === 'object' ? root.entries[0]?.key : undefined;
  // In a document inside a string the quotes of its keys are escaped; one inside a larger file (`file#path`) is sent by a tool.
  const alone = policy.language === 'json' && !policy.name.includes('#');
  if (!alone || key === undefined || key.inner.start - key.range.start !== 1) return undefined;
  return policy.range.end - policy.range.start;
}

/** Counts in the words of a message: `12,345`. */
export function spelled(count: number): string {
  return String(count).replace(/\B(?=(\d{3}){1,5}$)/g, ',');
}

/** For kinds whose quota counts white space: certain when the policy is too long without it. */
export function checkWrittenSize(
  policy: PolicyDocument,
  ctx: RuleContext,
  limit: number,
  what: string,
  more: string,
  counts = 'which counts here',
): void {
  if (!mayExceed(policy, limit)) return;
  const minified = minifiedLength(policy);
  if (minified > limit) {
    ctx.report({
      at: opening(policy.range),
      path: [],
      message: `The policy has ${spelled(minified)} characters without white space and ${what} may have ${spelled(limit)}; ${more}`,
    });
    return;
  }
  const written = writtenLength(policy);
  if (written === undefined || written <= limit) return;
  ctx.report({
    at: opening(policy.range),
    path: [],
    severity: 'warning',
    message: `The policy has ${spelled(written)} characters with its white space, ${counts}, and ${what} may have ${spelled(limit)}; without white space it has ${spelled(minified)}`,
  });
}

/** `json`: the file is JSON, so that a text as long as its value in the file holds nothing that JSON escapes. */
function lengthOf(value: Value, json: boolean): number {
  switch (value.type) {
    case 'string':
      return 2 + lengthOfText(value.text, json);
    case 'number':
    case 'boolean':
      return lengthOfText(value.text, json);
    case 'null':
      return 4;
    case 'unknown':
      return 0;
    case 'list': {
      let length = 2 + commas(value.items.length);
      for (const item of value.items) length += lengthOf(item, json);
      return length;
    }
    case 'object': {
      let length = 2 + commas(value.entries.length);
      for (const { key, name, value: inner } of value.entries)
        length += 3 + (name.length || lengthOfText(key, json)) + lengthOf(inner, json);
      return length;
    }
  }
}

function lengthOfText(text: Text, json: boolean): number {
  const { inner, value } = text;
  if (json && value !== undefined && inner.end - inner.start === value.length) return value.length;
  let length = 0;
  for (const piece of text.pieces) if (piece.kind === 'text') length += escapedLength(piece.text);
  return length;
}

function commas(count: number): number {
  return count > 1 ? count - 1 : 0;
}

function escapedLength(text: string): number {
  return /["\\\n\r\t]/.test(text) ? JSON.stringify(text).length - 2 : text.length;
}

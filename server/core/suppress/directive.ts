import type { TextRange } from '../text/range.ts';
import { SUPPRESSION_MARK, type SuppressionComment } from './comment.ts';

/** What a comment asks for: `policywright-ignore unknown-action, missing-version: new in preview`. */
export interface Directive {
  /** `policywright-ignore-file` speaks of the whole document. */
  readonly wholeFile: boolean;
  readonly rules: readonly { readonly name: string; readonly range: TextRange }[];
  /** Empty where the author gave none. */
  readonly reason: string;
}

/** Undefined: the comment merely mentions the word. */
export function readDirective(text: string, { range }: SuppressionComment): Directive | undefined {
  const match = FORM.exec(text.slice(range.start, range.end).trimEnd().replace(/\*\/$/, ''));
  if (match === null) return undefined;
  const [, mark = '', suffix = '', names = '', reason = ''] = match;
  const from = range.start + mark.length + suffix.length;
  return {
    wholeFile: suffix !== '',
    rules: [...names.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => {
      const start = from + index;
      return { name, range: { start, end: start + name.length } };
    }),
    reason: reason.trim(),
  };
}

/** The comment's sign and our word, names up to a colon, and the reason: of a comment without its end. */
const FORM = new RegExp(
  `^((?:(?:#|//)[ \\t]*|/\\*[\\s*]*)${SUPPRESSION_MARK})(-file)?(?![-\\w])([^:]*)(?::([\\s\\S]*))?$`,
);

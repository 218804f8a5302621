import type { TextRange } from '../../../text/range.ts';
import { hasBreak, lineEnd } from '../trivia.ts';
import type { Notes } from './form.ts';

/** Comments of a container of HCL, told to its members. */
export interface Told {
  /** In step with the members. */
  readonly notes: readonly Notes[];
  readonly tail: readonly string[];
}

/** `inner`: between the brackets. Members are in the order of the text. */
export function commentsAround(text: string, inner: TextRange, members: readonly TextRange[]): Told {
  const before: string[][] = members.map(() => []);
  const after: (string | undefined)[] = members.map(() => undefined);
  const tail: string[] = [];
  let from = inner.start;
  for (let index = 0; index <= members.length; index++) {
    const member = members[index];
    const end = member?.start ?? inner.end;
    for (const comment of commentsIn(text, from, end)) {
      const behind = index > 0 && !hasBreak(text, from, comment.start);
      const alone = hasBreak(text, comment.end, end) || member === undefined || comment.toLineEnd;
      const spelled = text.slice(comment.start, comment.end);
      if (behind && alone && after[index - 1] === undefined) after[index - 1] = spelled;
      else (before[index] ?? tail).push(spelled);
    }
    from = member?.end ?? end;
  }
  return { notes: members.map((_, index) => ({ before: before[index] ?? [], after: after[index] })), tail };
}

interface Comment extends TextRange {
  readonly toLineEnd: boolean;
}

/** The comments of a stretch that has no other tokens than commas. */
export function commentsIn(text: string, from: number, limit: number): readonly Comment[] {
  const found: Comment[] = [];
  let at = from;
  while (at < limit) {
    const char = text[at];
    if (char === '#' || (char === '/' && text[at + 1] === '/')) {
      const end = Math.min(lineEnd(text, at), limit);
      found.push({ start: at, end, toLineEnd: true });
      at = end;
    } else if (char === '/' && text[at + 1] === '*') {
      const close = text.indexOf('*/', at + 2);
      const end = close < 0 ? limit : Math.min(close + 2, limit);
      found.push({ start: at, end, toLineEnd: false });
      at = end;
    } else at++;
  }
  return found;
}

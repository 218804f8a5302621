import type { Fix, Report, Rule } from '../rules/rule.ts';
import type { TextRange } from '../text/range.ts';
import type { SuppressionComment } from './comment.ts';
import type { Directive } from './directive.ts';

/** A comment that asks to ignore something, and is itself ignored. The engine reports it where it reads the comments. */
export const suppressionWithoutEffect: Rule = {
  id: 'suppression-without-effect',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'A comment asks to ignore a finding, but ignores nothing',
  check: {},
};

interface Known {
  isRule(name: string): boolean;
  /** The comment has taken a finding of the rule away. */
  isUsed(rule: string): boolean;
}

/** What is wrong with a comment: most certain first, one report each. */
export function reportOn(
  text: string,
  comment: SuppressionComment,
  directive: Directive,
  known: Known,
): readonly Report[] {
  const { rules, reason } = directive;
  if (rules.length === 0) {
    return [report(comment.range, 'The comment names no rule; write "policywright-ignore <rule>: <reason>"')];
  }
  if (reason === '') {
    return [
      report(
        comment.range,
        `The comment gives no reason, so it ignores nothing; add one behind a colon: "${rules.map(({ name }) => name).join(', ')}: <reason>"`,
      ),
    ];
  }
  const idle = rules.filter(({ name }) => !known.isUsed(name));
  return idle.map(({ name, range }) =>
    known.isRule(name)
      ? {
          ...report(range, `There is nothing of "${name}" here to ignore; the comment can go`),
          severity: 'info' as const,
          tags: ['unnecessary'] as const,
          fixes: () => (rules.length === 1 ? [removal(text, comment)] : [removalOf(text, directive, range)]),
        }
      : report(range, `There is no rule "${name}"`),
  );
}

function report(at: TextRange, message: string): Report {
  return { at, path: [], message };
}

/** The whole comment, with its line when nothing else stands there. */
function removal(text: string, { range, alone }: SuppressionComment): Fix {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const stop = text.indexOf('\n', range.end);
  const restIsBlank = text.slice(range.end, stop < 0 ? text.length : stop).trim() === '';
  const whole = alone && restIsBlank ? { start, end: stop < 0 ? text.length : stop + 1 } : undefined;
  const blanks = /(?<![ \t])[ \t]*$/.exec(text.slice(0, range.start))?.[0].length ?? 0;
  return {
    title: 'Remove the comment',
    applicability: 'safe',
    edits: [{ range: whole ?? { start: range.start - blanks, end: range.end }, newText: '' }],
  };
}

/** One of several names, with a comma. */
function removalOf(text: string, { rules }: Directive, range: TextRange): Fix {
  const index = rules.findIndex((rule) => rule.range.start === range.start);
  const next = rules[index + 1];
  const before = rules[index - 1];
  const gone =
    next === undefined
      ? { start: before?.range.end ?? range.start, end: range.end }
      : { start: range.start, end: next.range.start };
  return {
    title: `Remove "${text.slice(range.start, range.end)}" from the comment`,
    applicability: 'safe',
    edits: [{ range: gone, newText: '' }],
  };
}

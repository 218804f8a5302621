import type { Finding } from '../rules/finding.ts';
import type { Report } from '../rules/rule.ts';
import type { TextRange } from '../text/range.ts';
import type { SuppressionComment } from './comment.ts';
import { type Directive, readDirective } from './directive.ts';
import { reportOn } from './suppression-without-effect.ts';

/** A finding that somebody has judged, and why it may stay. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
  readonly by: 'comment' | 'configuration';
}

export interface Suppression {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Comments that ask in vain. */
  readonly reports: readonly Report[];
}

/** Takes away what comments of the document ask to ignore. A comment without a reason takes nothing away. */
export function suppress(
  text: string,
  comments: readonly SuppressionComment[],
  findings: readonly Finding[],
  isRule: (name: string) => boolean,
): Suppression {
  const requests = comments.flatMap((comment) => requestOf(text, comment) ?? []);
  const used = new Set<string>();
  const suppressed: SuppressedFinding[] = [];
  const kept = findings.filter((finding) => {
    const request = requests.find((one) => takes(one, finding));
    if (request === undefined) return true;
    used.add(`${request.comment.range.start} ${finding.rule}`);
    suppressed.push({ finding, reason: request.directive.reason, by: 'comment' });
    return false;
  });
  const reports = requests.flatMap(({ comment, directive }) =>
    reportOn(text, comment, directive, {
      isRule,
      isUsed: (rule) => used.has(`${comment.range.start} ${rule}`),
    }),
  );
  return { kept, suppressed, reports };
}

interface Request {
  readonly comment: SuppressionComment;
  readonly directive: Directive;
  /** Findings that begin here are meant. */
  readonly covers: TextRange;
}

function requestOf(text: string, comment: SuppressionComment): Request | undefined {
  const directive = readDirective(text, comment);
  return directive === undefined
    ? undefined
    : { comment, directive, covers: coveredBy(text, comment, directive) };
}

/** The document; the comment's own line, when something stands before it; else the construct that follows, to the end of its line at least. */
function coveredBy(
  text: string,
  { range, alone, next }: SuppressionComment,
  directive: Directive,
): TextRange {
  if (directive.wholeFile) return { start: 0, end: text.length };
  if (!alone) return { start: lineStart(text, range.start), end: lineEnd(text, range.start) };
  if (next === undefined) return { start: range.end, end: range.end };
  return { start: range.end, end: Math.max(next.end, lineEnd(text, next.start)) };
}

function takes({ directive, covers }: Request, { rule, at }: Finding): boolean {
  if (directive.reason === '' || at.start < covers.start || at.start > covers.end) return false;
  return directive.rules.some(({ name }) => name === rule);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

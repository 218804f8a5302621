import type { PolicyKind, Severity } from '../../server/core/index.ts';
import { POLICY_KINDS } from '../../server/core/index.ts';

/** One fenced example of a rule's page. */
export interface Example {
  readonly line: number;
  readonly language: string;
  readonly expect: 'valid' | 'invalid' | 'fixed';
  readonly kind: PolicyKind | undefined;
  /** `attached=AWS::S3::Bucket`: the resource type the policy sits on. */
  readonly attached: string | undefined;
  /** The text without its marks. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A line of carets under the culprit: `^^^^ error 💡 words that the message has`. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
  /** 💡: the finding offers a fix. */
  readonly fixable: boolean;
  readonly words: string;
}

/** The examples of a page, top to bottom. A fence is ```` ```json identity invalid ````; other fences are prose. */
export function readExamples(markdown: string): readonly Example[] {
  const examples: Example[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const fence = /^```(\w+) (.*)$/.exec(lines[at] ?? '');
    if (fence === null) continue;
    const start = at + 1;
    const body: string[] = [];
    for (at++; at < lines.length && lines[at] !== '```'; at++) body.push(lines[at] ?? '');
    const words = (fence[2] ?? '').split(/\s+/);
    const expect = (['valid', 'invalid', 'fixed'] as const).find((word) => words.includes(word));
    if (expect === undefined) continue;
    const known = new Set<string>(POLICY_KINDS);
    const kind = words.find((word): word is PolicyKind => known.has(word));
    const attached = words.find((word) => word.startsWith('attached='))?.slice('attached='.length);
    examples.push({ line: start, language: fence[1] ?? '', expect, kind, attached, ...takeMarks(body) });
  }
  return examples;
}

function takeMarks(lines: readonly string[]): { readonly text: string; readonly marks: readonly Mark[] } {
  const kept: string[] = [];
  const marks: Mark[] = [];
  let lineStart = 0;
  for (const line of lines) {
    const mark = /^(\s*)(\^+) (error|warning|info|hint)( 💡)?(?: (.*))?$/u.exec(line);
    if (mark === null) {
      lineStart = kept.reduce((sum, text) => sum + text.length + 1, 0);
      kept.push(line);
      continue;
    }
    const start = lineStart + (mark[1] ?? '').length;
    marks.push({
      start,
      end: start + (mark[2] ?? '').length,
      severity: (mark[3] ?? 'error') as Severity,
      fixable: mark[4] !== undefined,
      words: (mark[5] ?? '').trim(),
    });
  }
  return { text: `${kept.join('\n')}\n`, marks };
}

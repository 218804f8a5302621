import { suppressionFor } from '../config/apply.ts';
import type { Config, ConfigSuppression } from '../config/config.ts';
import type { AnalyzedPolicy } from '../engine.ts';
import { stamp } from '../rules/analyze.ts';
import type { Finding } from '../rules/finding.ts';
import type { Source } from '../text/source.ts';
import type { SuppressionComment } from './comment.ts';
import { type SuppressedFinding, suppress } from './suppress.ts';
import { suppressionWithoutEffect } from './suppression-without-effect.ts';

/** What a file comes to once its authors' own judgement is taken into account. */
export interface Judged {
  /** Of all policies of the file, sorted by place; what holds for several uses of a document is said once. */
  readonly findings: readonly Finding[];
  /** What comments and the configuration took away. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Entries of the configuration that took something away. */
  readonly usedSuppressions: readonly ConfigSuppression[];
}

export interface JudgedParts {
  readonly source: Source;
  readonly policies: readonly AnalyzedPolicy[];
  readonly comments: readonly SuppressionComment[];
  readonly config: Config | undefined;
  isRule(id: string): boolean;
  /** Gives findings about comments the loudness that settings want. */
  adjust(findings: readonly Finding[]): readonly Finding[];
}

/** Takes away what comments, then the configuration, ask to ignore, and adds what is wrong with the comments. */
export function withoutJudged(all: readonly Finding[], parts: JudgedParts): Judged {
  const { source, policies, comments, config } = parts;
  const entriesOf = config === undefined || config.suppressions.length === 0 ? undefined : config;
  if (comments.length === 0 && entriesOf === undefined) {
    return { findings: all, suppressed: [], usedSuppressions: [] };
  }
  const { kept, suppressed, reports } = suppress(source.text, comments, all, parts.isRule);
  const own = parts.adjust(reports.map((report) => stamp(suppressionWithoutEffect, report)));
  const rest = [...kept, ...own].sort((a, b) => a.at.start - b.at.start);
  if (entriesOf === undefined) return { findings: rest, suppressed, usedSuppressions: [] };
  const taken = new Map<Finding, ConfigSuppression>();
  for (const finding of rest) {
    const entry = suppressionFor(entriesOf, source.uri, finding, policies);
    if (entry !== undefined) taken.set(finding, entry);
  }
  return {
    findings: rest.filter((finding) => !taken.has(finding)),
    suppressed: [
      ...suppressed,
      ...[...taken].map(([finding, { reason }]) => ({ finding, reason, by: 'configuration' as const })),
    ],
    usedSuppressions: [...new Set(taken.values())],
  };
}

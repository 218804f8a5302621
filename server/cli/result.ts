import type { Attachment, LineCharacter, PolicyPath, Severity, TextEdit, TextRange } from '../core/index.ts';
import { SEVERITIES } from '../core/index.ts';
import type { Limit } from './arguments.ts';

/** One file after its check, as plain data: reports know no engine, and another thread may have made it. */
export interface CheckedFile {
  /** As people and reports name it. */
  readonly path: string;
  readonly text: string;
  readonly policies: readonly CheckedPolicy[];
  readonly findings: readonly CheckedFinding[];
  readonly suppressed: readonly CheckedSuppression[];
  /** Entries of configuration files that took something away, by `suppressionKey`. */
  readonly usedSuppressions: readonly string[];
  /** What `--fix` made of the file; `text` and the findings are those of the new text. */
  readonly fixed?: { readonly before: string; readonly count: number };
}

export interface CheckedPolicy {
  readonly name: string;
  readonly kind: string;
  readonly dialect: string;
  readonly language: string;
  /** How many. */
  readonly statements: number;
  readonly attachedTo?: Attachment;
  readonly range: Span;
}

export interface CheckedFinding {
  readonly rule: string;
  /** Access Analyzer's issue code, where the rule mirrors one of its checks. */
  readonly code: string | undefined;
  readonly severity: Severity;
  readonly message: string;
  /** In the equivalent JSON policy. */
  readonly path: PolicyPath;
  readonly span: Span;
  readonly related: readonly CheckedRelated[];
  /** Empty where the report does not show them. */
  readonly fixes: readonly CheckedFix[];
}

export interface CheckedSuppression {
  readonly finding: CheckedFinding;
  readonly reason: string;
  readonly by: 'comment' | 'configuration';
}

export interface CheckedRelated {
  /** Of another file; absent: the finding's own. */
  readonly path?: string;
  readonly span: Span;
  readonly message: string;
}

export interface CheckedFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly (TextEdit & { readonly span: Span })[];
}

/** A range twice: offsets are UTF-16 units of the text, lines and characters count from zero. */
export interface Span extends TextRange {
  readonly from: LineCharacter;
  readonly to: LineCharacter;
}

/** What could not be read, in one clear sentence. */
export interface Trouble {
  readonly path: string;
  readonly message: string;
}

/** What a check came to, added up while the files pass by. */
export interface Summary {
  readonly files: number;
  readonly policies: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

export const nothingYet: Summary = { files: 0, policies: 0, errors: 0, warnings: 0, infos: 0, hints: 0 };

export function addTo(summary: Summary, { policies, findings }: CheckedFile): Summary {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return {
    files: summary.files + 1,
    policies: summary.policies + policies.length,
    errors: summary.errors + count('error'),
    warnings: summary.warnings + count('warning'),
    infos: summary.infos + count('info'),
    hints: summary.hints + count('hint'),
  };
}

/** Whether a finding is as loud as the limit, or louder. */
export function reaches({ errors, warnings, infos }: Summary, limit: Limit): boolean {
  if (limit === 'none') return false;
  const counts = [errors, warnings, infos];
  return counts.slice(0, SEVERITIES.indexOf(limit) + 1).some((count) => count > 0);
}

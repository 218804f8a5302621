import type {
  Attachment,
  LineCharacter,
  LineIndex,
  PolicyPath,
  Severity,
  TextRange,
} from '../../core/index.ts';
import { lineIndex } from '../../core/index.ts';
import { type CheckedFile, type Result, type Summary, summarize } from '../result.ts';

/** Version 1 of the machine-readable report; `docs/cli.md` describes it. Later versions may add fields, never take away. */
export interface JsonReport {
  readonly version: 1;
  /** The day of the service data. */
  readonly dataDate: string;
  readonly files: readonly JsonFile[];
  readonly summary: Summary;
}

export interface JsonFile {
  readonly path: string;
  readonly policies: readonly JsonPolicy[];
  readonly findings: readonly JsonFinding[];
}

export interface JsonPolicy {
  readonly name: string;
  readonly kind: string;
  readonly dialect: string;
  readonly language: string;
  /** How many. */
  readonly statements: number;
  readonly attachedTo?: Attachment;
  readonly range: JsonRange;
}

export interface JsonFinding {
  readonly rule: string;
  /** Access Analyzer's issue code, where the rule mirrors one of its checks. */
  readonly code: string | null;
  readonly severity: Severity;
  readonly message: string;
  /** Of the first location, in the equivalent JSON policy. */
  readonly path: PolicyPath;
  readonly range: JsonRange;
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
}

/** Zero-based; characters are UTF-16 units. */
export interface JsonRange {
  readonly start: LineCharacter;
  readonly end: LineCharacter;
}

export function jsonReport(result: Result): JsonReport {
  return {
    version: 1,
    dataDate: result.dataDate,
    files: result.files.map(fileOf),
    summary: summarize(result),
  };
}

function fileOf({ path, source, analysis }: CheckedFile): JsonFile {
  const lines = lineIndex(source.text);
  return {
    path,
    policies: analysis.policies.map(
      ({ document, use }): JsonPolicy => ({
        name: document.name,
        kind: use.kind,
        dialect: document.dialect,
        language: document.language,
        statements: document.statements.length,
        ...(use.attachedTo === undefined ? {} : { attachedTo: use.attachedTo }),
        range: rangeOf(lines, document.range),
      }),
    ),
    findings: analysis.findings.map((finding) => ({
      rule: finding.rule,
      code: finding.code ?? null,
      severity: finding.severity,
      message: finding.message,
      path: finding.path,
      range: rangeOf(lines, finding.at),
      fixes: finding.fixes().map(({ title, applicability }) => ({ title, safe: applicability === 'safe' })),
    })),
  };
}

function rangeOf(lines: LineIndex, { start, end }: TextRange): JsonRange {
  return { start: lines.at(start), end: lines.at(end) };
}

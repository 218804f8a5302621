import type { LineCharacter, PolicyPath, Severity } from '../../core/index.ts';
import type { CheckedFile, CheckedFinding, CheckedPolicy, Span, Summary } from '../result.ts';
import { listReporter } from './list.ts';
import type { About, Reporter } from './reporter.ts';

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
  /** What comments and the configuration took away; absent where nothing was. */
  readonly suppressed?: readonly (JsonFinding & { readonly reason: string })[];
  /** How many fixes were made, or would be; absent where none. */
  readonly fixed?: number;
}

export interface JsonPolicy extends Omit<CheckedPolicy, 'range'> {
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

export function jsonReporter({ dataDate }: About): Reporter {
  return listReporter({
    before: `{\n  "version": 1,\n  "dataDate": ${JSON.stringify(dataDate)},\n  "files": `,
    indent: 2,
    items: (file) => [fileOf(file)],
    after: ({ summary }) =>
      `,\n  "summary": ${JSON.stringify(summary, undefined, 2).replaceAll('\n', '\n  ')}\n}\n`,
  });
}

function fileOf({ path, policies, findings, suppressed, fixed }: CheckedFile): JsonFile {
  return {
    path,
    policies: policies.map((policy) => ({ ...policy, range: rangeOf(policy.range) })),
    findings: findings.map(findingOf),
    ...(suppressed.length === 0
      ? {}
      : { suppressed: suppressed.map(({ finding, reason }) => ({ ...findingOf(finding), reason })) }),
    ...(fixed === undefined ? {} : { fixed: fixed.count }),
  };
}

function findingOf({ rule, code, severity, message, path, span, fixes }: CheckedFinding): JsonFinding {
  return {
    rule,
    code: code ?? null,
    severity,
    message,
    path,
    range: rangeOf(span),
    fixes: fixes.map(({ title, safe }) => ({ title, safe })),
  };
}

function rangeOf({ from, to }: Span): JsonRange {
  return { start: from, end: to };
}

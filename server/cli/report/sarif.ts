import type { Location, ReportingDescriptor, Result } from 'sarif';
import type { Rule } from '../../core/index.ts';
import type { CheckedFile, CheckedFinding, CheckedFix, Span } from '../result.ts';
import { createFingerprints } from './fingerprint.ts';
import { listReporter } from './list.ts';
import type { About, Reporter } from './reporter.ts';

/** SARIF 2.1.0 with rules, fixes and suppressions: what code scanning services take. */
export function sarifReporter(
  { version, dataDate }: About,
  rules: readonly Rule[],
  pageOf: (rule: string) => string | undefined,
): Reporter {
  const met = new Map<string, number>();
  const indexOf = (rule: string): number => {
    const known = met.get(rule) ?? met.size;
    met.set(rule, known);
    return known;
  };
  const driver = () => ({
    name: 'Policywright',
    semanticVersion: version,
    informationUri: HOME,
    properties: { serviceData: dataDate },
    rules: [...met.keys()].map((id) =>
      descriptorOf(
        id,
        rules.find((rule) => rule.id === id),
        pageOf(id),
      ),
    ),
  });
  return listReporter({
    before: `{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "columnKind": "utf16CodeUnits",
      "results": `,
    indent: 6,
    items: (file) => resultsOf(file, indexOf),
    // Rules are known once all results are: only those that found something are told.
    after: () => {
      const tool = JSON.stringify({ driver: driver() }, undefined, 2).replaceAll('\n', '\n      ');
      return `,\n      "tool": ${tool}\n    }\n  ]\n}\n`;
    },
  });
}

const HOME = 'https://github.com/policywright/policywright';

function descriptorOf(id: string, rule: Rule | undefined, page: string | undefined): ReportingDescriptor {
  const helpUri = `${HOME}/blob/main/docs/rules/${id}.md`;
  if (rule === undefined) return { id, helpUri };
  return {
    id,
    shortDescription: { text: `${rule.summary}.` },
    ...(page === undefined ? {} : { help: { text: `${rule.summary}. See ${helpUri}`, markdown: page } }),
    helpUri,
    defaultConfiguration: { level: LEVELS[rule.severity] },
    ...(rule.code === undefined ? {} : { properties: { accessAnalyzerCode: rule.code } }),
  };
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

function resultsOf(file: CheckedFile, indexOf: (rule: string) => number): readonly Result[] {
  const fingerprint = createFingerprints(file);
  const made = (finding: CheckedFinding): Result => ({
    ruleId: finding.rule,
    ruleIndex: indexOf(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [locationOf(file.path, finding.span, file.text)],
    ...(finding.related.length === 0 ? {} : { relatedLocations: finding.related.map(relatedOf(file)) }),
    partialFingerprints: { 'policywrightFinding/v1': fingerprint(finding) },
    ...(finding.fixes.length === 0 ? {} : { fixes: finding.fixes.map((fix) => fixOf(fix, file.path)) }),
    properties: {
      ...(finding.code === undefined ? {} : { accessAnalyzerCode: finding.code }),
      policyPath: finding.path.join('.'),
    },
  });
  return [
    ...file.findings.map(made),
    ...file.suppressed.map(({ finding, reason, by }): Result => {
      return {
        ...made(finding),
        suppressions: [{ kind: by === 'comment' ? 'inSource' : 'external', justification: reason }],
      };
    }),
  ];
}

function locationOf(path: string, span: Span, text?: string): Location {
  const snippet = text === undefined ? {} : { snippet: { text: text.slice(span.start, span.end) } };
  return {
    physicalLocation: { artifactLocation: artifactOf(path), region: { ...regionOf(span), ...snippet } },
  };
}

function relatedOf({ path: own }: CheckedFile) {
  return ({ path, span, message }: CheckedFinding['related'][number], id: number): Location => {
    return { id, ...locationOf(path ?? own, span), message: { text: message } };
  };
}

function fixOf({ title, safe, edits }: CheckedFix, path: string) {
  return {
    description: { text: safe ? title : `${title} (to be reviewed)` },
    artifactChanges: [
      {
        artifactLocation: artifactOf(path),
        replacements: edits.map(({ span, newText }) => ({
          deletedRegion: regionOf(span),
          insertedContent: { text: newText },
        })),
      },
    ],
  };
}

/** Lines and columns count from one; the end column is the one behind. */
function regionOf({ from, to }: Span) {
  return {
    startLine: from.line + 1,
    startColumn: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}

/** A relative reference for files below the working folder, a file's URI for others. */
function artifactOf(path: string) {
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:/.test(path);
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  if (!isAbsolute) return { uri: escaped, uriBaseId: '%SRCROOT%' };
  return { uri: `file://${escaped.startsWith('/') ? '' : '/'}${escaped}` };
}

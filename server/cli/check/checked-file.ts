import { fileURLToPath } from 'node:url';
import {
  type Analysis,
  type Finding,
  type Fix,
  type LineIndex,
  lineIndex,
  type Project,
  type Related,
  type Source,
  type TextRange,
} from '../../core/index.ts';
import type { CheckedFile, CheckedFinding, CheckedFix, CheckedRelated, Span } from '../result.ts';
import { nameOf } from './files.ts';
import { suppressionKey } from './suppressions.ts';

export interface Naming {
  /** Of the file. */
  readonly path: string;
  readonly cwd: string;
  /** Fixes cost time: only where the report shows them. */
  readonly withFixes: boolean;
}

/** The analysis of one file as plain data. */
export function checkedFile(
  source: Source,
  analysis: Analysis,
  project: Project,
  naming: Naming,
): CheckedFile {
  const lines = lineIndex(source.text);
  const found = (finding: Finding): CheckedFinding => ({
    rule: finding.rule,
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    path: finding.path,
    span: spanOf(lines, finding.at),
    related: finding.related.flatMap((related) => relatedOf(related, source, project, naming, lines) ?? []),
    fixes: naming.withFixes ? finding.fixes().map((fix) => fixOf(fix, lines)) : [],
  });
  return {
    path: naming.path,
    text: source.text,
    policies: analysis.policies.map(({ document, use }) => ({
      name: document.name,
      kind: use.kind,
      dialect: document.dialect,
      language: document.language,
      statements: document.statements.length,
      ...(use.attachedTo === undefined ? {} : { attachedTo: use.attachedTo }),
      range: spanOf(lines, document.range),
    })),
    findings: analysis.findings.map(found),
    suppressed: analysis.suppressed.map((one) => ({ ...one, finding: found(one.finding) })),
    usedSuppressions: analysis.usedSuppressions.map(suppressionKey),
  };
}

function relatedOf(
  { at, uri, message }: Related,
  own: Source,
  { sources }: Project,
  { cwd }: Naming,
  lines: LineIndex,
): CheckedRelated | undefined {
  if (uri === undefined || uri === own.uri) return { span: spanOf(lines, at), message };
  const source = sources.get(uri);
  if (source === undefined) return undefined;
  return { path: nameOf(fileURLToPath(uri), cwd), span: spanOf(lineIndex(source.text), at), message };
}

function fixOf({ title, applicability, edits }: Fix, lines: LineIndex): CheckedFix {
  return {
    title,
    safe: applicability === 'safe',
    edits: edits.map((edit) => ({ ...edit, span: spanOf(lines, edit.range) })),
  };
}

function spanOf(lines: LineIndex, { start, end }: TextRange): Span {
  return { start, end, from: lines.at(start), to: lines.at(end) };
}

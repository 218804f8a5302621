import type { Analysis, Engine, Finding, Project, Source, Uri } from '../core/index.ts';
import type { BugReporter } from './bugs.ts';
import type { Client } from './client.ts';

/** What every request has at hand. */
export interface Session {
  readonly client: Client;
  readonly engine: Engine;
  readonly bug: BugReporter;
  /** The documents and settings of now. */
  project(): Project;
  /** The editor's number for the document's text of now. */
  version(uri: Uri): number | undefined;
  /** Undefined: everything is read that the document needs. Else settles when it is. */
  prepare(uri: Uri): Promise<void> | undefined;
  /** What the editor was told last about each open document. */
  readonly told: Map<Uri, Told>;
}

export interface Told {
  readonly source: Source | undefined;
  /** Of the diagnostics. */
  readonly resultId: string;
}

export interface Analyzed {
  readonly source: Source;
  readonly analysis: Analysis;
  readonly project: Project;
}

/** Undefined for documents that are not open, or of a language nobody reads. */
export function analyzed(session: Session, uri: Uri): Analyzed | undefined {
  const project = session.project();
  const source = project.sources.get(uri);
  const analysis = session.engine.analyze(project, uri);
  return source === undefined || analysis === undefined ? undefined : { source, analysis, project };
}

/** The findings to show: without those that the editor reports itself. */
export function shownFindings(session: Session, { source, analysis }: Analyzed): readonly Finding[] {
  const { hostReportsJsonSyntax, hostReportsTerraformSchema } = session.client.options;
  if (hostReportsTerraformSchema && source.languageId !== 'json')
    return analysis.findings.filter(({ rule }) => rule !== 'missing-policy-argument');
  if (!hostReportsJsonSyntax || source.languageId !== 'json') return analysis.findings;
  const hidden = new Set<Finding>();
  for (const { embedded, findings } of analysis.policies) {
    if (embedded) continue;
    for (const finding of findings) if (finding.rule === 'json-syntax-error') hidden.add(finding);
  }
  return hidden.size === 0 ? analysis.findings : analysis.findings.filter((finding) => !hidden.has(finding));
}

import { NotificationType } from 'vscode-languageserver';
import { SEVERITIES, type Severity, type Uri } from '../core/index.ts';
import { analyzed, type Session, shownFindings } from './session.ts';

/** `policywright/status`, sent after each analysis to editors that asked for it (`initializationOptions.status`). */
export interface Status {
  readonly uri: Uri;
  /** The day of the service data: `2026-09-26`. */
  readonly dataDate: string;
  /** How many policies the document holds. */
  readonly policies: number;
  readonly findings: Readonly<Record<Severity, number>>;
}

export const StatusNotification = new NotificationType<Status>('policywright/status');

export function statusOf(session: Session, uri: Uri): Status {
  const document = analyzed(session, uri);
  const findings = document === undefined ? [] : shownFindings(session, document);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const [error, warning, info, hint] = SEVERITIES;
  return {
    uri,
    dataDate: session.engine.catalog.date,
    policies: document?.analysis.policies.length ?? 0,
    findings: { error: count(error), warning: count(warning), info: count(info), hint: count(hint) },
  };
}

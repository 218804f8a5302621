import type { Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import type { Uri } from '../core/index.ts';
import { toDiagnostic } from './convert.ts';
import { analyzed, type Session, shownFindings } from './session.ts';

/** `textDocument/diagnostic`. The result id is made of the answer: equal answers need not be sent again. */
export function pullDiagnostics(
  session: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
): DocumentDiagnosticReport {
  const { uri } = textDocument;
  const items = diagnosticsOf(session, uri);
  const resultId = resultIdOf(items);
  session.told.set(uri, { source: session.project().sources.get(uri), resultId });
  if (resultId === previousResultId) return { kind: 'unchanged', resultId };
  return { kind: 'full', resultId, items: [...items] };
}

export function diagnosticsOf(session: Session, uri: Uri): readonly Diagnostic[] {
  const document = analyzed(session, uri);
  if (document === undefined) return [];
  return shownFindings(session, document).map((finding) =>
    toDiagnostic(document.source, finding, session.client, document.project),
  );
}

/** Equal for equal answers. */
export function resultIdOf(items: readonly Diagnostic[]): string {
  return digest(JSON.stringify(items));
}

/** 64 bits of the text in two halves, by FNV-1a with two seeds. */
function digest(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return `${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}-${text.length.toString(36)}`;
}

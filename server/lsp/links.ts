import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { documentLinks } from '../core/index.ts';
import { toLink } from './convert-structure.ts';
import type { Session } from './session.ts';

/** `textDocument/documentLink`. */
export function linksOf(session: Session, { textDocument: { uri } }: DocumentLinkParams): DocumentLink[] {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return [];
  const { linkTitles } = session.client.structure;
  return documentLinks(session.engine, project, uri).map((link) => toLink(source, link, linkTitles));
}

import type { Hover, HoverParams } from 'vscode-languageserver';
import { hover } from '../core/index.ts';
import { offsetAt, toMarkup, toRange } from './convert.ts';
import type { Session } from './session.ts';

/** `textDocument/hover`. */
export function hoverAt(session: Session, { textDocument: { uri }, position }: HoverParams): Hover | null {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return null;
  const found = hover(session.engine, project, uri, offsetAt(source, position));
  if (found === undefined) return null;
  return {
    contents: toMarkup(found.markdown, session.client.markdownHover),
    range: toRange(source, found.range),
  };
}

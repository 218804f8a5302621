import { type InlayHint, InlayHintKind, type InlayHintParams } from 'vscode-languageserver';
import { inlayHints } from '../core/index.ts';
import { fromRange, toPosition } from './convert.ts';
import type { Session } from './session.ts';

/** `textDocument/inlayHint`. */
export function hintsIn(session: Session, { textDocument: { uri }, range }: InlayHintParams): InlayHint[] {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined || project.settings.inlayHints === false) return [];
  const hints = inlayHints(session.engine, project, uri, fromRange(source, range), session.client.words);
  return hints.map(({ offset, label, tooltip, inside }) => ({
    position: toPosition(source, offset),
    label,
    kind: InlayHintKind.Type,
    paddingLeft: true,
    ...(inside ? { paddingRight: true } : {}),
    ...(tooltip === undefined ? {} : { tooltip }),
  }));
}

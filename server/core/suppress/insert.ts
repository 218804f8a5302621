import type { Engine } from '../engine.ts';
import type { Project } from '../project.ts';
import type { Finding } from '../rules/finding.ts';
import type { TextEdit } from '../text/edit.ts';
import type { Uri } from '../text/source.ts';
import { SUPPRESSION_MARK } from './comment.ts';

/**
 * A comment that takes the finding away once its author has put the reason at the end. Undefined: the document has no room
 * for comments.
 */
export function suppressionEdit(
  { languageOf }: Engine,
  project: Project,
  uri: Uri,
  { rule, at }: Finding,
): TextEdit | undefined {
  const source = project.sources.get(uri);
  const place = source && languageOf(source)?.commentPlace?.(source, project, at.start);
  if (source === undefined || place === undefined) return undefined;
  const indent = /^[ \t]*/.exec(source.text.slice(place.at))?.[0] ?? '';
  const eol = source.text.includes('\r\n') ? '\r\n' : '\n';
  const start = place.at + indent.length;
  return {
    range: { start, end: start },
    newText: `${place.sign} ${SUPPRESSION_MARK} ${rule}: ${eol}${indent}`,
  };
}

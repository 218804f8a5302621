import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { codeLenses, type Lens } from '../core/index.ts';
import { toLocations, toRange } from './convert.ts';
import type { Session } from './session.ts';

/** `textDocument/codeLens`. */
export function lensesOf(session: Session, { textDocument: { uri } }: CodeLensParams): CodeLens[] {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined || project.settings.codeLens === false) return [];
  return codeLenses(session.engine, project, uri, session.client.words).map((lens) => {
    const range = toRange(source, lens.range);
    return { range, command: { title: lens.title, ...commandOf(session, uri, lens, range.start) } };
  });
}

/** Without a command of the editor the lens is text. */
function commandOf(session: Session, uri: string, { leadsTo }: Lens, position: CodeLens['range']['start']) {
  const { summaryCommand, openCommand } = session.client.options;
  if (leadsTo === 'summary' && summaryCommand !== undefined)
    return { command: summaryCommand, arguments: [uri, position] };
  if (leadsTo === undefined || leadsTo === 'summary' || openCommand === undefined) return { command: '' };
  const [place] = toLocations(session.project(), [leadsTo]);
  if (place === undefined) return { command: '' };
  const { line, character } = place.range.start;
  return { command: openCommand, arguments: [`${place.uri}#${line + 1},${character + 1}`] };
}

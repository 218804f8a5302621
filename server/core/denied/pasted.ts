import type { Engine } from '../engine.ts';
import { placeAt } from '../features/place.ts';
import type { Project } from '../project.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import type { TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';
import { allowDenied } from './allow.ts';
import { messageAt } from './message.ts';

/** What takes the place of a message that was pasted into a file. */
export interface PastedFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Undefined where no message stands at the offset. Cheap then. */
export function pastedDenial(
  engine: Engine,
  project: Project,
  uri: Uri,
  offset: number,
): PastedFix | undefined {
  const source = project.sources.get(uri);
  const found = source === undefined ? undefined : messageAt(source.text, offset);
  if (source === undefined || found === undefined) return undefined;
  const { range, denied } = found;
  const place = placeAt(engine, project, uri, offset);
  const item = place?.cursor.text;
  if (item?.value?.includes('is not authorized to perform') === true) {
    const { spot } = place ?? {};
    const value =
      spot?.at === 'action' ? denied.action : spot?.at === 'resource' ? denied.resource : undefined;
    const edits = value === undefined ? [] : (place?.cursor.policy.write.text(item, value) ?? []);
    if (edits.length > 0) return { title: `Replace the message by "${value}"`, edits };
  }
  const { text } = source;
  const message = text.slice(range.start, range.end);
  const without = text.slice(0, range.start) + text.slice(range.end);
  const sources = new Map(project.sources).set(uri, { ...source, text: without });
  const answer = allowDenied(engine, { ...project, sources }, uri, range.start, message);
  if ('refused' in answer) {
    const edits = [change(text, applyEdits(without, remains(without, range.start)))];
    return { title: `Remove the message: ${lowerFirst(answer.refused)}`, edits };
  }
  const inPlace = answer.edits.some(
    ({ range: { start, end } }) => start <= range.start && range.start <= end,
  );
  const rest = inPlace ? [] : remains(without, range.start);
  const clash = rest.some((one) => answer.edits.some((edit) => meets(edit.range, one.range)));
  const all = clash ? answer.edits : [...answer.edits, ...rest];
  return { title: answer.title, edits: [change(text, applyEdits(without, all))] };
}

/** Takes away what the message leaves behind: its line, and the comma that stood before it. */
function remains(text: string, offset: number): readonly TextEdit[] {
  const line = lineAt(text, offset);
  const before = text.slice(0, line?.start ?? offset).trimEnd();
  const comma = before.endsWith(',') && /^\s*[\]}]/.test(text.slice(offset)) ? before.length - 1 : undefined;
  return [
    ...(comma === undefined ? [] : [{ range: { start: comma, end: comma + 1 }, newText: '' }]),
    ...(line === undefined ? [] : [{ range: line, newText: '' }]),
  ];
}

/** The line of an offset with its break, if nothing stands on it. */
function lineAt(text: string, offset: number): TextRange | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  const end = next < 0 ? text.length : next + 1;
  return text.slice(start, end).trim() === '' ? { start, end } : undefined;
}

function meets(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}

/** One text made of another, as the shortest edit. */
function change(from: string, to: string): TextEdit {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let tail = 0;
  while (
    tail < from.length - start &&
    tail < to.length - start &&
    from[from.length - 1 - tail] === to[to.length - 1 - tail]
  )
    tail++;
  return { range: { start, end: from.length - tail }, newText: to.slice(start, to.length - tail) };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

import type { Cursor } from '../../../policy/cursor.ts';
import type { PolicyDocument, PolicyPath } from '../../../policy/model.ts';
import { follow } from '../../json/places.ts';
import type { ArgumentSlot } from '../../language.ts';
import { missingArguments } from '../locate/arguments.ts';
import type { ModuleFile } from '../module.ts';
import { cursorInBlock } from './locate.ts';
import type { JsonPage } from './page.ts';
import { isTfJsonWriter } from './write.ts';

/** As `argumentsAt`, in Terraform's JSON syntax. */
export function argumentsAtJson(
  file: ModuleFile,
  documents: readonly PolicyDocument[],
  offset: number,
): ArgumentSlot | undefined {
  for (const document of documents) {
    const { range, write } = document;
    if (offset <= range.start || range.end <= offset || !isTfJsonWriter(write)) continue;
    const page = write.page();
    if (page === undefined || page.names !== undefined) return undefined;
    const cursor = cursorInBlock(document, page, file.source, offset);
    // Nothing can be typed where somebody points at a quote.
    if (cursor?.role !== 'key') return undefined;
    const { start, end } = cursor.replace;
    return offset < start || end < offset ? undefined : slotAt(page, cursor);
  }
  return undefined;
}

function slotAt(page: JsonPage, cursor: Cursor): ArgumentSlot | undefined {
  const { path, offset, replace, also } = cursor;
  const place = follow(page.object, path.slice(0, -1));
  if (place.rest.length > 0 || place.value.type !== 'object') return undefined;
  const present = place.value.entries
    .filter(({ key }) => offset < key.range.start || key.range.end < offset)
    .map(({ name }) => name);
  const missing = missingArguments(blockAt(path), present);
  if (missing === undefined) return undefined;
  return {
    range: replace,
    ...(also === undefined ? {} : { also }),
    arguments: missing.map(([name, value]) => ({
      name: cursor.label?.(name) ?? name,
      snippet: cursor.spellSnippet({ key: name, value }),
    })),
  };
}

/** The type of the block whose content a path leads into: that of a `dynamic` one stands for the block itself. */
function blockAt(path: PolicyPath): string {
  const names = path.slice(0, -1).filter((step) => typeof step === 'string');
  const [outer = '', type = ''] = ['', 'data', ...names].slice(-2);
  if (outer === 'dynamic') return outer;
  return type === 'content' ? outer : type;
}

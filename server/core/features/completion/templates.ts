import type { Engine } from '../../engine.ts';
import type { Project } from '../../project.ts';
import { allTemplates } from '../../templates/all.ts';
import { fits } from '../../templates/placement.ts';
import { asSnippet, markedStatements, withStops } from '../../templates/places.ts';
import { spelledStatements } from '../../templates/statement.ts';
import type { Template } from '../../templates/template.ts';
import type { Source } from '../../text/source.ts';
import type { Place } from '../place.ts';
import type { CompletionItem, CompletionList } from './list.ts';

/** Templates as statements of a policy, where statements can stand: behind everything else, and only those for its kind. */
export function withStatements(list: CompletionList | undefined, place: Place): CompletionList | undefined {
  const { cursor, spot, use, dialect } = place;
  if (spot.at !== 'statement-body' && (spot.at !== 'document-key' || !isBlockName(place))) return list;
  const service = use.attachedTo?.service;
  const where = {
    dialect: dialect.name,
    kind: use.kind === 'unknown' ? ('identity' as const) : use.kind,
    ...(service === undefined || service === '' ? {} : { service }),
  };
  const items = allTemplates.flatMap((template): readonly CompletionItem[] => {
    const spelled = fits(template, where) ? spelledStatements(place, markedStatements(template)) : undefined;
    return spelled === undefined ? [] : [itemOf(template, withStops(spelled, template), 'statement')];
  });
  if (items.length === 0) return list;
  return { range: cursor.replace, incomplete: false, ...list, items: [...(list?.items ?? []), ...items] };
}

/** A word that may become a block: before anything is typed, the names of the syntax are enough. */
function isBlockName({ cursor }: Place): boolean {
  return cursor.before !== '' && cursor.repeats?.('Statement') === true;
}

/** Templates as whole documents: behind an argument that takes one, or where a word is typed at the top of a module. */
export function completeNewDocument(
  engine: Engine,
  project: Project,
  source: Source,
  offset: number,
  top: boolean,
): CompletionList | undefined {
  const fresh = engine.languageOf(source)?.newDocumentAt?.(source, project, offset);
  if (fresh === undefined || fresh.form === 'document' || (fresh.form === 'data source' && !top))
    return undefined;
  const { range, form } = fresh;
  const typed = source.text.slice(range.start, offset);
  if (form === 'data source' && typed.trim() === '') return undefined;
  if (form === 'jsonencode' && !/=[ \t]*$/.test(source.text.slice(0, range.start))) return undefined;
  const line = source.text.lastIndexOf('\n', range.start - 1) + 1;
  const indent = /^[ \t]*/.exec(source.text.slice(line, range.start))?.[0] ?? '';
  const items = allTemplates.flatMap((template): readonly CompletionItem[] => {
    if (!fits(template, fresh) || !template.name.startsWith(typed.trim())) return [];
    const json = jsonOf(template, undefined);
    const written = fresh.write(json, template);
    if ('refused' in written) return [];
    // The editor indents further lines like the first.
    const text = written.text.replaceAll(`\n${indent}`, '\n').trimEnd();
    return [itemOf(template, asSnippet(text, template), form, /^\s*/.exec(typed)?.[0])];
  });
  return items.length === 0 ? undefined : { range, items, incomplete: false };
}

/** Templates for an empty JSON file. */
export function documentItems(filter: string): readonly CompletionItem[] {
  return allTemplates.map((template) => {
    const item = itemOf(template, asSnippet(jsonOf(template, '\t'), template), 'document');
    return filter === '' ? item : { ...item, filterText: `${filter} ${template.name}` };
  });
}

function jsonOf(template: Template, unit: string | undefined): string {
  return JSON.stringify({ ...template.document, Statement: markedStatements(template) }, undefined, unit);
}

function itemOf(
  { name, summary }: Template,
  newText: string,
  form: string,
  lead: string | undefined = undefined,
): CompletionItem {
  return {
    label: name,
    kind: 'skeleton',
    detail: form === 'statement' ? summary : `${summary} (${form})`,
    newText,
    snippet: true,
    sortText: `~${name}`,
    ...(lead === undefined || lead === '' ? {} : { filterText: lead + name }),
  };
}

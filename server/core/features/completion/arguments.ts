import type { Engine } from '../../engine.ts';
import type { Project } from '../../project.ts';
import type { Source } from '../../text/source.ts';
import type { CompletionItem, CompletionList } from './list.ts';

/** Names that the language of a document has beside those of policies, with the rest of what may be typed there. */
export function withArguments(
  engine: Engine,
  project: Project,
  source: Source,
  offset: number,
  list: CompletionList | undefined,
): CompletionList | undefined {
  const slot = engine.languageOf(source)?.argumentsAt?.(source, project, offset);
  if (slot === undefined || slot.arguments.length === 0) return list;
  const items = slot.arguments.map(
    ({ name, snippet }, index): CompletionItem => ({
      label: name,
      kind: 'element',
      newText: snippet,
      snippet: true,
      range: slot.range,
      // In the order in which people write them, behind what policies need.
      sortText: `y${index}`,
      retrigger: true,
    }),
  );
  if (list !== undefined) return { ...list, items: [...list.items, ...items] };
  const also = slot.also === undefined ? {} : { also: slot.also };
  return { range: slot.range, items, incomplete: false, ...also };
}

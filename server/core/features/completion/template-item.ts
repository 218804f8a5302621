import type { Place } from '../place.ts';
import type { CompletionItem } from './list.ts';
import { plainText, spellTemplate, type Template } from './spelling.ts';

/** A value with places to fill in. */
export function templateItem(
  place: Place,
  template: Template,
  detail: string,
  sortText: string,
  kind: CompletionItem['kind'] = 'principal',
): CompletionItem {
  return {
    label: plainText(template),
    kind,
    newText: spellTemplate(place.cursor, template),
    snippet: true,
    sortText,
    ...(detail === '' ? {} : { detail }),
  };
}

import type { Catalog } from '../catalog/catalog.ts';
import type { ConditionElement, ListElement } from './rule.ts';

/**
 * The texts of elements that no textual rule had anything to say about. The same ARNs and conditions stand in many
 * statements, and all but a few of them are fine: those are not judged again.
 */
export interface Quiet {
  has(catalog: Catalog, text: string): boolean;
  add(text: string): void;
}

export function createQuiet(): Quiet {
  const texts = new Set<string>();
  let judgedBy: Catalog | undefined;
  return {
    has(catalog, text) {
      if (judgedBy !== catalog) texts.clear();
      judgedBy = catalog;
      return texts.has(text);
    },
    add(text) {
      if (texts.size >= MOST) texts.clear();
      // A copy: engines keep the whole document alive for the sake of a part that was sliced from it.
      texts.add(` ${text}`.slice(1));
    },
  };
}

const MOST = 20_000;

/** All that textual rules look at; undefined where a part of it cannot be seen. */
export function textOfResource({ value }: ListElement): string | undefined {
  return value;
}

export function textOfCondition({ operator, entry }: ConditionElement): string | undefined {
  const { items, open, single } = entry.values;
  if (items.length === 0 || items.length > 50 || open.length > 0 || operator.open.length > 0)
    return undefined;
  if (operator.key.value === undefined || entry.key.value === undefined) return undefined;
  let text = `${operator.name}\n${entry.name}${single ? '\n' : '\n\n'}`;
  for (const { text: item } of items) {
    if (item.value === undefined) return undefined;
    text += `${item.literal === 'string' ? '"' : ''}${item.value}\n`;
  }
  return text;
}

import type { CompletionItem, CompletionList } from 'vscode-languageserver';

/**
 * The list in at most `budget` UTF-16 units of JSON. In one that is too long, items go that the editor would not show for
 * what is typed, then the last ones; the editor is told to ask again when more is typed.
 */
export function shorten(list: CompletionList, typed: string, budget = BUDGET): CompletionList {
  const sizes = new Map(list.items.map((item) => [item, JSON.stringify(item).length + 1]));
  let room = budget - JSON.stringify({ ...list, items: [], isIncomplete: true }).length;
  if ([...sizes.values()].reduce((sum, size) => sum + size, 0) <= room) return list;
  const fitting = list.items.filter((item) => isSubsequence(typed, item.filterText ?? item.label));
  const kept = new Set<CompletionItem>();
  for (const item of (fitting.length > 0 ? fitting : list.items).toSorted(inEditorsOrder)) {
    room -= sizes.get(item) ?? 0;
    if (room < 0) break;
    kept.add(item);
  }
  return { ...list, isIncomplete: true, items: list.items.filter((item) => kept.has(item)) };
}

/** The promise of every completion answer: under 60 kB. */
const BUDGET = 59_900;

function inEditorsOrder(a: CompletionItem, b: CompletionItem): number {
  if (a.preselect !== b.preselect) return a.preselect === true ? -1 : 1;
  const [x, y] = [a.sortText ?? a.label, b.sortText ?? b.label];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** As editors filter: every typed character in its order, in any case. */
function isSubsequence(typed: string, text: string): boolean {
  const lower = text.toLowerCase();
  let at = 0;
  for (const character of typed.toLowerCase()) {
    at = lower.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

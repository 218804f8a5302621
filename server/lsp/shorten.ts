import type { CompletionItem, CompletionList } from 'vscode-languageserver';

/**
 * The list in at most `budget` UTF-16 units of JSON. In one that is too long, items go that the editor would not show for
 * what is typed in their place, then the last ones; the editor is told to ask again when more is typed.
 */
export function shorten(
  list: CompletionList,
  typedFor: (item: CompletionItem) => string,
  budget = BUDGET,
): CompletionList {
  const { items } = list;
  let room = budget - JSON.stringify({ ...list, items: [], isIncomplete: true }).length;
  // What is certainly too long is not spelled out as a whole.
  const isLong = items.reduce((sum, item) => sum + leastSize(item), 0) > room;
  if (!isLong && JSON.stringify(items).length - 1 <= room) return list;
  const fitting = items.filter((item) => isSubsequence(typedFor(item), item.filterText ?? item.label));
  const kept = new Set<CompletionItem>();
  for (const item of (fitting.length > 0 ? fitting : items).toSorted(inEditorsOrder)) {
    room -= JSON.stringify(item).length + 1;
    if (room < 0) break;
    kept.add(item);
  }
  return { ...list, isIncomplete: true, items: items.filter((item) => kept.has(item)) };
}

/** What its longest parts take, at least. */
function leastSize({
  label,
  detail = '',
  textEditText = '',
  textEdit,
  filterText = '',
  command,
}: CompletionItem) {
  const edit = textEdit === undefined ? 0 : textEdit.newText.length + EDIT;
  const run = command === undefined ? 0 : command.command.length + COMMAND;
  return label.length + detail.length + textEditText.length + filterText.length + edit + run;
}

/** The names and brackets around what an edit and a command say. */
const EDIT =
  '"textEdit":{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"newText":""}'
    .length;
const COMMAND = '"command":{"title":"","command":""}'.length;

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

import type { List, PolicyPath, Statement } from '../../policy/model.ts';
import { covers, type TextRange } from '../../text/range.ts';
import type { Refactoring } from '../refactoring.ts';
import { edited, slice, statementAt } from './place.ts';

/** A list of one and the value alone mean the same. */
export const toggleList: Refactoring = {
  name: 'toggle-list',
  title: 'Turn a single value into a list, or a list of one into its value',
  kind: 'refactor.rewrite',
  offer(ctx) {
    const place = statementAt(ctx);
    if (place === undefined) return undefined;
    const found = listsOf(place.statement).find(({ range }) => covers(range, ctx.range));
    const [item, ...others] = found?.list.items ?? [];
    if (found === undefined || item === undefined || others.length > 0) return undefined;
    const { list, name, path } = found;
    const { text, document } = place;
    if (list.open.length > 0 || !isMovable(text, list, item.text.range)) return undefined;
    const own = slice(text, item.text.range);
    // Terraform's own statements take lists only.
    if (document.implied.emptyLists === 'left out') return undefined;
    const { write } = document;
    const spelledOut = list.single ? write.insert([...path, 1], 'x') : write.remove([...path, 0]);
    if (spelledOut.length === 0) return undefined;
    return {
      title: list.single ? `Turn "${name}" into a list` : `Turn the list of "${name}" into its only value`,
      grade: 'safe',
      edits: () => edited(ctx, document, [{ range: list.range, newText: list.single ? `[${own}]` : own }]),
    };
  },
};

interface Found {
  readonly name: string;
  readonly path: PolicyPath;
  /** With the key. */
  readonly range: TextRange;
  readonly list: List;
}

function listsOf(statement: Statement): readonly Found[] {
  const { action, notAction, resource, notResource, principal, notPrincipal, condition } = statement;
  const found: Found[] = [];
  for (const field of [action, notAction, resource, notResource])
    if (field !== undefined)
      found.push({ name: field.name, path: field.path, range: field.range, list: field.value });
  for (const field of [principal, notPrincipal])
    for (const { kind, path, range, values } of field?.value.entries ?? [])
      found.push({ name: kind, path, range, list: values });
  for (const operator of condition?.value.operators ?? [])
    for (const { name, path, range, values } of operator.entries)
      found.push({ name, path, range, list: values });
  return found;
}

/** Whether nothing but the item stands in the brackets, comments included. */
function isMovable(text: string, { range, single }: List, item: TextRange): boolean {
  if (single) return range.start === item.start && range.end === item.end;
  const around = text.slice(range.start, item.start) + text.slice(item.end, range.end);
  return /^\[(?:\s|\\[rnt])*(?:,(?:\s|\\[rnt])*)?\]$/.test(around);
}

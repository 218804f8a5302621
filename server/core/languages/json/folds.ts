import type { Value } from '../../policy/value.ts';
import type { Source } from '../../text/source.ts';
import type { Fold } from '../language.ts';
import { readJson } from './value.ts';

/** Objects, lists and comments of a JSON document. */
export function foldsOf({ text }: Source): readonly Fold[] {
  const { value, comments } = readJson(text);
  const folds: Fold[] = [];
  const visit = (one: Value) => {
    if (one.type !== 'object' && one.type !== 'list') return;
    folds.push({ range: one.range, kind: 'region', closed: true });
    if (one.type === 'list') for (const item of one.items) visit(item);
    else for (const entry of one.entries) visit(entry.value);
  };
  if (value !== undefined) visit(value);
  return [...folds, ...comments.map((range): Fold => ({ range, kind: 'comment', closed: false }))];
}

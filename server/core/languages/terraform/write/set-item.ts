import type { PlainValue, PolicyPath } from '../../../policy/model.ts';
import type { Value } from '../../../policy/value.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { TupleExpr } from '../hcl/ast.ts';
import { insertItem, tupleOfItem } from './lists.ts';
import { isLiteral } from './nodes.ts';
import type { Page } from './page.ts';
import { quote } from './texts.ts';

/** One item of a list of strings, or one more. */
export function setItem(
  { text }: Page,
  tuples: readonly TupleExpr[],
  list: Value,
  rest: PolicyPath,
  value: PlainValue,
  variables: boolean,
): readonly TextEdit[] {
  const [index] = rest;
  if (typeof index !== 'number' || rest.length > 1 || typeof value === 'object') return [];
  const spelled = quote(String(value), variables);
  const there = tupleOfItem(tuples, list, index);
  const item = there?.tuple.items[there.index];
  if (item !== undefined) return isLiteral(item) ? [{ range: item.range, newText: spelled }] : [];
  return list.type === 'list' && index === list.items.length
    ? insertItem(text, tuples, list, index, () => spelled)
    : [];
}

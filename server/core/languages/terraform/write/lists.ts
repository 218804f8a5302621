import type { PlainValue } from '../../../policy/model.ts';
import type { Value } from '../../../policy/value.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { ObjectExpr, TupleExpr } from '../hcl/ast.ts';
import { type Container, insertMember, type PrintMember } from './members.ts';
import { itemIndex, type Nodes } from './nodes.ts';

export function tupleContainer({ range, items }: TupleExpr): Container {
  return { range, members: items.map((item) => item.range), breaksSeparate: false };
}

export function objectContainer({ range, entries }: ObjectExpr): Container {
  return { range, members: entries.map((entry) => entry.range), breaksSeparate: true };
}

/** The tuple that spells item `index` of a list, which may be gathered from several. */
export function tupleOfItem(
  tuples: readonly TupleExpr[],
  list: Value,
  index: number,
): { readonly tuple: TupleExpr; readonly index: number } | undefined {
  const item = list.type === 'list' ? list.items[index] : undefined;
  if (item === undefined) return undefined;
  const [only] = tuples;
  if (tuples.length === 1 && only?.items.length === (list.type === 'list' ? list.items.length : 0))
    return { tuple: only, index };
  for (const tuple of tuples) {
    const at = itemIndex(tuple, item.range);
    if (at >= 0) return { tuple, index: at };
  }
  return undefined;
}

/** Puts an item before the one at `index`, or behind all of them. */
export function insertItem(
  text: string,
  tuples: readonly TupleExpr[],
  list: Value,
  index: number,
  print: PrintMember,
): readonly TextEdit[] {
  if (list.type !== 'list' || index > list.items.length) return [];
  if (index === list.items.length) {
    const tuple = tuples.at(-1);
    return tuple === undefined ? [] : insertMember(text, tupleContainer(tuple), tuple.items.length, print);
  }
  const place = tupleOfItem(tuples, list, index);
  return place === undefined ? [] : insertMember(text, tupleContainer(place.tuple), place.index, print);
}

/** The tuple that a list of the policy is, when it is one as it stands there. */
export function plainTuple(nodes: Nodes, list: Value): TupleExpr | undefined {
  const expr = nodes.plain(list.range);
  return expr?.kind === 'tuple' ? expr : undefined;
}

/** A list begins with its first item; anything else in its place is no list of a policy. */
export function wrap(value: PlainValue | undefined, step: string | number): PlainValue | undefined {
  if (value === undefined) return undefined;
  if (typeof step === 'string') return { [step]: value };
  return step === 0 ? [value] : undefined;
}

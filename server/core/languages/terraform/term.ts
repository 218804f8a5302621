import { covers, touches } from '../../text/range.ts';
import type { Term } from '../language.ts';
import type { Block, Body } from './hcl/ast.ts';
import type { ModuleFile } from './module.ts';

/** The type in a block's header, or the name of an argument, nested blocks included. */
export function termAt(file: ModuleFile, offset: number): Term | undefined {
  const here = { start: offset, end: offset };
  const block = file.hcl.body.blocks.find(({ range }) => covers(range, here));
  const [type] = block?.labels ?? [];
  if (block === undefined || type === undefined) return undefined;
  if (block.type !== 'resource' && block.type !== 'data') return undefined;
  const about = { block: block.type, type: type.text } as const;
  if (touches(type.range, offset)) return { ...about, range: type.range };
  const found = argumentAt(block.body, [], offset);
  return found === undefined ? undefined : { ...about, ...found };
}

function argumentAt(
  { attributes, blocks }: Body,
  path: readonly string[],
  offset: number,
): Pick<Term, 'range' | 'argument'> | undefined {
  const own = attributes.find(({ key }) => touches(key, offset));
  if (own !== undefined) return { range: own.key, argument: [...path, own.name].join('.') };
  const inner = blocks.find(({ range }) => covers(range, { start: offset, end: offset }));
  return inner === undefined ? undefined : argumentAt(inner.body, [...path, ...stepOf(inner)], offset);
}

/** `dynamic "statement" { content { … } }` stands for blocks of the name. */
function stepOf({ type, labels }: Block): readonly string[] {
  if (type === 'content') return [];
  return [type === 'dynamic' ? (labels[0]?.text ?? '') : type];
}

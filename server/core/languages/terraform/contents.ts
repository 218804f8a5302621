import type { Entry, Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import { roundsOf } from './evaluate.ts';
import type { Block, Expr } from './hcl/ast.ts';
import { attributeOf, blocksOf } from './module.ts';
import { named, type Scope } from './scope.ts';
import { keyText, objectValue, unknown } from './values.ts';

type Evaluate = (expr: Expr, scope: Scope) => Value;

/** A nested block, written as it is or by a round of a `dynamic` one. */
export interface Content {
  readonly content: Block;
  /** Of the whole block. */
  readonly range: TextRange;
  /** Of its type. */
  readonly header: TextRange;
  readonly scope: Scope;
  /** From a loop over what nobody knows: there may be none. */
  readonly maybe: boolean;
}

/** Nested blocks of a type in the author's order; what may add more goes to `open`. */
export function contentsOf(
  block: Block,
  type: string,
  scope: Scope,
  evaluate: Evaluate,
  open: TextRange[],
): readonly Content[] {
  const found: Content[] = blocksOf(block.body, type).map((content) => ({
    content,
    range: content.range,
    header: content.typeRange,
    scope,
    maybe: false,
  }));
  for (const dynamic of block.body.blocks) {
    if (!isDynamic(dynamic, type)) continue;
    const rounds = expandDynamic(dynamic, scope, evaluate);
    if (rounds.open) open.push(dynamic.range);
    for (const round of rounds.rounds) {
      found.push({
        content: round.content,
        range: dynamic.range,
        header: dynamic.typeRange,
        scope: round.scope,
        maybe: rounds.open,
      });
    }
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

export function isDynamic(block: Block, type: string): boolean {
  return block.type === 'dynamic' && block.labels[0]?.text === type;
}

/** The contents of a `dynamic` block; over a collection that nobody knows, one round with its names as holes. */
export function expandDynamic(
  block: Block,
  scope: Scope,
  evaluate: Evaluate,
): {
  readonly rounds: readonly { readonly content: Block; readonly scope: Scope }[];
  readonly open: boolean;
} {
  const content = blocksOf(block.body, 'content')[0];
  const forEach = attributeOf(block.body, 'for_each');
  if (content === undefined || forEach === undefined) return { rounds: [], open: true };
  const iterator = attributeOf(block.body, 'iterator')?.value;
  const name = iterator?.kind === 'traversal' ? iterator.root : (block.labels[0]?.text ?? '');
  const rounds = roundsOf(evaluate(forEach.value, scope));
  const bind = (key: Value, value: Value) => {
    const { range } = forEach.value;
    const entry = (field: string, part: Value): Entry => ({
      key: keyText(field, range),
      name: field,
      range,
      value: part,
    });
    return named(scope, [[name, objectValue([entry('key', key), entry('value', value)], range)]]);
  };
  if (rounds === undefined || rounds.length > MAX_ROUNDS) {
    const hole = unknown(forEach.value.range);
    return { rounds: [{ content, scope: bind(hole, hole) }], open: true };
  }
  return { rounds: rounds.map(([key, value]) => ({ content, scope: bind(key, value) })), open: false };
}

const MAX_ROUNDS = 200;

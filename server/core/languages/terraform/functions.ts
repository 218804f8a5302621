import type { Value } from '../../policy/value.ts';
import { own } from '../../text/own.ts';
import type { TextRange } from '../../text/range.ts';
import { readFile, readTemplateFile } from './files.ts';
import {
  compact,
  concat,
  contains,
  distinct,
  flatten,
  itemAt,
  lengthOf,
  lookup,
  merge,
  sorted,
  sortedEntries,
} from './functions-lists.ts';
import {
  format,
  formatlist,
  join,
  jsondecode,
  jsonencode,
  onText,
  onTwo,
  replace,
  split,
} from './functions-texts.ts';
import type { CallExpr, Expr } from './hcl/ast.ts';
import type { Scope } from './scope.ts';
import { isKnown, knownText, listValue, relocate, unknown } from './values.ts';

type Evaluate = (expr: Expr, scope: Scope) => Value;

/** What a call of one of Terraform's functions gives; a function that is not here gives an unknown value. */
export function callFunction(call: CallExpr, scope: Scope, evaluate: Evaluate): Value {
  const { range } = call;
  if (call.name === 'try' || call.name === 'coalesce') return firstOf(call, scope, evaluate);
  if (call.name === 'file') return readFile(call, scope, evaluate);
  if (call.name === 'templatefile') return readTemplateFile(call, scope, evaluate);
  const run = own(FUNCTIONS, call.name);
  if (run === undefined) return unknown(range);
  const args = call.args.map((arg) => evaluate(arg, scope));
  const spread = call.spread ? spreadLast(args, range) : args;
  return spread === undefined ? openResult(call.name, args, range) : run(spread, range);
}

function spreadLast(args: readonly Value[], range: TextRange): readonly Value[] | undefined {
  const last = args.at(-1);
  if (last?.type !== 'list' || last.open.length > 0) return undefined;
  return [...args.slice(0, -1), ...last.items.map((item) => relocate(item, range))];
}

/** A spread of who knows what still shows the arguments before it. */
function openResult(name: string, args: readonly Value[], range: TextRange): Value {
  if (name === 'concat') return concat([...args.slice(0, -1), unknown(range)], range);
  if (name === 'merge') return merge([...args.slice(0, -1), unknown(range)], range);
  return unknown(range);
}

type Run = (args: readonly Value[], range: TextRange) => Value;

const same: Run = (args, range) => args[0] ?? unknown(range);

const FUNCTIONS: Readonly<Record<string, Run>> = {
  concat,
  merge,
  flatten: (args, range) => flatten(args[0], range),
  compact: (args, range) => compact(args[0], range),
  distinct: (args, range) => distinct(args[0], range),
  tolist: same,
  toset: (args, range) => distinct(args[0], range),
  sort: (args, range) => sorted(args[0], range),
  setunion: (args, range) => distinct(concat(args, range), range),
  sensitive: same,
  nonsensitive: same,
  tomap: same,
  tostring: (args, range) => onText(args, range, (text) => text),
  trimspace: (args, range) => onText(args, range, (text) => text.trim(), same),
  chomp: (args, range) => onText(args, range, (text) => text.replace(/(?<![\r\n])[\r\n]+$/, ''), same),
  lower: (args, range) => onText(args, range, (text) => text.toLowerCase()),
  upper: (args, range) => onText(args, range, (text) => text.toUpperCase()),
  title: (args, range) =>
    onText(args, range, (text) =>
      text.replace(/(^|[^\p{L}\p{N}_'])(\p{Ll})/gu, (_, a, b: string) => a + b.toUpperCase()),
    ),
  jsonencode: (args, range) => jsonencode(args[0], range),
  jsondecode: (args, range) => jsondecode(args[0], range),
  join,
  format,
  formatlist,
  split: (args, range) => split(args, range),
  length: (args, range) => lengthOf(args[0], range),
  contains: (args, range) => contains(args[0], args[1], range),
  trimprefix: (args, range) =>
    onTwo(args, range, (text, part) => (text.startsWith(part) ? text.slice(part.length) : text)),
  trimsuffix: (args, range) =>
    onTwo(args, range, (text, part) =>
      part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text,
    ),
  replace,
  element: (args, range) => itemAt(args[0], knownText(args[1]), range, true),
  one: (args, range) =>
    args[0]?.type === 'list' && args[0].items.length === 1
      ? itemAt(args[0], '0', range, false)
      : unknown(range),
  lookup,
  keys: (args, range) =>
    args[0]?.type === 'object'
      ? listValue(
          sortedEntries(args[0].entries).map((entry) => ({
            type: 'string',
            range: entry.key.range,
            text: entry.key,
          })),
          range,
          args[0].open,
        )
      : listValue([], range, [range]),
  values: (args, range) =>
    args[0]?.type === 'object'
      ? listValue(
          sortedEntries(args[0].entries).map((entry) => entry.value),
          range,
          args[0].open,
        )
      : listValue([], range, [range]),
};

/** `try` and `coalesce` take the first that works: certain only when the first argument is known. */
function firstOf(call: CallExpr, scope: Scope, evaluate: Evaluate): Value {
  for (const arg of call.args) {
    const value = evaluate(arg, scope);
    if (call.name === 'coalesce' && (value.type === 'null' || knownText(value) === '')) continue;
    return isKnown(value) ? value : unknown(call.range);
  }
  return unknown(call.range);
}

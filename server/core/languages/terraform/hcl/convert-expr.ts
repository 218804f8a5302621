import type { Node } from 'web-tree-sitter';
import type { TextRange } from '../../../text/range.ts';
import type { Expr, HclProblem, ObjectEntry, Step } from './ast.ts';
import { templateOf } from './convert-template.ts';
import type { Repaired } from './repair.ts';

/** What copying a syntax tree needs besides its nodes. */
export interface Copy {
  readonly repaired: Repaired;
  readonly problems: HclProblem[];
  range(node: Node): TextRange;
}

export function exprOf(node: Node, copy: Copy): Expr {
  if (node.type !== 'expression') return termOf(node, copy);
  const parts = children(node);
  const [first] = parts;
  if (first === undefined) return missing(copy.range(node).end);
  for (const part of parts) {
    if (part.isError) copy.problems.push({ at: copy.range(part), kind: 'syntax' });
  }
  const steps = parts.slice(1).flatMap((part) => stepsOf(part, copy));
  const base = termOf(first, copy);
  if (steps.length === 0) return base;
  const range = copy.range(node);
  return base.kind === 'traversal'
    ? { ...base, range, steps: [...base.steps, ...steps] }
    : { kind: 'traversal', range, root: '', rootRange: base.range, steps, on: base };
}

function termOf(node: Node, copy: Copy): Expr {
  const range = copy.range(node);
  switch (node.type) {
    case 'expression':
      return exprOf(node, copy);
    case 'literal_value':
    case 'template_expr':
    case 'collection_value':
    case 'for_expr':
    case 'operation': {
      const [only] = children(node);
      return only === undefined ? { kind: 'other', range, parts: [] } : termOf(only, copy);
    }
    case 'string_lit':
    case 'quoted_template':
    case 'heredoc_template':
      return templateOf(node, copy);
    case 'numeric_lit':
      return { kind: 'number', range };
    case 'bool_lit':
      return node.text === 'null'
        ? { kind: 'null', range }
        : { kind: 'bool', range, value: node.text === 'true' };
    case 'null_lit':
      if (copy.repaired.words.some((word) => word.start === range.start)) return { kind: 'missing', range };
      return copy.repaired.original(node.endIndex) === range.start
        ? missing(range.start)
        : { kind: 'null', range };
    case 'variable_expr':
      return { kind: 'traversal', range, root: node.text, rootRange: range, steps: [] };
    case 'tuple':
      return { kind: 'tuple', range, items: expressions(node, copy) };
    case 'object':
      return { kind: 'object', range, entries: children(node).flatMap((child) => entryOf(child, copy)) };
    case 'function_call':
      return callOf(node, copy, range);
    case 'conditional': {
      const [test, then, otherwise] = expressions(node, copy);
      return {
        kind: 'conditional',
        range,
        test: test ?? missing(range.end),
        yes: then ?? missing(range.end),
        no: otherwise ?? missing(range.end),
      };
    }
    case 'for_tuple_expr':
    case 'for_object_expr':
      return forOf(node, copy, range);
    default:
      return { kind: 'other', range, parts: children(node).map((child) => termOf(child, copy)) };
  }
}

function entryOf(node: Node, copy: Copy): readonly ObjectEntry[] {
  if (node.type !== 'object_elem') {
    if (node.isError) copy.problems.push({ at: copy.range(node), kind: 'syntax' });
    return [];
  }
  const key = node.childForFieldName('key');
  const value = node.childForFieldName('val');
  if (key === null) return [];
  const range = copy.range(node);
  return [
    {
      key: exprOf(key, copy),
      computed: key.text.startsWith('('),
      value: value === null ? missing(range.end) : exprOf(value, copy),
      range,
    },
  ];
}

function callOf(node: Node, copy: Copy, range: TextRange): Expr {
  const parts = children(node);
  const name = parts.find((part) => part.type === 'identifier');
  const args = parts.find((part) => part.type === 'function_arguments');
  return {
    kind: 'call',
    range,
    name: name?.text ?? '',
    nameRange: name === undefined ? range : copy.range(name),
    args: args === undefined ? [] : expressions(args, copy),
    spread: children(args).some((child) => child.type === 'ellipsis'),
  };
}

function forOf(node: Node, copy: Copy, range: TextRange): Expr {
  const parts = children(node);
  const intro = parts.find((part) => part.type === 'for_intro');
  const condition = parts.find((part) => part.type === 'for_cond');
  const values = parts.filter((part) => part.type === 'expression').map((part) => exprOf(part, copy));
  const [first, second] = values;
  const filter = condition === undefined ? undefined : expressions(condition, copy)[0];
  return {
    kind: 'for',
    range,
    names: namesOf(intro),
    in: (intro === undefined ? undefined : expressions(intro, copy)[0]) ?? missing(range.end),
    ...(second !== undefined && first !== undefined ? { key: first } : {}),
    value: second ?? first ?? missing(range.end),
    grouped: parts.some((part) => part.type === 'ellipsis'),
    ...(filter === undefined ? {} : { filter }),
  };
}

function stepsOf(node: Node, copy: Copy): readonly Step[] {
  const range = copy.range(node);
  switch (node.type) {
    case 'get_attr':
      return [{ kind: 'attribute', name: children(node)[0]?.text ?? '', range }];
    case 'index': {
      const inner = children(node)[0];
      if (inner?.type === 'legacy_index') return [{ kind: 'index', expr: { kind: 'number', range }, range }];
      const expr = inner === undefined ? undefined : expressions(inner, copy)[0];
      return [{ kind: 'index', expr: expr ?? missing(range.end), range }];
    }
    case 'splat': {
      const inner = children(node)[0];
      return [{ kind: 'splat', range }, ...children(inner).flatMap((child) => stepsOf(child, copy))];
    }
    default:
      return [];
  }
}

export function namesOf(node: Node | undefined): readonly string[] {
  return children(node)
    .filter((child) => child.type === 'identifier')
    .map((child) => child.text);
}

export function expressions(node: Node, copy: Copy): readonly Expr[] {
  const found: Expr[] = [];
  for (const child of children(node)) {
    if (child.type === 'expression') found.push(exprOf(child, copy));
    else if (child.isError) copy.problems.push({ at: copy.range(child), kind: 'syntax' });
  }
  return found;
}

export function children(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}

export function missing(at: number): Expr {
  return { kind: 'missing', range: { start: at, end: at } };
}

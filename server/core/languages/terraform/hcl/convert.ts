import type { Node } from 'web-tree-sitter';
import type { TextRange } from '../../../text/range.ts';
import type {
  Attribute,
  Block,
  Body,
  Expr,
  HclFile,
  HclProblem,
  Label,
  ObjectEntry,
  Step,
  Strip,
  TemplateExpr,
  TemplatePart,
} from './ast.ts';
import type { Repaired } from './repair.ts';

/** Copies a syntax tree into plain data; afterwards the tree can be deleted. */
export function convertTree(root: Node, repaired: Repaired): HclFile {
  const problems: HclProblem[] = repaired.iamVariables.map((at) => ({ at, kind: 'iam-variable' }));
  for (const at of repaired.missing) problems.push({ at: { start: at, end: at }, kind: 'syntax' });
  const copy: Copy = {
    repaired,
    problems,
    range: (node) => ({ start: repaired.original(node.startIndex), end: repaired.original(node.endIndex) }),
  };
  const body = root.type === 'config_file' ? root.namedChildren.find((node) => node?.type === 'body') : root;
  const read = bodyOf(body ?? undefined, copy, copy.range(root));
  // The grammar takes a file that is one object, Terraform does not.
  const isObject = body === undefined && children(root).length > 0;
  // An error that no other problem names: the tree is not to be trusted as a whole.
  if ((root.hasError || isObject) && problems.length === 0)
    problems.push({ at: copy.range(root), kind: 'syntax' });
  return { body: read, problems };
}

interface Copy {
  readonly repaired: Repaired;
  readonly problems: HclProblem[];
  range(node: Node): TextRange;
}

function bodyOf(node: Node | undefined, copy: Copy, range: TextRange): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const child of children(node)) {
    if (child.type === 'attribute') attributes.push(...attributesOf(child, copy));
    else if (child.type === 'block') blocks.push(blockOf(child, copy));
    else if (child.isError || child.isMissing) copy.problems.push({ at: copy.range(child), kind: 'syntax' });
  }
  return { range, attributes, blocks };
}

/** `a =` and `b = 1` on the next line may come as one attribute with an error inside: they are two. */
function attributesOf(node: Node, copy: Copy): readonly Attribute[] {
  const parts = children(node);
  const [key] = parts;
  const value = parts.find((child) => child.type === 'expression');
  if (key === undefined) return [];
  const keyRange = copy.range(key);
  const end = value === undefined ? keyRange.end : copy.range(value).end;
  return [
    {
      name: key.text,
      key: keyRange,
      range: { start: keyRange.start, end },
      value: value === undefined ? missing(end) : exprOf(value, copy),
    },
  ];
}

function blockOf(node: Node, copy: Copy): Block {
  const parts = children(node);
  const [type] = parts;
  const labels: Label[] = [];
  let body: Node | undefined;
  let open = node.startIndex;
  let close = node.endIndex;
  for (const part of parts.slice(1)) {
    if (part.type === 'string_lit') labels.push({ text: part.text.slice(1, -1), range: copy.range(part) });
    else if (part.type === 'identifier') labels.push({ text: part.text, range: copy.range(part) });
    else if (part.type === 'block_start') open = part.endIndex;
    else if (part.type === 'block_end') close = part.startIndex;
    else if (part.type === 'body') body = part;
    else if (part.isError) copy.problems.push({ at: copy.range(part), kind: 'syntax' });
  }
  const inside = { start: copy.repaired.original(open), end: copy.repaired.original(Math.max(open, close)) };
  return {
    type: type?.text ?? '',
    typeRange: type === undefined ? copy.range(node) : copy.range(type),
    labels,
    range: copy.range(node),
    body: bodyOf(body, copy, inside),
  };
}

function exprOf(node: Node, copy: Copy): Expr {
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

function templateOf(node: Node, copy: Copy): TemplateExpr {
  const heredoc = node.type === 'heredoc_template';
  const parts = children(node);
  const first = parts[0];
  const last = parts[parts.length - 1];
  const range = copy.range(node);
  if (!heredoc) {
    const inner = {
      start: first === undefined ? range.start : copy.repaired.original(first.endIndex),
      end: last === undefined ? range.end : copy.repaired.original(last.startIndex),
    };
    return { kind: 'template', range, inner, heredoc: 'no', parts: partsOf(parts, copy) };
  }
  const open = parts[1];
  const inner = {
    start: open === undefined ? range.start : copy.repaired.original(open.endIndex),
    end: last === undefined ? range.end : copy.repaired.original(last.startIndex),
  };
  return {
    kind: 'template',
    range,
    inner,
    heredoc: first?.text === '<<-' ? 'flush' : 'plain',
    parts: partsOf(parts.slice(2, -1), copy),
  };
}

function partsOf(nodes: readonly Node[], copy: Copy): readonly TemplatePart[] {
  return nodes.flatMap((node): readonly TemplatePart[] => {
    const range = copy.range(node);
    switch (node.type) {
      case 'template_literal':
        return splitAtVariables(range, copy.repaired.iamVariables);
      case 'template_interpolation': {
        const expr = expressions(node, copy)[0] ?? missing(range.end);
        return [{ kind: 'interpolation', range, expr, strip: stripOf(node) }];
      }
      case 'template_directive':
        return children(node).map((directive) => directiveOf(directive, copy));
      default:
        return [];
    }
  });
}

function directiveOf(node: Node, copy: Copy): TemplatePart {
  const range = copy.range(node);
  const parts = children(node);
  const [intro] = parts;
  const test = (intro === undefined ? undefined : expressions(intro, copy)[0]) ?? missing(range.end);
  if (node.type === 'template_for') {
    return { kind: 'for', range, names: namesOf(intro), in: test, body: partsOf(parts.slice(1, -1), copy) };
  }
  const turn = parts.findIndex((part) => part.type === 'template_else_intro');
  const until = turn < 0 ? parts.length - 1 : turn;
  return {
    kind: 'if',
    range,
    test,
    yes: partsOf(parts.slice(1, until), copy),
    no: turn < 0 ? [] : partsOf(parts.slice(turn + 1, -1), copy),
  };
}

function splitAtVariables(range: TextRange, variables: readonly TextRange[]): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = range.start;
  for (const variable of variables) {
    if (variable.start < at || variable.end > range.end) continue;
    if (variable.start > at) parts.push({ kind: 'literal', range: { start: at, end: variable.start } });
    parts.push({ kind: 'iam-variable', range: variable });
    at = variable.end;
  }
  if (at < range.end) parts.push({ kind: 'literal', range: { start: at, end: range.end } });
  return parts;
}

function stripOf(node: Node): Strip {
  const text = node.text;
  return { left: text.startsWith('${~'), right: text.endsWith('~}') };
}

function namesOf(node: Node | undefined): readonly string[] {
  return children(node)
    .filter((child) => child.type === 'identifier')
    .map((child) => child.text);
}

function expressions(node: Node, copy: Copy): readonly Expr[] {
  const found: Expr[] = [];
  for (const child of children(node)) {
    if (child.type === 'expression') found.push(exprOf(child, copy));
    else if (child.isError) copy.problems.push({ at: copy.range(child), kind: 'syntax' });
  }
  return found;
}

function children(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}

function missing(at: number): Expr {
  return { kind: 'missing', range: { start: at, end: at } };
}

import type { Node } from 'web-tree-sitter';
import type { TextRange } from '../../../text/range.ts';
import type { Attribute, Block, Body, HclFile, HclProblem, Label } from './ast.ts';
import { type Copy, children, exprOf, missing } from './convert-expr.ts';
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
  const range = copy.range(node);
  return {
    type: type?.text ?? '',
    typeRange: type === undefined ? range : copy.range(type),
    labels,
    range,
    body: bodyOf(body, copy, inside),
    ...(inside.end === range.end ? { unclosed: true } : {}),
  };
}

import type { Node } from 'web-tree-sitter';
import type { TextRange } from '../../../text/range.ts';
import type { Strip, TemplateExpr, TemplatePart } from './ast.ts';
import { type Copy, children, expressions, missing, namesOf } from './convert-expr.ts';

export function templateOf(node: Node, copy: Copy): TemplateExpr {
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

import type { Reference, Text } from '../../../policy/text.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { TextRange } from '../../../text/range.ts';
import { escapeHeredoc, escapeQuoted } from '../spell.ts';
import { isLiteralTemplate, type Nodes } from './nodes.ts';

/** A quoted string; `variables`: IAM's variables are written as `&{…}`, as a document's block wants them. */
export function quote(text: string, variables: boolean): string {
  return `"${escapeQuoted(variables ? withAmpersands(text) : text)}"`;
}

export function withAmpersands(text: string): string {
  return text.replaceAll('${', '&{');
}

/** The whole scalar. None where a reference or function says it. */
export function writeText(nodes: Nodes, text: Text, value: string): readonly TextEdit[] {
  const found = nodes.at(text.range);
  if (found === undefined) return [];
  const { expr, variables, key } = found;
  const fits =
    expr.kind === 'number' ||
    expr.kind === 'bool' ||
    (expr.kind === 'template' && expr.heredoc === 'no' && isLiteralTemplate(expr)) ||
    (key && expr.kind === 'traversal' && expr.steps.length === 0);
  return fits ? [{ range: text.range, newText: quote(value, variables) }] : [];
}

/** The whole scalar becomes a reference. None inside calls and the like, where more hangs on what stands there. */
export function writeReference(
  nodes: Nodes,
  text: Text,
  { target, attribute }: Reference,
): readonly TextEdit[] {
  const expr = nodes.plain(text.range);
  if (expr?.kind !== 'traversal' && expr?.kind !== 'template') return [];
  return [{ range: text.range, newText: attribute === undefined ? target : `${target}.${attribute}` }];
}

/** Part of a string's own characters. */
export function writePart(nodes: Nodes, range: TextRange, value: string): readonly TextEdit[] {
  const found = nodes.around(range);
  if (found?.expr.kind !== 'template') return [];
  const { expr, variables } = found;
  const computed = expr.parts.some(
    (part) =>
      part.kind !== 'literal' &&
      part.kind !== 'iam-variable' &&
      part.range.start < range.end &&
      range.start < part.range.end,
  );
  if (computed) return [];
  const spelled = variables ? withAmpersands(value) : value;
  return [{ range, newText: expr.heredoc === 'no' ? escapeQuoted(spelled) : escapeHeredoc(spelled) }];
}

import type { TextEdit } from '../../../text/edit.ts';
import { covers, type TextRange } from '../../../text/range.ts';
import type { JsonWriter } from '../../json/write.ts';
import type { TemplateExpr, TemplatePart } from '../hcl/ast.ts';

/**
 * Keeps the writer of a template's JSON off what Terraform computes: what it says is not replaced, and a directive
 * never loses one of its ends. Whole interpolations may go with what they stand in.
 */
export function guardTemplate(write: JsonWriter, expr: TemplateExpr): JsonWriter {
  const interpolations: TextRange[] = [];
  const directives: TextRange[] = [];
  gather(expr.parts, interpolations, directives);
  if (interpolations.length === 0 && directives.length === 0) return write;
  const harms = ({ range, newText }: TextEdit) =>
    directives.some((marker) => overlap(marker, range)) ||
    interpolations.some((one) => overlap(one, range) && (newText !== '' || !covers(range, one)));
  const guard = (edits: readonly TextEdit[]) => (edits.some(harms) ? [] : edits);
  return {
    sheet: write.sheet,
    text: (text, value) => guard(write.text(text, value)),
    part: (range, value) => guard(write.part(range, value)),
    set: (path, value) => guard(write.set(path, value)),
    insert: (path, value) => guard(write.insert(path, value)),
    remove: (path) => guard(write.remove(path)),
    removeAll: (paths) => guard(write.removeAll(paths)),
    rename: (path, name) => guard(write.rename(path, name)),
    ...(write.neighbours === undefined || directives.length > 0 ? {} : { neighbours: write.neighbours }),
  };
}

/** Of directives what stands between their parts: `%{ if … }`, `%{ else }`, `%{ endif }`. */
function gather(parts: readonly TemplatePart[], interpolations: TextRange[], directives: TextRange[]): void {
  for (const part of parts) {
    if (part.kind === 'interpolation') interpolations.push(part.range);
    if (part.kind !== 'if' && part.kind !== 'for') continue;
    const inside = part.kind === 'for' ? part.body : [...part.yes, ...part.no];
    let at = part.range.start;
    for (const { range } of inside) {
      if (range.start > at) directives.push({ start: at, end: range.start });
      at = range.end;
    }
    directives.push({ start: at, end: part.range.end });
    gather(inside, interpolations, directives);
  }
}

function overlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}

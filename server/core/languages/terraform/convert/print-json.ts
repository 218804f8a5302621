import { escapeHeredoc } from '../spell.ts';
import type { Form, Part } from './form.ts';
import type { Line } from './lines.ts';

/**
 * The lines of a value as JSON. `template`: in a heredoc, where expressions can stand; elsewhere there are none.
 * Comments have no place in it.
 */
export function pushJson(
  lines: Line[],
  level: number,
  key: string | undefined,
  value: Form,
  template: boolean,
  end = '',
): void {
  const start = key === undefined ? { level } : { level, key };
  switch (value.kind) {
    case 'text':
    case 'literal':
    case 'expr':
      lines.push({ ...start, text: printScalar(value, template) + end });
      return;
    case 'list': {
      if (value.items.length === 0) {
        lines.push({ ...start, text: `[]${end}` });
        return;
      }
      lines.push({ ...start, text: '[' });
      for (const [index, item] of value.items.entries())
        pushJson(lines, level + 1, undefined, item.value, template, comma(index, value.items));
      lines.push({ level, text: `]${end}` });
      return;
    }
    case 'object': {
      if (value.entries.length === 0) {
        lines.push({ ...start, text: `{}${end}` });
        return;
      }
      lines.push({ ...start, text: '{' });
      for (const [index, entry] of value.entries.entries())
        pushJson(
          lines,
          level + 1,
          printString(entry.key, template),
          entry.value,
          template,
          comma(index, value.entries),
        );
      lines.push({ level, text: `}${end}` });
    }
  }
}

function comma(index: number, all: readonly unknown[]): string {
  return index < all.length - 1 ? ',' : '';
}

function printScalar(value: Exclude<Form, { kind: 'list' | 'object' }>, template: boolean): string {
  if (value.kind === 'literal') return value.spelling;
  if (value.kind === 'text') return printString(value.parts, template);
  if (value.type === 'string') return printString([value], template);
  const decoded = /^jsondecode\(([\s\S]*)\)$/.exec(value.source)?.[1];
  return decoded !== undefined && isBalanced(decoded) ? `\${${decoded}}` : `\${jsonencode(${value.source})}`;
}

/** Whether it is the whole of what stands between the parentheses: `jsondecode(a)["b"](c)` is not. */
function isBalanced(source: string): boolean {
  let depth = 0;
  for (const char of source) {
    if (char === '(') depth++;
    if (char === ')' && --depth < 0) return false;
  }
  return depth === 0;
}

function printString(parts: readonly Part[], template: boolean): string {
  const inside = parts.map((part, index) => {
    if (part.kind === 'expr') return `\${${part.source}}`;
    const json = JSON.stringify(part.text).slice(1, -1);
    if (!template) return json;
    const escaped = escapeHeredoc(json);
    // A dollar sign right before an expression would escape it.
    return parts[index + 1]?.kind === 'expr' ? escaped.replace(/\$$/, '\\u0024') : escaped;
  });
  return `"${inside.join('')}"`;
}

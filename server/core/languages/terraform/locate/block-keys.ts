import type { Cursor } from '../../../policy/cursor.ts';
import type { PolicyDocument, PolicyPath } from '../../../policy/model.ts';
import { own } from '../../../text/own.ts';
import { BLOCK_ELEMENTS, elementOf } from '../names.ts';
import { awsNameOf } from '../ram-blocks.ts';
import { skipBlanks } from '../trivia.ts';
import { alignLines } from '../write/align.ts';
import { quote } from '../write/texts.ts';
import type { Point } from './point.ts';
import {
  escapeSnippet,
  parseSnippet,
  printElement,
  printStatementSnippet,
  scalar,
  strings,
} from './snippet.ts';

/** The name of an argument or block. */
export function argumentKeyCursor(
  policy: PolicyDocument,
  point: Point,
  offset: number,
  base: PolicyPath,
  text: string,
  names: Readonly<Record<string, string>>,
): Cursor {
  const word = point.text?.value ?? '';
  const label = (name: string) => own(names, name) ?? name;
  const followed = isFollowed(text, point.range.end);
  return {
    policy,
    offset,
    path: [...base, elementOf(names, policy.dialect === 'ram' ? awsNameOf(word, 'statement') : word) ?? word],
    role: 'key',
    ...(point.text === undefined ? {} : { text: point.text }),
    before: point.before,
    replace: point.range,
    spell: (name) => (followed ? label(name) : `${label(name)} ${BLOCK_ELEMENTS.has(name) ? '{' : '= '}`),
    spellSnippet: ({ key = '', value }) => {
      if (followed) return escapeSnippet(label(key));
      const part = parseSnippet(value);
      if (key === 'Statement') {
        const statements = part.kind === 'list' ? part.items : [part];
        return statements.map(printStatementSnippet).join('\n\n');
      }
      return base.length === 0 ? `${label(key)} = ${scalar(part, false)}` : printElement(key, part);
    },
    label,
    repeats: (name) => BLOCK_ELEMENTS.has(name),
  };
}

/** The content of an empty `condition` or `principals` block: its first line says the operator or kind. */
export function blockLinesCursor(
  policy: PolicyDocument,
  point: Point,
  offset: number,
  base: PolicyPath,
): Cursor {
  const isCondition = base.at(-1) === 'Condition';
  const first = isCondition ? 'test' : 'type';
  return {
    policy,
    offset,
    path: [...base, ''],
    role: 'key',
    before: '',
    replace: point.range,
    spell: (name) => `${first} = ${quote(name, false)}`,
    spellSnippet: ({ key = '', value }) => {
      const name = { key: first, value: escapeSnippet(quote(key, false)) };
      const rows = isCondition
        ? [name, { key: 'variable', value: '"$1"' }, { key: 'values', value: '["$2"]' }]
        : [name, { key: 'identifiers', value: strings(parseSnippet(value), true) }];
      return alignLines(rows).join('\n');
    },
  };
}

/** Whether a sign or brace follows on the line. */
function isFollowed(text: string, from: number): boolean {
  const at = skipBlanks(text, from);
  return text[at] === '{' || (text[at] === '=' && text[at + 1] !== '=');
}

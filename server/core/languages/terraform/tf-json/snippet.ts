import { own } from '../../../text/own.ts';
import { type Part, parseSnippet } from '../locate/snippet.ts';
import { LIST_ELEMENTS, STATEMENT_NAMES } from '../names.ts';

/** The value of an element as a block has it in JSON, from the policy's JSON with snippet stops. */
export function elementSnippet(element: string, snippet: string): string {
  return printElement(element, parseSnippet(snippet));
}

/** Statements, as the objects that blocks are. */
export function statementsSnippet(snippet: string): string {
  const part = parseSnippet(snippet);
  return part.kind === 'list' ? `[${part.items.map(statement).join(', ')}]` : statement(part);
}

/** Strings without the brackets of their list. */
export function stringsSnippet(snippet: string, variables: boolean): string {
  return strings(parseSnippet(snippet), variables).slice(1, -1);
}

function statement(part: Part): string {
  if (part.kind !== 'object') return '{ $1 }';
  const rows = part.entries.flatMap(({ key, value }) => {
    const name = own(STATEMENT_NAMES, key);
    return name === undefined ? [] : [`"${name}": ${printElement(key, value)}`];
  });
  return rows.length === 0
    ? `{\n\t${part.stop}\n}`
    : `{\n${rows.map((row) => `\t${indented(row)}`).join(',\n')}\n}`;
}

function printElement(element: string, part: Part): string {
  if (LIST_ELEMENTS.has(element)) return strings(part, element.endsWith('Resource'));
  if (element === 'Condition') return oneOrMore(conditions(part));
  if (element.endsWith('Principal')) return oneOrMore(principals(part));
  return scalar(part, false);
}

function oneOrMore(blocks: readonly string[]): string {
  return blocks.length === 1 ? (blocks[0] ?? '') : `[${blocks.join(', ')}]`;
}

function principals(part: Part): readonly string[] {
  if (part.kind === 'string')
    return [block([`"type": "${part.content}"`, `"identifiers": ["${part.content}"]`])];
  if (part.kind === 'object' && part.entries.length > 0)
    return part.entries.map(({ key, value }) =>
      block([`"type": "${key}"`, `"identifiers": ${strings(value, true)}`]),
    );
  const stop = stopOf(part);
  return [block([`"type": "$${stop}"`, `"identifiers": ["$${stop + 1}"]`])];
}

function conditions(part: Part): readonly string[] {
  if (part.kind !== 'object' || part.entries.length === 0) {
    const stop = stopOf(part);
    return [condition(`$${stop}`, `$${stop + 1}`, `["$${stop + 2}"]`)];
  }
  return part.entries.flatMap(({ key: operator, value: keys }) => {
    if (keys.kind === 'object' && keys.entries.length > 0)
      return keys.entries.map(({ key, value }) =>
        condition(operator, escaped(key, false), strings(value, true)),
      );
    const stop = stopOf(keys);
    return [condition(operator, `$${stop}`, `["$${stop + 1}"]`)];
  });
}

function condition(test: string, variable: string, values: string): string {
  return block([`"test": "${test}"`, `"variable": "${variable}"`, `"values": ${values}`]);
}

function block(rows: readonly string[]): string {
  return `{\n${rows.map((row) => `\t${row}`).join(',\n')}\n}`;
}

/** The number of the stop that stands for all of an object. */
function stopOf(part: Part): number {
  const text = part.kind === 'object' ? part.stop : part.kind === 'raw' ? part.text : '';
  return Number(/\d+/.exec(text)?.[0] ?? 1);
}

function strings(part: Part, variables: boolean): string {
  const items = part.kind === 'list' ? part.items : [part];
  return `[${items.map((item) => scalar(item, variables)).join(', ')}]`;
}

function scalar(part: Part, variables: boolean): string {
  if (part.kind === 'string') return `"${escaped(part.content, variables)}"`;
  return part.kind === 'raw' ? `"${part.text}"` : '""';
}

function escaped(content: string, variables: boolean): string {
  return content.replaceAll('\\${', variables ? '&{' : '\\$\\${');
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n\t');
}

import type { PlainValue } from '../../../policy/model.ts';
import { own } from '../../../text/own.ts';
import { BLOCK_ELEMENTS, LIST_ELEMENTS, STATEMENT_NAMES } from '../names.ts';
import { isList, isObject } from '../write/print.ts';
import { asTemplate } from './page.ts';

/** A statement as the object that a block is in JSON; undefined for what no block can say. */
export function statementObject(statement: PlainValue): PlainValue | undefined {
  if (!isObject(statement)) return undefined;
  const entries: [string, PlainValue][] = [];
  for (const [element, value] of Object.entries(statement)) {
    const name = own(STATEMENT_NAMES, element);
    const spelled = BLOCK_ELEMENTS.has(element) ? blocksValue(element, value) : argumentValue(element, value);
    if (name === undefined || spelled === undefined) return undefined;
    entries.push([name, spelled]);
  }
  return Object.fromEntries(entries);
}

/** The value of an argument: a text, or for some always a list. */
export function argumentValue(element: string, value: PlainValue): PlainValue | undefined {
  const name = own(STATEMENT_NAMES, element);
  if (name === undefined || BLOCK_ELEMENTS.has(element)) return undefined;
  if (LIST_ELEMENTS.has(element)) return stringsValue(name, value);
  return typeof value === 'object' ? undefined : asTemplate(String(value), name);
}

/** One block, or a list of several, as principals and conditions are. */
export function blocksValue(element: string, value: PlainValue): PlainValue | undefined {
  const blocks = blocksOf(element, value);
  return blocks?.length === 1 ? blocks[0] : blocks;
}

export function blocksOf(element: string, value: PlainValue): readonly PlainValue[] | undefined {
  if (element !== 'Condition') {
    if (value === '*') return [{ type: '*', identifiers: ['*'] }];
    return blocksFrom(value, (type, identifiers) => {
      const strings = stringsValue('identifiers', identifiers);
      return strings === undefined ? undefined : [{ type, identifiers: strings }];
    });
  }
  return blocksFrom(value, (test, keys) =>
    blocksFrom(keys, (variable, values) => {
      const strings = stringsValue('values', values);
      return strings === undefined ? undefined : [{ test, variable, values: strings }];
    }),
  );
}

/** Undefined where one of them cannot be said, or there is none. */
function blocksFrom(
  value: PlainValue,
  of: (name: string, part: PlainValue) => readonly PlainValue[] | undefined,
): readonly PlainValue[] | undefined {
  if (!isObject(value)) return undefined;
  const blocks: PlainValue[] = [];
  for (const [name, part] of Object.entries(value)) {
    const some = of(asTemplate(name, 'type'), part);
    if (some === undefined) return undefined;
    blocks.push(...some);
  }
  return blocks.length === 0 ? undefined : blocks;
}

export function stringsValue(name: string, value: PlainValue): PlainValue | undefined {
  const items = isList(value) ? value : [value];
  if (items.some((item) => typeof item === 'object')) return undefined;
  return items.map((item) => asTemplate(String(item), name));
}

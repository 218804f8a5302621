import type { ProseTable } from '../core/catalog/tables.ts';
import { tableFormat } from '../core/catalog/tables.ts';
import type { ServiceHistory } from './history.ts';

/** Reference texts, parallel to the rows of the shape table. */
export function compileProse(history: readonly ServiceHistory[], date: string): ProseTable {
  const services = history.map(({ prefix, actions, conditionKeys }) => [
    prefix,
    [
      actions.map(({ data }) => shorten(data.description)),
      conditionKeys.map(({ description }) => shorten(description)),
    ],
  ]);
  return { format: tableFormat, date, services: Object.fromEntries(services) };
}

function shorten(text: string): string {
  return (text ?? '')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^Grants permission to /, '~');
}

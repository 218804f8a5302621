import type { Action, ConditionKey } from './catalog.ts';
import type { ProseTable, ShapeTable } from './tables.ts';

/** Reference texts, by way of the shape table's order. */
export interface Prose {
  ofAction(action: Action): string | undefined;
  ofKey(key: ConditionKey): string | undefined;
  /** Texts of a service's actions, today's first in their order, as the table has them; empty where it has none. */
  textsOf(prefix: string): readonly string[];
  /** Whether the host has the table by now. */
  present(): boolean;
}

export function createProse(shape: ShapeTable, load: () => ProseTable | undefined): Prose {
  let rows: ReadonlyMap<string, ShapeTable['services'][number]> | undefined;
  const places = new Map<string, ReadonlyMap<string, number>>();
  const rowOf = (prefix: string) => {
    rows ??= new Map(shape.services.map((row) => [row.p, row]));
    return rows.get(prefix);
  };
  const placeOf = (prefix: string, name: string): number | undefined => {
    const known =
      places.get(prefix) ??
      new Map(
        rowOf(prefix)
          ?.a.split(' ')
          .map((each, i) => [each, i]),
      );
    places.set(prefix, known);
    return known.get(name);
  };
  return {
    textsOf: (prefix) => load()?.services[prefix]?.[0] ?? [],
    present: () => load() !== undefined,
    ofAction({ service, name }) {
      const texts = load()?.services[service]?.[0];
      const place = texts === undefined ? undefined : placeOf(service, name);
      return place === undefined ? undefined : lengthen(texts?.[place]);
    },
    ofKey({ name, services }) {
      const prose = load();
      if (prose === undefined) return undefined;
      const lower = name.toLowerCase();
      const owner = services.find((prefix) => lower.startsWith(`${prefix}:`)) ?? services[0];
      const row = owner === undefined ? undefined : rowOf(owner);
      if (owner === undefined || row === undefined) return undefined;
      for (let i = 0; i < row.k.length; i += 2) {
        if (shape.strings[row.k[i] ?? -1]?.toLowerCase() === lower) {
          return lengthen(prose.services[owner]?.[1]?.[i / 2]);
        }
      }
      return undefined;
    },
  };
}

/** See `ProseTable`. */
function lengthen(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  return text.startsWith('~') ? `Grants permission to ${text.slice(1)}` : text;
}

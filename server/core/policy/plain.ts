import type { PlainValue } from './model.ts';
import type { Value } from './value.ts';

/** What a tree says, as plain data with every scalar as text; undefined where a part of it cannot be known. */
export function plainOf(value: Value): PlainValue | undefined {
  switch (value.type) {
    case 'list': {
      if (value.open.length > 0) return undefined;
      const items = value.items.map(plainOf).filter((item) => item !== undefined);
      return items.length < value.items.length ? undefined : items;
    }
    case 'object': {
      if (value.open.length > 0) return undefined;
      // Without a prototype: `__proto__` is a name like any other.
      const entries: Record<string, PlainValue> = Object.create(null);
      for (const entry of value.entries) {
        const plain = entry.key.value === undefined ? undefined : plainOf(entry.value);
        if (plain === undefined) return undefined;
        entries[entry.name] = plain;
      }
      return entries;
    }
    case 'null':
    case 'unknown':
      return undefined;
    default:
      return value.text.value;
  }
}

/**
 * The values of the few keys that came last, compared by identity: for what hangs on a whole document.
 *
 * A fixed ring, for the sake of garbage collectors: in V8 the values of a WeakMap, and what was deleted from a Map, outlive
 * the quick collections. Reading a thousand documents took three times as long with either.
 */
export interface Recent<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
}

export function recent<K, V>(limit: number): Recent<K, V> {
  const ring: ({ readonly key: K; readonly value: V } | undefined)[] = Array.from({ length: limit });
  let next = 0;
  return {
    get: (key) => ring.find((entry) => entry?.key === key)?.value,
    set(key, value) {
      const known = ring.findIndex((entry) => entry?.key === key);
      ring[known < 0 ? next : known] = { key, value };
      if (known < 0) next = (next + 1) % limit;
    },
  };
}

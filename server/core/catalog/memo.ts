/**
 * Remembers the answer to each text, at most `limit` of them. The same action or ARN stands in hundreds of policies.
 * Neither the memory nor `answer` may hold on to the document that a text was cut from, so both get a copy of their own.
 */
export function memoized<T>(limit: number, answer: (text: string) => T): (text: string) => T {
  const memory = new Map<string, T>();
  return (text) => {
    const known = memory.get(text);
    if (known !== undefined || memory.has(text)) return known as T;
    const own = detached(text);
    const made = answer(own);
    if (memory.size >= limit) memory.clear();
    memory.set(own, made);
    return made;
  };
}

/** As `memoized`, for answers that depend on something else too: the catalog. */
export function memoizedPer<O extends object, T>(
  limit: number,
  answer: (text: string, owner: O) => T,
): (text: string, owner: O) => T {
  const memories = new WeakMap<O, (text: string) => T>();
  let last: { readonly owner: O; readonly ask: (text: string) => T } | undefined;
  return (text, owner) => {
    if (last?.owner !== owner) {
      const ask = memories.get(owner) ?? memoized(limit, (own) => answer(own, owner));
      memories.set(owner, ask);
      last = { owner, ask };
    }
    return last.ask(text);
  };
}

/** JavaScript engines keep the whole document alive for the sake of a part that was sliced from it. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

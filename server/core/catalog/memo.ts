/**
 * Remembers the answer to each text, at most `limit` of them. The same action or ARN stands in hundreds of policies.
 * Neither the memory nor `answer` may hold on to the document that a text was cut from, so both get a copy of their own.
 */
export function memoized<T>(limit: number, answer: (text: string) => T): (text: string) => T {
  const memory = new Map<string, { readonly answer: T }>();
  return (text) => {
    const known = memory.get(text);
    if (known !== undefined) return known.answer;
    const own = detached(text);
    const made = { answer: answer(own) };
    if (memory.size >= limit) memory.clear();
    memory.set(own, made);
    return made.answer;
  };
}

/** As `memoized`, for answers that depend on something else too, of which there is one at a time: the catalog. */
export function memoizedPer<O extends object, T>(
  limit: number,
  answer: (text: string, owner: O) => T,
): (text: string, owner: O) => T {
  let memory: { readonly owner: O; readonly ask: (text: string) => T } | undefined;
  return (text, owner) => {
    if (memory?.owner !== owner) memory = { owner, ask: memoized(limit, (own) => answer(own, owner)) };
    return memory.ask(text);
  };
}

/** JavaScript engines keep the whole document alive for the sake of a part that was sliced from it. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

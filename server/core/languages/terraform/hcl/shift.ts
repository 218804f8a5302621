/**
 * The same tree so many characters further on. All of it is plain data, and all numbers in it are offsets. Copies keep the
 * shape of what they are copied from: objects that are put together by name would be slower to read ever after.
 */
export function shift<T>(node: T, by: number): T {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => shift(item, by)) as T;
  if (isRange(node)) return { ...node, start: node.start + by, end: node.end + by };
  const copy = { ...node } as Record<string, unknown>;
  for (const name in copy) {
    const part = copy[name];
    if (typeof part === 'object') copy[name] = shift(part, by);
  }
  return copy as T;
}

function isRange(node: object): node is { readonly start: number; readonly end: number } {
  return 'start' in node && 'end' in node;
}

/** The same tree so many characters further on. All of it is plain data. */
export function shift<T>(node: T, by: number): T {
  if (Array.isArray(node)) return node.map((item) => shift(item, by)) as T;
  if (typeof node !== 'object' || node === null) return node;
  if ('start' in node && 'end' in node && typeof node.start === 'number' && typeof node.end === 'number') {
    return { ...node, start: node.start + by, end: node.end + by };
  }
  return Object.fromEntries(Object.entries(node).map(([name, part]) => [name, shift(part, by)])) as T;
}

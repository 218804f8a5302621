/** What a table holds under a name that somebody typed. Names of JavaScript's own, such as `constructor`, find nothing. */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

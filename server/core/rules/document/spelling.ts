/** The names that a word probably means: equal but for case, or the nearest of those that are a few letters off. */
export function nearNames(word: string, names: readonly string[]): readonly string[] {
  const lower = word.toLowerCase();
  const allowed = word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 8 ? 2 : 3;
  const near = names
    .map((name) => ({ name, far: distance(lower, name.toLowerCase()) }))
    .filter(({ name, far }) => far <= Math.min(allowed, Math.floor(name.length / 3)));
  const least = Math.min(...near.map(({ far }) => far));
  return near.filter(({ far }) => far === least).map(({ name }) => name);
}

/** Levenshtein's: how many letters to insert, delete or replace. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

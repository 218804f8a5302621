/**
 * Edits between two texts: inserting, deleting or replacing a character, or swapping two neighbours (each counted once).
 * Answers `limit + 1` as soon as there are more than `limit`. Case counts.
 */
export function distance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  const over = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return over;
  let before = new Uint16Array(b.length + 1);
  let previous = Uint16Array.from({ length: b.length + 1 }, (_, j) => j);
  let current = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    current[0] = i;
    let least = i;
    const x = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const y = b.charCodeAt(j - 1);
      let cost = Math.min(
        at(previous, j) + 1,
        at(current, j - 1) + 1,
        at(previous, j - 1) + (x === y ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && x === b.charCodeAt(j - 2) && y === a.charCodeAt(i - 2);
      if (swapped) cost = Math.min(cost, at(before, j - 2) + 1);
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return over;
    [before, previous, current] = [previous, current, before];
  }
  return Math.min(at(previous, b.length), over);
}

/** How many edits still look like a slip in a name of so many characters. */
export function slips(length: number): number {
  return length <= 3 ? 1 : Math.min(4, Math.max(1, Math.floor(length / 4)));
}

/** The words of a name, lower case: `PutMetricData` → put, metric, data; `EC2Instance` → ec2, instance. */
export function wordsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+\d*|[A-Z]+\d*|\d+/g) ?? []).map((word) =>
    word.toLowerCase(),
  );
}

/** From 0, nothing in common, to 1: the share of common words; verbs of like meaning nearly count as the same. */
export function wordLikeness(
  a: readonly string[],
  b: readonly string[],
  alike: (a: string, b: string) => number,
): number {
  if (a.length === 0 || b.length === 0) return 0;
  let sum = 0;
  const free = new Set(b.keys());
  for (const word of a) {
    let best = 0;
    let place = -1;
    for (const j of free) {
      const likeness = alike(word, b[j] ?? '');
      if (likeness > best) [best, place] = [likeness, j];
    }
    free.delete(place);
    sum += best;
  }
  return (2 * sum) / (a.length + b.length);
}

function at(row: Uint16Array, index: number): number {
  return row[index] ?? 0;
}

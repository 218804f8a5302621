/**
 * Edits between two texts: inserting, deleting or replacing a character, or swapping two neighbours (each counted once).
 * Answers `limit + 1` as soon as there are more than `limit`. Case counts.
 */
export function distance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  const over = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return over;
  // What both begin and end with costs nothing: mostly that is all but a few characters.
  let start = 0;
  let [endA, endB] = [a.length, b.length];
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [sizeA, sizeB] = [endA - start, endB - start];
  if (sizeA === 0 || sizeB === 0) return Math.min(sizeA + sizeB, over);
  if (rows.size <= sizeB) rows = rowsOf(sizeB * 2);
  let { before, previous, current } = rows;
  for (let j = 0; j <= sizeB; j++) previous[j] = j;
  for (let i = 1; i <= sizeA; i++) {
    // Far from the diagonal there are more edits than anybody asks for.
    const from = Math.max(1, i - limit);
    const to = Math.min(sizeB, i + limit);
    current[from - 1] = from === 1 ? i : over;
    let least = i <= limit ? i : over;
    const x = a.charCodeAt(start + i - 1);
    for (let j = from; j <= to; j++) {
      const y = b.charCodeAt(start + j - 1);
      let cost = Math.min(
        j === i + limit ? over : at(previous, j) + 1,
        at(current, j - 1) + 1,
        at(previous, j - 1) + (x === y ? 0 : 1),
      );
      const swapped =
        i > 1 && j > 1 && x === b.charCodeAt(start + j - 2) && y === a.charCodeAt(start + i - 2);
      if (swapped) cost = Math.min(cost, at(before, j - 2) + 1);
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return over;
    [before, previous, current] = [previous, current, before];
  }
  return Math.min(at(previous, sizeB), over);
}

/** Whether one edit makes the one of the other. */
export function isOneOff(a: string, b: string): boolean {
  const longer = a.length >= b.length ? a : b;
  const shorter = longer === a ? b : a;
  if (longer.length - shorter.length > 1) return false;
  let at = 0;
  while (at < shorter.length && longer.charCodeAt(at) === shorter.charCodeAt(at)) at++;
  if (longer.length > shorter.length) return longer.endsWith(shorter.slice(at));
  const swapped = longer[at] === shorter[at + 1] && longer[at + 1] === shorter[at];
  return longer.endsWith(shorter.slice(at + 1)) || (swapped && longer.endsWith(shorter.slice(at + 2)));
}

/** Three rows of the table of distances, used again for each two texts. */
interface Rows {
  readonly size: number;
  readonly before: Uint16Array;
  readonly previous: Uint16Array;
  readonly current: Uint16Array;
}

let rows = rowsOf(64);

function rowsOf(size: number): Rows {
  const row = () => new Uint16Array(size);
  return { size, before: row(), previous: row(), current: row() };
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
  // A bit for each word that has found its like. No name has as many words as there are bits.
  let taken = 0;
  const count = Math.min(b.length, 31);
  for (const word of a) {
    let best = 0;
    let place = -1;
    for (let j = 0; j < count; j++) {
      if ((taken & (1 << j)) !== 0) continue;
      const likeness = alike(word, b[j] ?? '');
      if (likeness <= best) continue;
      best = likeness;
      place = j;
      if (likeness === 1) break;
    }
    if (place >= 0) taken |= 1 << place;
    sum += best;
  }
  return (2 * sum) / (a.length + b.length);
}

function at(row: Uint16Array, index: number): number {
  return row[index] ?? 0;
}

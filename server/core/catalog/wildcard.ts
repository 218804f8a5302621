/**
 * IAM's wildcards: `*` is any run of characters, also none, `?` is exactly one. Nothing else is special.
 * Linear or quadratic in time, never exponential.
 */

/** Whether the pattern matches the whole text, case-sensitively (ARNs, StringLike). */
export function matches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const c = p < pattern.length ? pattern.charCodeAt(p) : -1;
    if (c === STAR) {
      star = p++;
      resume = t;
    } else if (c === ONE || c === text.charCodeAt(t)) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern.charCodeAt(p) === STAR) p++;
  return p === pattern.length;
}

/** Whether the pattern matches the whole text without regard to case (action names). */
export function matchesIgnoringCase(pattern: string, text: string): boolean {
  return matches(pattern.toLowerCase(), text.toLowerCase());
}

export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}

/**
 * Whether every text that `narrow` matches is matched by `wide`, case-sensitively. Never true without reason;
 * may be false for equivalents that differ only in ways no author writes.
 */
export function covers(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '*') return true;
  if (!hasWildcard(wide)) return false;
  if (!hasWildcard(narrow)) return matches(wide, narrow);
  return coversPattern(split(wide), narrow);
}

export function coversIgnoringCase(wide: string, narrow: string): boolean {
  return covers(wide.toLowerCase(), narrow.toLowerCase());
}

/** Whether some text is matched by both patterns, case-sensitively. */
export function meets(a: string, b: string): boolean {
  if (a === '*' || b === '*' || a === b) return true;
  if (!hasWildcard(a)) return b.includes(SEGMENT) ? meetsPattern(a, b) : matches(b, a);
  if (!hasWildcard(b) && !b.includes(SEGMENT)) return matches(a, b);
  return meetsPattern(a, b);
}

/** In the second pattern of `meets`: one or more characters, none of them a slash. No author can write it. */
export const SEGMENT = '\u0002\u0001';

const STAR = 42;
const ONE = 63;
const SLASH = 47;
/** The two characters of `SEGMENT`: exactly one, and any number. */
const PART_ONE = 2;
const PART = 1;

/** A pattern as units: a literal character, or a run of wildcards that takes at least `min` characters, or exactly so many. */
type Unit =
  | { readonly literal: number }
  | { readonly literal?: undefined; readonly min: number; readonly open: boolean };

function split(pattern: string): readonly Unit[] {
  const units: Unit[] = [];
  for (let i = 0; i < pattern.length; ) {
    const code = pattern.charCodeAt(i);
    if (code !== STAR && code !== ONE) {
      units.push({ literal: code });
      i++;
      continue;
    }
    let min = 0;
    let open = false;
    for (; i < pattern.length; i++) {
      const c = pattern.charCodeAt(i);
      if (c === STAR) open = true;
      else if (c === ONE) min++;
      else break;
    }
    units.push({ min, open });
  }
  return units;
}

/** Reads `narrow` as a text whose wildcards are letters that only wildcards of `wide` take; a `*` counts for no length. */
function coversPattern(wide: readonly Unit[], narrow: string): boolean {
  const size = narrow.length;
  let reached = new Uint8Array(size + 1);
  reached[0] = 1;
  for (const unit of wide) {
    const next = new Uint8Array(size + 1);
    let any = false;
    for (let i = 0; i <= size; i++) {
      if (reached[i] !== 1) continue;
      any = true;
      if (unit.literal !== undefined) {
        if (i < size && narrow.charCodeAt(i) === unit.literal) next[i + 1] = 1;
      } else if (unit.open) {
        // From the first place it reaches everything that it reaches from later ones.
        if (unit.min === 0) next.fill(1, i);
        else takeRun(unit.min, true, narrow, i, next);
        break;
      } else {
        takeRun(unit.min, false, narrow, i, next);
      }
    }
    if (!any) return false;
    reached = next;
  }
  return reached[size] === 1;
}

function takeRun(min: number, open: boolean, narrow: string, from: number, next: Uint8Array): void {
  let count = 0;
  for (let i = from; i <= narrow.length; i++) {
    if (count === min || (open && count > min)) next[i] = 1;
    if (!open && count === min) return;
    const star = narrow.charCodeAt(i) === STAR;
    if (star && !open) return;
    if (!star) count++;
  }
}

/** Walks both patterns at once, one row per place in `a`. */
function meetsPattern(a: string, b: string): boolean {
  let row = new Uint8Array(b.length + 1);
  row[0] = 1;
  for (let i = 0; i <= a.length; i++) {
    const x = i < a.length ? a.charCodeAt(i) : -1;
    const next = new Uint8Array(b.length + 1);
    let any = false;
    for (let j = 0; j <= b.length; j++) {
      if (row[j] !== 1) continue;
      any = true;
      const y = j < b.length ? b.charCodeAt(j) : -1;
      const part = y === PART;
      if (y === STAR || part) row[j + 1] = 1;
      if (x === STAR) {
        next[j] = 1;
        if (y !== -1) row[j + 1] = 1;
      } else if (x !== -1) {
        if (y === STAR || (part && x !== SLASH)) next[j] = 1;
        else if (!part && y !== -1 && takesOne(x, y)) next[j + 1] = 1;
      }
    }
    if (!any) return false;
    if (i === a.length) return row[b.length] === 1;
    row = next;
  }
  return false;
}

function takesOne(x: number, y: number): boolean {
  return x === y || x === ONE || y === ONE || (y === PART_ONE && x !== SLASH);
}

/**
 * A short name for what statements say, the same however they are laid out: lists in any order, one value or a list of
 * one, any `Sid`. Of 52 bits: among some thousands of policies two different ones do not share a name.
 *
 * The parts of a set are hashed and the hashes added, which needs no sorting: every policy that is checked is asked for.
 */
export function fingerprintOf(statements: unknown): string {
  const hashes = new Set(listOf(statements).map(hashOfStatement));
  let sum = 0;
  for (const hash of hashes) sum = add(sum, hash);
  return sum.toString(36);
}

function hashOfStatement(statement: unknown): number {
  if (!isRecord(statement)) return hashOf(String(statement));
  let sum = 0;
  for (const name in statement) {
    const value = statement[name];
    if (name === 'Sid') continue;
    if (name === 'Condition' && isRecord(value)) sum = add(sum, within(name, hashOfCondition(value)));
    else sum = add(sum, within(name, hashOfWords(value, name === 'Action' || name === 'NotAction')));
  }
  return within('', sum);
}

function hashOfCondition(operators: Readonly<Record<string, unknown>>): number {
  let sum = 0;
  for (const operator in operators) {
    const keys = operators[operator];
    let inner = 0;
    if (isRecord(keys)) {
      for (const key in keys) inner = add(inner, within(key.toLowerCase(), hashOfWords(keys[key], false)));
    } else inner = hashOf(JSON.stringify(keys));
    sum = add(sum, within(operator, inner));
  }
  return sum;
}

/** Of a value or a list as a set, letter case left out where IAM leaves it out. */
function hashOfWords(value: unknown, fold: boolean): number {
  if (!Array.isArray(value)) return hashOf(wordOf(value, fold));
  const words = new Set<string>();
  let sum = 0;
  for (const one of value) {
    const word = wordOf(one, fold);
    if (words.size < words.add(word).size) sum = add(sum, hashOf(word));
  }
  return sum;
}

function wordOf(value: unknown, fold: boolean): string {
  const word = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return fold ? word.toLowerCase() : word;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The hash of something under a name: what is the same elsewhere must not add up to the same. */
function within(name: string, hash: number): number {
  return hashOf(`${name} ${hash}`);
}

/** Exact in a double: both are below 2^52. */
function add(a: number, b: number): number {
  return (a + b) % RANGE;
}

const RANGE = 2 ** 52;

/** Two multiplicative hashes of 32 bits side by side, well mixed, of which 52 bits stay. */
function hashOf(text: string): number {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca77) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae3d);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca77) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae3d);
  return (high & 0xfffff) * 0x1_0000_0000 + (low >>> 0);
}

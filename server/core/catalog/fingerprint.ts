/**
 * A short name for what statements say, the same however they are laid out: lists in any order, one value or a list of
 * one, any `Sid`. Of 52 bits: among some thousands of policies two different ones do not share a name.
 *
 * The parts of a set are hashed and the hashes added, which needs no sorting: every policy that is checked is asked for.
 */
export function fingerprintOf(statements: unknown): string {
  return nameOfHashes(listOf(statements).map(hashOfStatement));
}

/** The fingerprint of statements by their hashes, see `hashOfElements`. */
export function nameOfHashes(hashes: readonly number[]): string {
  let sum = 0;
  for (const hash of new Set(hashes)) sum = add(sum, hash);
  return sum.toString(36);
}

/**
 * A number for what statements do, whatever they do it to and when: of 32 bits, so that documents that differ may share one.
 * Quickly had where the hashes of actions are known; the fingerprints of two documents differ where these do.
 */
export function actionsPrintOf(statements: unknown): number {
  return printOfActions(listOf(statements).map(hashOfActionsIn));
}

/** The same by the hashes of each statement's actions, see `hashOfActions`; 0 for a statement without. */
export function printOfActions(hashes: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < hashes.length; index++) {
    const hash = hashes[index] ?? 0;
    if (hashes.indexOf(hash) === index) sum = add(sum, hash);
  }
  return sum >>> 0;
}

function hashOfActionsIn(statement: unknown): number {
  if (!isRecord(statement)) return 0;
  let sum = 0;
  for (const name of ['Action', 'NotAction']) {
    if (name in statement) sum = add(sum, hashOfElement(name, statement[name]));
  }
  return sum;
}

function hashOfStatement(statement: unknown): number {
  if (!isRecord(statement)) return hashOf(String(statement));
  const hashes: number[] = [];
  for (const name in statement) {
    if (name !== 'Sid') hashes.push(hashOfElement(name, statement[name]));
  }
  return hashOfElements(hashes);
}

/** Of a statement by the hashes of its elements, without its `Sid`. */
export function hashOfElements(hashes: readonly number[]): number {
  let sum = 0;
  for (const hash of hashes) sum = add(sum, hash);
  return within('', sum);
}

/** As `hashOfElement` of a list of texts, without making it. */
export function hashOfTexts(name: string, texts: Iterable<string>): number {
  let sum = 0;
  for (const text of texts) sum = add(sum, hashOf(text));
  return within(name, sum);
}

/** Of an element of a statement, its value as plain JSON. */
export function hashOfElement(name: string, value: unknown): number {
  if (name === 'Condition' && isRecord(value)) return within(name, hashOfCondition(value));
  return within(name, hashOfWords(value, name === 'Action' || name === 'NotAction'));
}

/** As `hashOfElement` of a list of actions, by the sum of their hashes. */
export function hashOfActions(name: string, sum: number): number {
  return within(name, sum);
}

/** Of one action in lower case. */
export function hashOfAction(lower: string): number {
  return hashOf(lower);
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

/** Of a value or a list in any order, letter case left out where IAM leaves it out. */
function hashOfWords(value: unknown, fold: boolean): number {
  if (!Array.isArray(value)) return hashOf(wordOf(value, fold));
  let sum = 0;
  for (const one of value) sum = add(sum, hashOf(wordOf(one, fold)));
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
  const own = hashOf(name);
  return finish(
    Math.imul((hash / 0x1_0000_0000) | 0, 0x9e3779b1) ^ own,
    Math.imul(hash | 0, 0x5f356495) ^ (own / 0x1_0000_0000),
  );
}

/** Exact in a double: both are below 2^52. */
export function add(a: number, b: number): number {
  const sum = a + b;
  return sum < RANGE ? sum : sum - RANGE;
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
  return finish(high, low);
}

function finish(one: number, other: number): number {
  const high = Math.imul(one ^ (one >>> 16), 0x85ebca77) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae3d);
  const low = Math.imul(other ^ (other >>> 16), 0x85ebca77) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae3d);
  return (high & 0xfffff) * 0x1_0000_0000 + (low >>> 0);
}

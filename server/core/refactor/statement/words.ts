/** `1 action`, `3 actions`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The statement as people tell it from others: `"ReadLogs"`, `statement 2`. */
export function nameOfStatement(sid: string | undefined, index: number): string {
  return sid === undefined || sid === '' ? `statement ${index + 1}` : `"${sid}"`;
}

/** The first few of several. */
export function some(words: readonly string[]): string {
  if (words.length <= SHOWN) return words.join(', ');
  return `${words.slice(0, SHOWN).join(', ')} and ${words.length - SHOWN} more`;
}

const SHOWN = 4;

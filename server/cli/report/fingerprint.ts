import { createHash } from 'node:crypto';
import type { CheckedFile, CheckedFinding } from '../result.ts';

/**
 * Names a finding so that it stays the same when lines around it move: made of the rule, the file, what is marked and which
 * of several equal ones it is. Give every finding of a file in its order.
 */
export function createFingerprints({ path, text }: CheckedFile): (finding: CheckedFinding) => string {
  const seen = new Map<string, number>();
  return ({ rule, span }) => {
    const marked = text.slice(span.start, span.end).replace(/\s+/g, ' ');
    const key = [rule, path, marked].join('\0');
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash('sha256').update(`${key}\0${count}`).digest('hex').slice(0, 32);
  };
}

import { type Analysis, applyEdits, mergeSafeFixes, type Source } from '../../core/index.ts';

export interface Fixed {
  readonly source: Source;
  readonly count: number;
}

/** Makes all safe fixes, again and again until none is left: one may make room for another. */
export function fixAll(source: Source, analyze: (source: Source) => Analysis | undefined): Fixed {
  let now = source;
  let count = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { edits, fixed } = mergeSafeFixes(analyze(now)?.findings ?? []);
    const text = applyEdits(now.text, edits);
    if (fixed === 0 || text === now.text) break;
    now = { ...now, text };
    count += fixed;
  }
  return { source: now, count };
}

/** Far more than any file needs. */
const MAX_ROUNDS = 20;

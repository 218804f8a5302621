import { expect } from 'vitest';
import type { Case } from './conversion-cases.ts';
import { converted, type Files, offerOf, policiesIn } from './converting.ts';
import { parseIndependently } from './independent.ts';

const NAMES = {
  object: 'convert-to-jsonencode',
  text: 'convert-to-heredoc',
  data: 'convert-to-data-source',
} as const;

/** A walk over all pairs of forms, from `object`. */
const WALK = ['data', 'object', 'text', 'data', 'text', 'object', 'data'] as const;

/** Converts a policy from each form to each other; fails where it says something else afterwards, or loses a comment. */
export async function walkForms({ text, comments }: Case): Promise<void> {
  let files: Files = { 'main.tf': text };
  const wanted = policiesIn(files);
  expect(wanted).toHaveLength(1);
  for (const form of WALK) {
    const name = NAMES[form];
    files = converted(files, name, 'policy = ');
    const now = files['main.tf'] ?? '';
    // Other work of the runner gets its turn.
    await new Promise((done) => setTimeout(done));
    // HashiCorp's own parser takes it.
    await parseIndependently(now);
    expect(policiesIn(files)).toEqual(wanted);
    expect(offerOf(files, name, 'policy = ')).toBeUndefined();
    expect(commentsIn(now)).toEqual(comments.toSorted());
  }
}

function commentsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:# |\/\/ )c\d+(?=\n|$)|\/\* c\d+ \*\//g)]
    .map(([comment]) => comment)
    .toSorted();
}

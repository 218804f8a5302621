import { expect, test } from 'vitest';
import { cases } from './conversion-cases.ts';
import { walkForms } from './conversion-walk.ts';

const few = cases(6, 7);

test('policies with interpolations, escapes and comments are generated', () => {
  expect(few.some(({ comments }) => comments.length > 3)).toBe(true);
  expect(few.some(({ text }) => text.includes('${local.bucket}/'))).toBe(true);
});

for (const [index, one] of few.entries())
  test(`policy ${index} says the same in all forms`, () => walkForms(one));

import { test } from 'vitest';
import { cases } from './conversion-cases.ts';
import { walkForms } from './conversion-walk.ts';

for (const [index, one] of cases(150, 11).entries())
  test(`policy ${index} says the same in all forms`, () => walkForms(one));

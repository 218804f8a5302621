import { expect, test } from 'vitest';
import { allRefactorings, createTerraform } from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';
import { hclParser } from '../terraform/parser.ts';
import { read } from './files.ts';

test('every refactoring has a row that names it and its kind', async () => {
  const terraform = createTerraform({ parser: await hclParser(), facts: () => catalog().terraform });
  const page = read('docs/refactorings.md');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| `(refactor\.[a-z]+)` \|/gm)].map(
    ([, name, kind]) => `${name} ${kind}`,
  );
  const all = [...allRefactorings, ...(terraform.refactorings ?? [])].map(
    ({ name, kind }) => `${name} ${kind}`,
  );
  expect(rows.toSorted()).toEqual(all.toSorted());
  expect(all.length).toBeGreaterThan(4);
});

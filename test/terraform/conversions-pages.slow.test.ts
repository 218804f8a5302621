import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isRefusal } from '../../server/core/index.ts';
import { readExamples } from '../pages/page.ts';
import { converted, offersAt, policiesIn, projectOf } from './converting.ts';
import { engine } from './module.ts';

/** Every conversion that is offered on the Terraform of the rules' pages leaves what the policies say. */

const folder = new URL('../../docs/rules/', import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .flatMap((name) =>
    readExamples(readFileSync(new URL(name, folder), 'utf8'))
      .filter(({ language }) => language === 'terraform' || language === 'hcl')
      .map(({ text, line }) => ({ name: `${name} line ${line}`, text })),
  );

test('conversions on the pages of the rules change no policy', { timeout: 300_000 }, async () => {
  const changed: unknown[] = [];
  let done = 0;
  for (const { name, text } of texts) {
    await new Promise((next) => setTimeout(next));
    const files = { 'main.tf': text };
    const file = engine.read(projectOf(files), 'file:///module/main.tf');
    const before = policiesIn(files).map(written).toSorted();
    for (const { document } of file?.policies ?? []) {
      for (const { refactoring, answer } of offersAt(files, document.range.start)) {
        if (isRefusal(answer) || !/^convert-to-/.test(refactoring.name)) continue;
        const after = policiesIn(converted(files, refactoring.name, document.range.start))
          .map(written)
          .toSorted();
        done++;
        if (JSON.stringify(after) !== JSON.stringify(before))
          changed.push({ name, to: refactoring.name, before, after });
      }
    }
  }
  expect(changed).toEqual([]);
  expect(done).toBeGreaterThan(50);
});

function written(policy: unknown): string {
  return JSON.stringify(policy);
}

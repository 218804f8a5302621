import fc from 'fast-check';
import { writeFileSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { parseHcl } from '../../server/core/languages/terraform/hcl/parse.ts';
import { repair } from '../../server/core/languages/terraform/hcl/repair.ts';
import { reparseHcl, type Version } from '../../server/core/languages/terraform/hcl/reparse.ts';
import { hclParser } from './parser.ts';
const parser = await hclParser();
const src = readFileSync('test/terraform/reparse.test.ts', 'utf8');
const text = eval(src.slice(src.indexOf('const text = ') + 13, src.indexOf('const pieces'))) as string;
const pieces = [
  '',
  'x',
  '"',
  '{',
  '}',
  '\n',
  '#',
  '/*',
  '*/',
  '<<EOT\n',
  'EOT',
  ' = ',
  '${',
  'variable "n" {}\n',
  '[',
  ']',
];
test('x', () => {
  const edit = fc.record({ at: fc.nat(text.length), remove: fc.nat(12), insert: fc.constantFrom(...pieces) });
  const end = Date.now() + 90_000;
  for (const edits of fc.sample(fc.array(edit, { minLength: 1, maxLength: 4 }), 100000)) {
    if (Date.now() > end) break;
    let before: Version = { text, file: parseHcl(parser, text) };
    for (const { at, remove, insert } of edits) {
      const start = Math.min(at, before.text.length);
      const next = before.text.slice(0, start) + insert + before.text.slice(start + remove);
      writeFileSync('/tmp/hang.json', JSON.stringify({ stage: 'repair', before: before.text, next }));
      repair(next);
      writeFileSync('/tmp/hang.json', JSON.stringify({ stage: 'parse', before: before.text, next }));
      parseHcl(parser, next);
      writeFileSync('/tmp/hang.json', JSON.stringify({ stage: 'reparse', before: before.text, next }));
      const file = reparseHcl(parser, next, before);
      before = { text: next, file };
    }
  }
  writeFileSync('/tmp/hang.json', JSON.stringify({ stage: 'none' }));
}, 200000);

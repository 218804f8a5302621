import { expect, test } from 'vitest';
import { frameOf, visible } from '../../server/cli/report/frame.ts';
import { lineIndex } from '../../server/core/index.ts';

/** The frame around `marked`, drawn as the report draws it. */
function draw(text: string, marked: string): readonly string[] {
  const start = text.indexOf(marked);
  const frame = frameOf(text, lineIndex(text), { start, end: start + marked.length });
  return [frame.text, ' '.repeat(frame.indent) + '^'.repeat(frame.width)];
}

test('marks the text in its line', () => {
  expect(draw('{\n  "Action": "x"\n}', '"x"')).toEqual(['  "Action": "x"', '            ^^^']);
});

test('a tab takes two cells, a wide character two, a combining one none', () => {
  expect(draw('\t\t"x"', '"x"')).toEqual(['    "x"', '    ^^^']);
  expect(draw('"名": "x"', '"x"')[1]).toBe('      ^^^');
  expect(draw('"e\u0301": "x"', '"x"')[1]).toBe('     ^^^');
});

test('a range over several lines is marked to the end of the first', () => {
  const text = '{ "Action": [\n  "x"\n] }';
  const start = text.indexOf('[');
  const frame = frameOf(text, lineIndex(text), { start, end: text.indexOf(']') + 1 });
  expect(frame).toMatchObject({ line: 1, column: 13, text: '{ "Action": [', width: 1, until: 3 });
});

test('an empty range is one caret, also at the end of the text', () => {
  expect(frameOf('{\r\n"a"', lineIndex('{\r\n"a"'), { start: 6, end: 6 })).toMatchObject({
    line: 2,
    column: 4,
    text: '"a"',
    indent: 3,
    width: 1,
  });
});

test('a long line is cut to the part that matters', () => {
  const text = `${'"a", '.repeat(500)}"here", ${'"b", '.repeat(500)}`;
  const [line = '', carets = ''] = draw(text, '"here"');
  expect(line.length).toBeLessThan(130);
  expect(line.startsWith('…')).toBe(true);
  expect(line.endsWith('…')).toBe(true);
  expect(line.slice(carets.indexOf('^'), carets.length)).toBe('"here"');
});

test('nothing in a file speaks to the terminal', () => {
  expect(visible('a\u001b[31mb\u202ec\td')).toBe('a\ufffd[31mb\ufffdc  d');
});

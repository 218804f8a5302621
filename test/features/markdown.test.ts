import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { code, codeBlock, enumerate, escapeText } from '../../server/core/features/markdown.ts';

const markup = fc.string({
  unit: fc.constantFrom(
    ...'`*_[]()<>!|~&:/@#+-=.\\ \n\r\t1aw\u2028',
    'https://',
    'www.',
    'command:',
    '](',
    '<img',
  ),
  maxLength: 40,
});

describe('text of a document in Markdown', () => {
  test('escaped text has no markup left', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const left = escapeText(text)
          .replace(/\\./g, 'x')
          .replace(/&(lt|gt|amp);/g, 'x');
        expect(left).not.toMatch(/[`*_[\]<>|~!&@\\\n\r]/);
        expect(left).not.toMatch(/https?:\/\/|www\./i);
        expect(left).not.toMatch(/^\s*([#+=-]|\d+[.)])/);
      }),
    );
  });

  test('escaped text still says the same', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };
        const read = escapeText(text).replace(
          /\\(.)|&(lt|gt|amp);/g,
          (_, character: string | undefined, name: string | undefined) =>
            character ?? entities[name ?? ''] ?? '',
        );
        expect(read).toBe(text.replace(/[\n\r\t\u2028]+/g, ' '));
      }),
    );
  });

  test('a code span cannot be left', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const span = code(text);
        if (span === '') return;
        const fence = /^`+/.exec(span)?.[0] ?? '';
        const inner = span.slice(fence.length, -fence.length);
        expect(span.endsWith(fence)).toBe(true);
        expect([...inner.matchAll(/`+/g)].every(([run]) => run.length < fence.length)).toBe(true);
        expect(inner).not.toMatch(/[\n\r]|^`|`$/);
      }),
    );
  });

  test('a code block cannot be left', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const [first = '', ...rest] = codeBlock('json', text).split('\n');
        const fence = /^`+/.exec(first)?.[0] ?? '';
        expect(rest.slice(0, -1).some((line) => line.includes(fence))).toBe(false);
        expect(rest.at(-1)).toBe(fence);
      }),
    );
  });

  test('enumerations are bounded', () => {
    expect(enumerate(['a'], 3)).toBe('a');
    expect(enumerate(['a', 'b', 'c'], 3)).toBe('a, b and c');
    expect(enumerate(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allRules, applyEdits, type Finding } from '../../server/core/index.ts';
import { checkText } from './check.ts';
import { type Example, readExamples } from './page.ts';

const folder = new URL('../../docs/rules/', import.meta.url);

/** A finding spans lines; a mark shows its part of the first line. */
function shown(text: string, finding: Finding): { readonly start: number; readonly end: number } {
  const lineEnd = text.indexOf('\n', finding.at.start);
  return { start: finding.at.start, end: Math.min(finding.at.end, lineEnd < 0 ? text.length : lineEnd) };
}

function draw(example: Example, findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const { start, end } = shown(example.text, finding);
      const column = start - (example.text.lastIndexOf('\n', start - 1) + 1);
      const line = example.text.slice(start - column, example.text.indexOf('\n', start));
      const bulb = finding.fixes().length > 0 ? ' 💡' : '';
      return `${line}\n${' '.repeat(column)}${'^'.repeat(Math.max(1, end - start))} ${finding.severity}${bulb} ${finding.message}`;
    })
    .join('\n');
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md')) {
  const id = file.slice(0, -'.md'.length);
  const page = readFileSync(new URL(file, folder), 'utf8');
  describe(id, () => {
    const rule = allRules.find((one) => one.id === id);
    test('belongs to a rule', () => {
      expect(rule?.id).toBe(id);
    });
    const examples = readExamples(page);
    test('shows a text that breaks the rule and one that does not', () => {
      expect(examples.some((example) => example.expect === 'invalid')).toBe(true);
      expect(examples.some((example) => example.expect === 'valid')).toBe(true);
    });
    let broken: { readonly example: Example; readonly findings: readonly Finding[] } | undefined;
    for (const example of examples) {
      const before = broken;
      if (example.expect === 'fixed') {
        test(`line ${example.line}: the first fix gives this text, and only once`, () => {
          const fix = before?.findings.flatMap((finding) => finding.fixes().slice(0, 1))[0];
          expect(fix, 'a fix for the example above').toBeDefined();
          const fixed = applyEdits(before?.example.text ?? '', fix?.edits ?? []);
          expect(fixed).toBe(example.text);
          expect(fixed).not.toBe(before?.example.text);
        });
        continue;
      }
      const findings = checkText(example).filter((finding) => finding.rule === id);
      if (example.expect === 'invalid') broken = { example, findings };
      test(`line ${example.line}: ${example.expect}`, () => {
        const drawn = draw(example, findings);
        const expected = example.expect === 'valid' ? [] : example.marks;
        expect(findings.length, `findings and marks agree; found:\n${drawn}`).toBe(expected.length);
        if (example.expect === 'invalid') expect(expected.length, 'marks').toBeGreaterThan(0);
        expected.forEach((mark, index) => {
          const finding = findings[index];
          if (finding === undefined) return;
          const at = shown(example.text, finding);
          expect(
            { start: at.start, length: Math.max(1, at.end - at.start), severity: finding.severity },
            `found:\n${drawn}`,
          ).toEqual({ start: mark.start, length: mark.end - mark.start, severity: mark.severity });
          expect(finding.fixes().length > 0, `offers a fix (💡); found:\n${drawn}`).toBe(mark.fixable);
          expect(finding.message).toContain(mark.words);
        });
      });
    }
  });
}

test('every rule has its page', () => {
  const pages = new Set(readdirSync(folder));
  expect(allRules.filter((rule) => !pages.has(`${rule.id}.md`)).map((rule) => rule.id)).toEqual([]);
});

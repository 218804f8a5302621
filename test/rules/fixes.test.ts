import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  accessChange,
  applyEdits,
  defaultSettings,
  type Finding,
  type Fix,
} from '../../server/core/index.ts';
import { parseHcl } from '../../server/core/languages/terraform/hcl/parse.ts';
import { checkText } from '../pages/check.ts';
import { type Example, readExamples } from '../pages/page.ts';
import { engine } from '../terraform/module.ts';
import { hclParser } from '../terraform/parser.ts';

/** Every fix of every finding in the examples of the rules' pages, not only the first that a page shows. */

const parser = await hclParser();
const folder = new URL('../../docs/rules/', import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');

for (const page of pages) {
  const examples = readExamples(readFileSync(new URL(page, folder), 'utf8')).filter(
    (example) => example.expect === 'invalid' && checkText(example).some((one) => one.fixes().length > 0),
  );
  if (examples.length === 0) continue;
  describe(page.slice(0, -'.md'.length), () => {
    for (const example of examples) {
      test(`line ${example.line}`, () => {
        for (const finding of checkText(example))
          for (const fix of finding.fixes()) judge(example, finding, fix);
      });
    }
  });
}

function judge(example: Example, finding: Finding, fix: Fix): void {
  const what = `${finding.rule}: ${fix.title}`;
  const text = applyEdits(example.text, fix.edits);
  expect(text, `${what} changes nothing`).not.toBe(example.text);
  expect(problemsOf(example, text), `${what}\n${text}`).toBeLessThanOrEqual(
    problemsOf(example, example.text),
  );
  // Resources and conditions may be said in another way that means the same: what each rule's page shows.
  if (fix.applicability === 'safe' && !REFUSED.has(finding.rule))
    expect(change(example, fix) ?? '', what).not.toMatch(/grants|denies/);
  const again = checkText({ ...example, text }).find(
    ({ rule, message, path }) =>
      rule === finding.rule && message === finding.message && String(path) === String(finding.path),
  );
  expect(again?.fixes().map(({ title }) => title) ?? [], `${what}, and again\n${text}`).not.toContain(
    fix.title,
  );
}

/** What AWS does not take as a policy at all grants nothing until it is spelled as it was meant. */
const REFUSED: ReadonlySet<string> = new Set(['invalid-policy-element', 'json-syntax-error']);

/** How much of a text is no JSON or HCL. */
function problemsOf({ language }: Example, text: string): number {
  if (language === 'terraform') return parseHcl(parser, text).problems.length;
  return engine.read(projectOf(language, text), uriOf(language))?.policies[0]?.document.problems.length ?? 0;
}

function change({ language, text }: Example, { edits }: Fix): string | undefined {
  return accessChange(engine, projectOf(language, text), uriOf(language), edits);
}

function uriOf(language: string): string {
  return language === 'terraform' ? 'file:///module/main.tf' : 'file:///module/policy.json';
}

function projectOf(language: string, text: string) {
  const uri = uriOf(language);
  return { sources: new Map([[uri, { uri, languageId: language, text }]]), settings: defaultSettings };
}

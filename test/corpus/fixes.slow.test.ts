import { describe, expect, test } from 'vitest';
import { applyEdits, type Finding, type TextEdit } from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';
import { analyze, type CorpusDocument, currentDocuments } from './policies.ts';

const documents = currentDocuments().filter((document) => safeFixes(document).length > 0);

describe('safe fixes in all managed policies', { timeout: 180_000 }, () => {
  test('there are some', () => {
    expect(documents.length).toBeGreaterThan(50);
  });

  test('each gives JSON in which its finding is gone and none is new', () => {
    for (const document of documents) {
      const before = keysOf(analyze(document).findings);
      for (const { finding, edits } of safeFixes(document)) {
        const text = applyEdits(document.text, edits);
        JSON.parse(text);
        const after = keysOf(analyze({ ...document, text }).findings);
        const left = before.toSpliced(before.indexOf(keyOf(finding)), 1);
        expect(after, `${document.name}: ${finding.message}`).toEqual(left);
      }
    }
  });

  test('all together, again and again, come to an end where nothing is left to fix', () => {
    for (const document of documents) {
      const { text, rounds } = fixAll(document);
      expect(rounds, document.name).toBeLessThan(5);
      expect(safeFixes({ ...document, text }), document.name).toEqual([]);
      expect(allowed(text), document.name).toEqual(allowed(document.text));
    }
  });
});

/**
 * Messages name elements by their text, not by their place, so that other findings keep theirs: all but the one that
 * counts the characters of the policy.
 */
function keyOf({ rule, message }: Finding): string {
  return `${rule}: ${message}`;
}

function keysOf(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ rule }) => rule !== 'policy-size-exceeds-identity-policy-quota')
    .map(keyOf)
    .toSorted();
}

function safeFixes(
  document: CorpusDocument,
): readonly { readonly finding: Finding; readonly edits: readonly TextEdit[] }[] {
  return analyze(document).findings.flatMap((finding) => {
    const fix = finding.fixes().find(({ applicability }) => applicability === 'safe');
    return fix === undefined ? [] : [{ finding, edits: fix.edits }];
  });
}

/** As an editor does on save: in each round all fixes that do not touch each other. */
function fixAll(document: CorpusDocument): { readonly text: string; readonly rounds: number } {
  let { text } = document;
  for (let rounds = 0; ; rounds++) {
    const edits: TextEdit[] = [];
    for (const fix of safeFixes({ ...document, text })) {
      if (!fix.edits.some((edit) => edits.some((other) => overlap(edit, other)))) edits.push(...fix.edits);
    }
    if (edits.length === 0 || rounds === 10) return { text, rounds };
    text = applyEdits(text, edits);
  }
}

function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.range.start <= b.range.end && b.range.start <= a.range.end;
}

/** Every action that some statement of each effect stands for: a safe fix changes none of it. */
function allowed(text: string): Readonly<Record<string, readonly string[]>> {
  const { Statement } = JSON.parse(text) as { Statement: PlainStatement | PlainStatement[] };
  const found: Record<string, Set<string>> = {};
  for (const statement of [Statement].flat()) {
    for (const element of ['Action', 'NotAction'] as const) {
      found[`${statement.Effect} ${element}`] ??= new Set();
      for (const action of [statement[element] ?? []].flat())
        for (const name of namesOf(action)) found[`${statement.Effect} ${element}`]?.add(name);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([key, names]) => [key, [...names].toSorted()]));
}

interface PlainStatement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
}

function namesOf(action: string): readonly string[] {
  const match = catalog().expand(action);
  if (match.kind === 'one') return [match.action.fullName];
  if (match.kind === 'pattern') return match.actions.map(({ fullName }) => fullName);
  return [action.toLowerCase()];
}

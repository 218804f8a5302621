import { describe, expect, test } from 'vitest';
import type { Finding } from '../../server/core/index.ts';
import { analyze, currentDocuments } from './policies.ts';

/** Rules with at most so many findings are listed place by place. */
const rare = 25;

const checked = currentDocuments().map((document) => ({
  document,
  findings: analyze(document).findings,
}));

describe('the newest documents of all managed policies', () => {
  test('are all there', () => {
    expect(checked.length).toBe(1594);
  });

  test('are valid JSON and valid policies: nothing that only a broken document has is found', () => {
    const broken = checked.filter(({ findings }) =>
      findings.some(({ rule }) => rule === 'json-syntax-error' || rule === 'data-type-mismatch'),
    );
    expect(broken.map(({ document }) => document.name)).toEqual([]);
  });

  test("have no error that AWS's validator does not report too", () => {
    const own = checked.flatMap(({ document, findings }) =>
      findings
        .filter(({ severity, code }) => severity === 'error' && code === undefined)
        .map(({ rule }) => `${document.name} ${rule}`),
    );
    expect(own).toEqual([]);
  });

  test('have the findings of expected.json, which README.md beside it explains', async () => {
    await expect(`${JSON.stringify(summary(), undefined, 2)}\n`).toMatchFileSnapshot('expected.json');
  });
});

interface Summary {
  /** Access Analyzer's code, where the rule mirrors one of its checks. */
  readonly code?: string;
  readonly severities: Readonly<Record<string, number>>;
  /** Where they are few: policy and path, and the severities there. */
  readonly places?: Readonly<Record<string, string>>;
}

/** By rule, in the order of their names. */
function summary(): Readonly<Record<string, Summary>> {
  const byRule = new Map<string, { readonly policy: string; readonly finding: Finding }[]>();
  for (const { document, findings } of checked) {
    for (const finding of findings) {
      const known = byRule.get(finding.rule) ?? [];
      known.push({ policy: document.name, finding });
      byRule.set(finding.rule, known);
    }
  }
  const rules = [...byRule].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    rules.map(([rule, found]): [string, Summary] => {
      const code = found[0]?.finding.code;
      const severities: Record<string, number> = {};
      for (const { finding } of found) severities[finding.severity] = (severities[finding.severity] ?? 0) + 1;
      const places: Record<string, string> = {};
      for (const { policy, finding } of found) {
        const place = `${policy} ${finding.path.join('.')}`.trimEnd();
        const there = places[place];
        places[place] = there === undefined ? finding.severity : `${there}, ${finding.severity}`;
      }
      return [
        rule,
        {
          ...(code === undefined ? {} : { code }),
          severities,
          ...(found.length > rare ? {} : { places }),
        },
      ];
    }),
  );
}

import { describe, expect, test } from 'vitest';
import { applyEdits, complete, defaultSettings, type Source } from '../../server/core/index.ts';
import { brief, engine } from './module.ts';

/** Statements that a call hands to a module, which makes a policy of them: checked, mended and completed where they are written. */

const child =
  'variable "statements" {}\nresource "aws_iam_policy" "p" {\n  policy = jsonencode({ Version = "2012-10-17", Statement = var.statements })\n}\n';
const uri = 'file:///module/main.tf';

function project(text: string) {
  const all: readonly [string, string][] = [
    [uri, text],
    ['file:///module/m/main.tf', child],
  ];
  const sources = new Map(
    all.map(([at, one]): [string, Source] => [at, { uri: at, languageId: 'terraform', text: one }]),
  );
  return { sources, settings: defaultSettings };
}

const calling = (statements: string) =>
  `module "m" {\n  source     = "./m"\n  statements = ${statements}\n}\n`;

function analyze(statements: string) {
  const text = calling(statements);
  const analysis = engine.analyze(project(text), uri);
  if (analysis === undefined) throw new Error('not read');
  return { text, analysis };
}

function mended(statements: string): string {
  const { text, analysis } = analyze(statements);
  const [finding] = analysis.findings;
  return applyEdits(text, finding?.fixes()[0]?.edits ?? []);
}

describe('statements in the argument of a call', () => {
  test('are checked as what the module makes of them', () => {
    const { analysis } = analyze(
      '[{ Effect = "Allow", Action = "s3:GetObjekt", Resource = "*", Principal = "*" }]',
    );
    expect(brief(analysis)).toEqual([
      'error invalid-action "s3:GetObjekt"',
      'error unsupported-principal Principal',
    ]);
    expect(analysis.policies.map(({ document }) => document.name)).toEqual(['module.m.statements']);
  });
  test('may lack what the type of a variable supplies', () => {
    expect(brief(analyze('[{ Action = "s3:GetObject", Resource = "*" }]').analysis)).toEqual([]);
    expect(brief(analyze('[{ Effect = "Allow", Resource = "*" }, {}]').analysis)).toEqual([]);
    expect(brief(analyze('[]').analysis)).toEqual([]);
  });
  test('are mended', () => {
    expect(mended('[{ Effect = "Allow", Action = "s3:GetObjekt", Resource = "*" }]')).toBe(
      calling('[{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]'),
    );
    expect(mended('[{ Effect = "Allow", Action = "*", Resource = "*", Principal = "*" }]')).toBe(
      calling('[{ Effect = "Allow", Action = "*", Resource = "*" }]'),
    );
  });
  test('are completed', () => {
    const at = (statements: string) => {
      const text = calling(statements);
      const offset = text.indexOf('|');
      const plain = text.replace('|', '');
      const list = complete(engine, project(plain), uri, offset);
      return list?.items.map(({ label }) => label) ?? [];
    };
    expect(at('[{ Effect = "Allow", Action = ["aps:RemoteW|"], Resource = "*" }]')).toContain('RemoteWrite');
    expect(at('[{ Effect = "Allow", | }]')).toContain('Resource');
    expect(at('[{ Effect = "|" }]')).toContain('Deny');
    expect(at('[{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }, { | }]')).toContain('Effect');
  });
});

import { describe, expect, test } from 'vitest';
import { type Analysis, applyEdits, defaultSettings, suppressionEdit } from '../../server/core/index.ts';
import { analyzeModule, engine } from '../terraform/module.ts';

/** Line numbers, from one, of what is still found. */
function linesOf(text: string, { findings }: Analysis, rule: string): readonly number[] {
  return findings
    .filter((finding) => finding.rule === rule)
    .map(({ at }) => text.slice(0, at.start).split('\n').length);
}

function jsonc(text: string): Analysis {
  const uri = 'file:///p.jsonc';
  const sources = new Map([[uri, { uri, languageId: 'jsonc', text }]]);
  const analysis = engine.analyze({ sources, settings: defaultSettings }, uri);
  if (analysis === undefined) throw new Error('not read');
  return analysis;
}

describe('JSON with comments', () => {
  const policy = (before: string, behind = '', above = '') => `{
  "Version": "2012-10-17",
  "Statement": [
    ${above}
    { "Effect": "Allow", "Resource": "*",
      ${before}
      "Action": [
        "aps:QueryMetricz",${behind}
        "aps:GetLabelz"
      ]
    }
  ]
}`;
  const left = (...[before, behind, above]: Parameters<typeof policy>) => {
    const text = policy(before, behind, above);
    return linesOf(text, jsonc(text), 'invalid-action');
  };
  const ask = '// policywright-ignore invalid-action: preview';

  test('a comment covers what begins with the next line, or its own line', () => {
    expect(left('')).toEqual([8, 9]);
    expect(left(ask)).toEqual([]);
    expect(left('', ask)).toEqual([9]);
    expect(left('', '', ask)).toEqual([]);
    expect(left(`/* policywright-ignore invalid-action: preview */`)).toEqual([]);
    expect(left(`// policywright-ignore missing-version, invalid-action: preview`)).toEqual([]);
  });

  test('without a reason or for another rule it covers nothing', () => {
    expect(left('// policywright-ignore invalid-action')).toEqual([8, 9]);
    expect(left('// policywright-ignore invalid-action:  ')).toEqual([8, 9]);
    expect(left('// policywright-ignore missing-version: because')).toEqual([8, 9]);
    expect(left('// see policywright-ignore invalid-action: preview')).toEqual([8, 9]);
  });

  test('for the whole file', () => {
    const text = `// policywright-ignore-file invalid-action: preview\n${policy('')}`;
    expect(linesOf(text, jsonc(text), 'invalid-action')).toEqual([]);
    expect(jsonc(text).suppressed).toHaveLength(2);
  });
});

describe('Terraform', () => {
  const wrong = `data "aws_iam_policy_document" "a" {
  statement {
    actions   = ["aps:QueryMetricz"]
    resources = ["*"]
  }
}
`;

  test.each([
    ['# policywright-ignore invalid-action: preview\n', []],
    ['// policywright-ignore invalid-action: preview\n', []],
    ['/* policywright-ignore invalid-action: preview */\n', []],
    ['/*\n * policywright-ignore invalid-action: preview\n */\n', []],
    ['# policywright-ignore invalid-action: preview\n# more about it\n\n', []],
    ['# policywright-ignore invalid-action\n', [4]],
    ['# policywright-ignore-file invalid-action: preview\nlocals {}\n', []],
    ['# policywright-ignore invalid-action: preview\nlocals {}\n', [5]],
  ])('%j', (before, expected) => {
    const text = before + wrong;
    expect(linesOf(text, analyzeModule(text), 'invalid-action')).toEqual(expected);
  });

  test('what stands in a string or heredoc is no comment', () => {
    const text = `locals {
  script = <<-EOT
    # policywright-ignore-file invalid-action: preview
  EOT
  other  = "# policywright-ignore-file invalid-action: preview"
}
${wrong}`;
    expect(linesOf(text, analyzeModule(text), 'invalid-action')).toEqual([9]);
  });

  test('an argument with a heredoc is covered whole', () => {
    const text = `resource "aws_iam_policy" "p" {
  # policywright-ignore invalid-action: preview
  policy = <<-EOT
    { "Version": "2012-10-17", "Statement": [
      { "Effect": "Allow", "Action": "aps:QueryMetricz", "Resource": "*" }
    ] }
  EOT
}
`;
    const analysis = analyzeModule(text);
    expect(linesOf(text, analysis, 'invalid-action')).toEqual([]);
    expect(analysis.suppressed.map(({ reason }) => reason)).toEqual(['preview']);
  });
});

describe('a comment that is inserted', () => {
  const inserted = (text: string, languageId: string, uri: string) => {
    const project = { sources: new Map([[uri, { uri, languageId, text }]]), settings: defaultSettings };
    const found = engine.analyze(project, uri)?.findings.find(({ rule }) => rule === 'invalid-action');
    const edit = found && suppressionEdit(engine, project, uri, found);
    if (edit === undefined) return undefined;
    const asked = applyEdits(text, [edit]);
    const given = asked.replace('policywright-ignore invalid-action: ', '$&preview');
    const after = { ...project, sources: new Map([[uri, { uri, languageId, text: given }]]) };
    const left = engine.analyze(after, uri)?.findings.map(({ rule }) => rule);
    expect(left).not.toContain('invalid-action');
    expect(left).not.toContain('suppression-without-effect');
    return asked.split('\n').find((line) => line.includes('policywright'));
  };

  test('takes the finding away once it has a reason', () => {
    const block =
      'data "aws_iam_policy_document" "a" {\n  statement {\n    actions = ["aps:Nothingz"]\n  }\n}\n';
    const json =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"aps:Nothingz","Resource":"*"}]}';
    const heredoc = `resource "aws_iam_policy" "p" {\n  policy = <<EOF\n${json}\nEOF\n}\n`;
    const comment = 'policywright-ignore invalid-action: ';
    expect(inserted(block, 'terraform', 'file:///m/main.tf')).toBe(`    # ${comment}`);
    expect(inserted(heredoc, 'terraform', 'file:///m/main.tf')).toBe(`  # ${comment}`);
    expect(inserted(json, 'jsonc', 'file:///p.jsonc')).toBe(`// ${comment}`);
    expect(inserted(json, 'json', 'file:///p.json')).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { completeIn, hoverIn } from './terraform-fixture.ts';

const text = `data "aws_iam_policy_document" "d" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  version                 = "2012-10-17"

  statement {
    effect      = "Allow"
    not_actions = ["s3:GetObject"]
    resources   = ["*"]

    not_principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    dynamic "condition" {
      for_each = var.orgs
      content {
        test     = "StringEquals"
        variable = "aws:PrincipalOrgID"
        values   = [condition.value]
      }
    }
  }
}
`;

/** The hover over the name of an argument or block. */
function over(name: string) {
  const at = text.search(new RegExp(`^ +${name}\\b`, 'm'));
  const start = text.indexOf(name, at);
  return hoverIn({ 'main.tf': `${text.slice(0, start + 1)}|${text.slice(start + 1)}` });
}

describe('names of arguments', () => {
  test.each([
    ['source_policy_documents', 'starts from'],
    ['type', '`Federated`'],
    ['identifiers', '"Principal": "*"'],
    ['test', 'operator'],
    ['variable', 'condition key'],
    ['values', 'One that fits is enough'],
  ])('%s is no element of IAM’s, and is explained', (name, words) => {
    const hover = over(name);
    expect(hover?.markdown).toContain(`**\`${name}\`**`);
    expect(hover?.markdown).toContain(words);
    expect(text.slice(hover?.range.start, hover?.range.end)).toBe(name);
  });

  test.each([
    ['version', 'Version', '`2012-10-17`'],
    ['statement', 'Statement', 'One block for each statement'],
    ['effect', 'Effect', 'Without it the provider writes `Allow`'],
    ['not_actions', 'NotAction', '`&{…}` stays'],
    ['resources', 'Resource', '`&{aws:username}` is written'],
    ['not_principals', 'NotPrincipal', '`identifiers`'],
  ])('%s is told as the element and as the argument', (name, element, words) => {
    const markdown = over(name)?.markdown ?? '';
    expect(markdown).toContain(`**\`${element}\`**`);
    expect(markdown).toContain(words);
  });

  test('in JSON there is nothing to say of arguments', () => {
    const hover = hoverIn({
      'p.tf': `resource "aws_iam_policy" "p" {\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Eff|ect = "Allow" }] })\n}\n`,
    });
    expect(hover?.markdown).toContain('**`Effect`**');
    expect(hover?.markdown).not.toContain('provider');
  });
});

describe('arguments that are still missing', () => {
  const inStatement = (lines: string) =>
    completeIn({ 'main.tf': `data "aws_iam_policy_document" "d" {\n  statement {\n${lines}\n  }\n}\n` });

  test('of a condition', () => {
    const done = inStatement('    condition {\n      test = "StringEquals"\n      |\n    }');
    expect(done.labels).toEqual(['variable', 'values']);
    expect(done.accept('values')).toContain('      values = [""]\n    }');
    expect(inStatement('    condition {\n      values = ["x"]\n      te|\n    }').labels).toEqual([
      'test',
      'variable',
    ]);
    expect(
      inStatement('    condition {\n      test = "Bool"\n      va| = ["x"]\n    }').accept('values'),
    ).toContain('      values = ["x"]');
  });

  test('of principals, also in a dynamic block', () => {
    expect(inStatement('    principals {\n      type = "AWS"\n      |\n    }').labels).toEqual([
      'identifiers',
    ]);
    const dynamic =
      '    dynamic "principals" {\n      for_each = var.x\n      content {\n        type = "AWS"\n        iden|\n      }\n    }';
    expect(inStatement(dynamic).labels).toEqual(['identifiers']);
  });

  test('of a document stand behind its elements', () => {
    const done = completeIn({ 'main.tf': 'data "aws_iam_policy_document" "d" {\n  |\n}\n' });
    expect(done.labels).toEqual([
      'version',
      'statement',
      'source_policy_documents',
      'override_policy_documents',
      'policy_id',
    ]);
    expect(done.accept('source_policy_documents')).toContain('  source_policy_documents = []\n');
  });

  test('nowhere else', () => {
    const other = 'resource "aws_wafv2_web_acl" "x" {\n  condition {\n    test = "x"\n    |\n  }\n}\n';
    expect(completeIn({ 'main.tf': other }).labels).toEqual([]);
    expect(
      inStatement('    condition {\n      test = "x"\n      values = [va|]\n    }').labels,
    ).not.toContain('variable');
  });
});

describe('below a block that is not closed', () => {
  const at = (lines: string) =>
    completeIn({
      'main.tf': `data "aws_iam_policy_document" "d" {\n  statement {\n${lines}\n  }\n}\n\nresource "x" "y" {}\n`,
    });

  test('values are completed as if it were', () => {
    const done = at('    condition {\n\n    actions = ["aps:RemoteW|"]\n    resources = ["*"]');
    expect(done.accept('RemoteWrite')).toContain('    actions = ["aps:RemoteWrite"]\n');
    expect(at('    principals {\n      type = "AWS"\n    actions = ["aps:RemoteW|"]').labels).toContain(
      'RemoteWrite',
    );
  });

  test('so are names', () => {
    expect(at('    sid = "x"\n  statement {\n    act|').labels).toContain('actions');
  });
});

import { describe, expect, test } from 'vitest';
import { foldingRanges, selectionRanges } from '../../server/core/index.ts';
import { engine, marked, projectOf, uri } from './fixture.ts';
import { spotIn, engine as terraform } from './terraform-fixture.ts';

const module = `# One
# two
variable "name" {
  default = "x"
}

data "aws_iam_policy_document" "read" {
  statement {
    actions = [
      "s3:GetObject",
    ]
    resources = ["arn:aws:s3:::b/*"] /* short */
  }
}

/*
 # in a comment
*/
resource "aws_iam_policy" "p" {
  policy = <<-EOF
    {
      # no comment
      # this neither
      "Statement": [
        { "Effect": "Allow" }
      ]
    }
  EOF
}
`;

/** Of every fold its first and last line, counted from one, with a mark for comments. */
function foldsOf(text: string, found: ReturnType<typeof foldingRanges>): readonly string[] | undefined {
  const line = (offset: number) => text.slice(0, offset).split('\n').length;
  return found?.map(
    ({ range, kind }) => `${line(range.start)}-${line(range.end)}${kind === 'comment' ? ' #' : ''}`,
  );
}

describe('folding', () => {
  test('everything in a Terraform document with a policy, and into its strings', () => {
    const { project, uri: at, text } = spotIn({ 'main.tf': `${module}|` });
    const folds = foldsOf(text, foldingRanges(terraform, project, at));
    expect([...new Set(folds)]).toEqual([
      '1-2 #',
      '3-5',
      '7-14',
      '8-13',
      '9-11',
      '16-18 #',
      '19-29',
      '20-28',
      '21-27',
      '24-26',
    ]);
  });

  test('nothing where no policy is: editors then fold by indentation', () => {
    const { project, uri: at } = spotIn({ 'main.tf': 'module "x" {\n  source = "./policy"\n}\n|' });
    expect(foldingRanges(terraform, project, at)).toBeUndefined();
    expect(
      foldingRanges(engine(), projectOf('{\n}\n', 'file:///w/a.json'), 'file:///w/a.json'),
    ).toBeUndefined();
  });

  test('the whole of a JSON document', () => {
    const text = `{
  // about
  "a": {
    "PolicyDocument": {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": "s3:*",
          "Resource": "*"
        }
      ]
    }
  },
  "b": [1, 2]
}`;
    const folds = foldsOf(text, foldingRanges(engine(), projectOf(text), uri));
    expect(folds).toEqual(['1-16', '3-14', '4-13', '6-12', '7-11']);
  });
});

/** What is selected step by step, the smallest first. */
function growing(
  text: string,
  chain: readonly { readonly start: number; readonly end: number }[],
): readonly string[] {
  chain.forEach(({ start, end }, index) => {
    const outer = chain[index - 1];
    if (outer === undefined) return;
    expect(outer.start <= start && end <= outer.end && end - start < outer.end - outer.start).toBe(true);
  });
  return chain.map(({ start, end }) => text.slice(start, end)).reverse();
}

function selected(source: string): readonly string[] {
  const { text, offset } = marked(source);
  return growing(text, selectionRanges(engine(), projectOf(text), uri, offset));
}

describe('selection', () => {
  test('from a part of an ARN to the policy', () => {
    const statement = `{ "Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::lo|gs/a/*", "b"] }`;
    const plain = statement.replace('|', '');
    const policy = `{ "Statement": [${statement}] }`;
    expect(selected(policy)).toEqual([
      'logs',
      'logs/a/*',
      'arn:aws:s3:::logs/a/*',
      '"arn:aws:s3:::logs/a/*"',
      '["arn:aws:s3:::logs/a/*", "b"]',
      '"Resource": ["arn:aws:s3:::logs/a/*", "b"]',
      plain,
      `[${plain}]`,
      `"Statement": [${plain}]`,
      policy.replace('|', ''),
    ]);
  });

  test('service and name of an action, keys, ends of the text', () => {
    const at = (action: string) => selected(`{ "Statement": { "Effect": "Allow", "Action": ${action} } }`)[0];
    expect(at('"ap|s:QueryMetrics"')).toBe('aps');
    expect(at('"aps:Quer|yMetrics"')).toBe('QueryMetrics');
    expect(at('"*|"')).toBe('*');
    expect(selected('{ "State|ment": { "Effect": "Allow", "Action": "s3:*" } }')[0]).toBe('Statement');
    expect(selected('{ "Statement": [] } |')).toEqual([]);
  });

  test('in blocks, objects and heredocs of Terraform', () => {
    const inModule = (text: string) => {
      const spot = spotIn({ 'main.tf': text });
      return growing(spot.text, selectionRanges(terraform, spot.project, spot.uri, spot.offset));
    };
    const block = inModule(
      'data "aws_iam_policy_document" "x" {\n  statement {\n    actions   = ["s3:G|etObject"]\n    resources = ["*"]\n  }\n}\n',
    );
    expect(block.slice(0, 5)).toEqual([
      'GetObject',
      's3:GetObject',
      '"s3:GetObject"',
      '["s3:GetObject"]',
      'actions   = ["s3:GetObject"]',
    ]);
    expect(block.at(-1)).toMatch(/^data "aws_iam_policy_document" "x" \{[\s\S]*\}$/);
    const text = inModule(
      'resource "aws_iam_policy" "p" {\n  policy = <<EOF\n{ "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::${var.|b}/*" }] }\nEOF\n}\n',
    );
    expect(text.slice(0, 3)).toEqual(['${var.b}', 'arn:aws:s3:::${var.b}/*', '"arn:aws:s3:::${var.b}/*"']);
  });
});

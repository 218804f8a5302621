import fc from 'fast-check';
import { expect, test } from 'vitest';
import { complete, definition, hover, references } from '../../server/core/index.ts';
import { engine, spotIn } from './terraform-fixture.ts';

const neighbour = `resource "aws_prometheus_workspace" "main" {}

resource "aws_s3_bucket" "logs" {
  for_each = toset(["a"])
}

data "aws_caller_identity" "me" {}
`;

const forms = `data "aws_iam_policy_document" "access" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid       = "Write"
    effect    = "Allow"
    actions   = ["aps:RemoteWrite", "s3:GetObject"]
    resources = [aws_prometheus_workspace.main.arn, "\${aws_s3_bucket.logs["a"].arn}/&{aws:username}/*"]
    principals {
      type        = "AWS"
      identifiers = [data.aws_caller_identity.me.account_id]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalTag/team"
      values   = ["a", var.team]
    }
  }
}

resource "aws_iam_role" "r" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["sts:AssumeRole"], Principal = { Service = "ec2.amazonaws.com" } }]
  })
  inline_policy {
    policy = data.aws_iam_policy_document.access.json
  }
}

resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "\${aws_s3_bucket.logs["a"].arn}/$\${aws:username}/*" }]
    }
  EOF
}
`;

/** Every answer to a question at an offset; ranges that it names lie around the offset and in the text. */
function visit(text: string, offset: number): number {
  const { project, uri } = spotIn({ 'main.tf': `${text}|`, 'other.tf': neighbour });
  const list = complete(engine, project, uri, offset);
  const found = hover(engine, project, uri, offset);
  for (const range of [list?.range, found?.range, ...(list?.items ?? []).map((item) => item.range)]) {
    if (range === undefined) continue;
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeLessThanOrEqual(text.length);
    expect(range.start).toBeLessThanOrEqual(offset);
    expect(range.end).toBeGreaterThanOrEqual(offset);
  }
  definition(engine, project, uri, offset);
  references(engine, project, uri, offset, true);
  return (list?.items.length ?? 0) + (found === undefined ? 0 : 1);
}

test('every prefix of a file is answered at its end', () => {
  let answered = 0;
  for (let end = 0; end <= forms.length; end += 11) if (visit(forms.slice(0, end), end) > 0) answered++;
  expect(answered).toBeGreaterThan(forms.length / 40);
}, 30_000);

test('every offset of a file is answered', () => {
  let answered = 0;
  for (let at = 0; at <= forms.length; at += 11) if (visit(forms, at) > 0) answered++;
  expect(answered).toBeGreaterThan(forms.length / 40);
}, 30_000);

test('random edits never throw', () => {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(30),
    inserted: fc.string({
      unit: fc.constantFrom(
        '"',
        '{',
        '}',
        '[',
        ']',
        ',',
        '=',
        '.',
        '\\\\',
        '*',
        '$',
        '${',
        '&{',
        'data.',
        'a',
        ' ',
        '\\n',
        '<<EOF',
      ),
      maxLength: 6,
    }),
  });
  fc.assert(
    fc.property(edit, ({ at, removed, inserted }) => {
      const place = Math.floor(at * forms.length);
      visit(forms.slice(0, place) + inserted + forms.slice(place + removed), place + inserted.length);
    }),
    { numRuns: 150 },
  );
}, 30_000);

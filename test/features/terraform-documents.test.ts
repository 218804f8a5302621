import { describe, expect, test } from 'vitest';
import { completeIn } from './terraform-fixture.ts';

const policies = `data "aws_iam_policy_document" "access" {
  statement {
    actions   = ["aps:RemoteWrite"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "each" {
  for_each = toset(["a"])
}

data "aws_iam_policy_document" "used" {
  count = 1
}

locals {
  name  = "x"
  trust = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role_policy" "used" {
  role   = "x"
  policy = data.aws_iam_policy_document.used[0].json
}
`;

const consumer = (body: string) => ({
  'main.tf': `resource "aws_prometheus_resource_policy" "access" {\n  workspace_id = "x"\n  ${body}\n}\n\nresource "aws_sqs_queue" "q" {}\n`,
  'policies.tf': policies,
});

const all = [
  'data.aws_iam_policy_document.access.json',
  'data.aws_iam_policy_document.each["key"].json',
  'local.trust',
  'data.aws_iam_policy_document.used[0].json',
];

describe('an argument that takes a document', () => {
  test.each([
    'policy_document = |',
    'policy_document =|',
    'policy_document = d|',
    'policy_document = data.|',
    'policy_document = data.aws_iam_policy_document.|',
    'policy_document = data.aws_iam_policy_document.access.|',
    'policy_document = data.aws_iam_policy_document.ac|cess.json',
    'policy_document = var.open ? data.|',
    'policy_document = var.open ? local.name : |',
  ])('%s', (body) => {
    const { labels, accept } = completeIn(consumer(body));
    // Templates come last, and only where nothing else is begun.
    const templates = /=\s*\|$/.test(body)
      ? ['amp-policy-basic', 'amp-policy-grafana', 'amp-policy-xaccount']
      : [];
    expect(labels).toEqual([...all, ...templates]);
    const [start = ''] = body.split('|');
    const typed = /[\w.-]*$/.exec(start)?.[0] ?? '';
    const before = start.slice(0, start.length - typed.length);
    expect(accept('data.aws_iam_policy_document.access.json')).toContain(
      `  ${before}data.aws_iam_policy_document.access.json\n}`,
    );
  });

  test('says what a document is used as, and has a stop for a key', () => {
    const { item } = completeIn(consumer('policy_document = |'));
    expect(item('data.aws_iam_policy_document.used[0].json').detail).toBe('identity policy');
    expect(item('data.aws_iam_policy_document.access.json').detail).toBe('not used yet');
    expect(item('data.aws_iam_policy_document.each["key"].json').newText).toBe(
      'data.aws_iam_policy_document.each["${1:key}"].json',
    );
  });

  test('in nested and dynamic blocks', () => {
    const role = (body: string) => ({
      'main.tf': `resource "aws_iam_role" "r" {\n  ${body}\n}\n`,
      'policies.tf': policies,
    });
    expect(completeIn(role('inline_policy {\n    policy = |\n  }')).labels).toContain(all[0]);
    expect(
      completeIn(role('dynamic "inline_policy" {\n    content {\n      policy = |\n    }\n  }')).labels,
    ).toContain(all[0]);
    expect(completeIn(role('assume_role_policy = |')).labels).toContain('local.trust');
    expect(completeIn(role('tags = {\n    policy = |\n  }')).labels).toEqual([]);
  });

  test('merged documents are a list, and none is itself', () => {
    const merging = (body: string) => ({
      'main.tf': `data "aws_iam_policy_document" "all" {\n  ${body}\n}\n`,
      'policies.tf': policies,
    });
    const whole = completeIn(merging('source_policy_documents = |'));
    expect(whole.accept('local.trust')).toContain('source_policy_documents = [local.trust]\n');
    const listed = completeIn(
      merging(
        'override_policy_documents = [\n    data.aws_iam_policy_document.used[0].json,\n    data.|\n  ]',
      ),
    );
    expect(listed.accept('data.aws_iam_policy_document.access.json')).toContain(
      '    data.aws_iam_policy_document.access.json\n  ]',
    );
    expect(listed.labels).not.toContain('data.aws_iam_policy_document.all.json');
    expect(completeIn(merging('source_policy_documents = concat(var.a, [|])')).labels).toContain(
      'local.trust',
    );
  });
});

test.each([
  'workspace_id = |',
  'policy_document = "|"',
  'policy_document = file(|)',
  'policy_document = jsonencode(|)',
  'policy_document = data.aws_iam_policy_document.used.json |',
  'policy_document = null\n  # policy_document = |',
  'policy_document = <<EOF\n    policy_document = |\nEOF',
  'policy_document = null\n}\n\nlocals {\n  policy_document = |',
  '|',
])('others are left to others: %s', (body) => {
  expect(completeIn(consumer(body)).labels).toEqual([]);
});

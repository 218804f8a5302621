import { describe, expect, test } from 'vitest';
import { resolveCompletion } from '../../server/core/index.ts';
import { completeIn, engine } from './terraform-fixture.ts';

const resources = `resource "aws_prometheus_workspace" "main" {}

resource "aws_prometheus_workspace" "second" {
  count = 2
}

resource "aws_cloudwatch_log_group" "x" {}

resource "aws_s3_bucket" "b" {}

data "aws_s3_bucket" "theirs" {
  bucket = "b"
}

resource "aws_sqs_queue" "each" {
  for_each = toset(["a"])
}

resource "aws_iam_role" "writer" {}

data "aws_caller_identity" "me" {}

data "aws_organizations_organization" "o" {}

resource "aws_iam_openid_connect_provider" "github" {}
`;

/** A module of two files; `body` is what stands in the statement of the data source. */
const source = (body: string) => ({
  'resources.tf': resources,
  'main.tf': `data "aws_iam_policy_document" "p" {\n  statement {\n    ${body}\n  }\n}\n`,
});

/** A policy in `jsonencode`. */
const encoded = (body: string) => ({
  'resources.tf': resources,
  'main.tf': `resource "aws_iam_policy" "p" {\n  policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [{\n      Effect = "Allow"\n      ${body}\n    }]\n  })\n}\n`,
});

/** A policy in a heredoc. */
const heredoc = (body: string) => ({
  'resources.tf': resources,
  'main.tf': `resource "aws_iam_policy" "p" {\n  policy = <<EOF\n{\n  "Version": "2012-10-17",\n  "Statement": [{ "Effect": "Allow", ${body} }]\n}\nEOF\n}\n`,
});

describe('resources of the module', () => {
  test('after aps:RemoteWrite the workspace comes first', () => {
    const { labels, accept } = completeIn(source('actions   = ["aps:RemoteWrite"]\n    resources = [|]'));
    expect(labels.slice(0, 2)).toEqual([
      'aws_prometheus_workspace.main.arn',
      'aws_prometheus_workspace.second[0].arn',
    ]);
    expect(labels.join()).not.toContain('log_group');
    expect(accept('aws_prometheus_workspace.main.arn')).toContain(
      '    resources = [aws_prometheus_workspace.main.arn]\n',
    );
  });

  test('without brackets they come along', () => {
    const { accept } = completeIn(source('actions   = ["aps:RemoteWrite"]\n    resources = |'));
    expect(accept('aws_prometheus_workspace.main.arn')).toContain(
      '    resources = [aws_prometheus_workspace.main.arn]\n',
    );
  });

  test('a half-typed name is replaced', () => {
    const { labels, accept } = completeIn(
      source('actions   = ["aps:RemoteWrite"]\n    resources = [aws_prometheus_workspace.m|]'),
    );
    expect(labels[0]).toBe('aws_prometheus_workspace.main.arn');
    expect(accept('aws_prometheus_workspace.main.arn')).toContain(
      '    resources = [aws_prometheus_workspace.main.arn]\n',
    );
  });

  test('inside quotes', () => {
    const { labels, accept } = completeIn(source('actions   = ["aps:RemoteWrite"]\n    resources = ["|"]'));
    expect(labels[0]).toBe('aws_prometheus_workspace.main.arn');
    expect(accept('aws_prometheus_workspace.main.arn')).toContain(
      '    resources = ["${aws_prometheus_workspace.main.arn}"]\n',
    );
  });

  test.each(['${|}', '${aws_p|}', '${|', '${aws_p|', '${ aws_p| }'])('inside an expression %s', (typed) => {
    const { labels, accept } = completeIn(
      source(`actions   = ["aps:RemoteWrite"]\n    resources = ["${typed}"]`),
    );
    expect(labels[0]).toBe('aws_prometheus_workspace.main.arn');
    expect(accept('aws_prometheus_workspace.main.arn').replace('${ ', '${')).toContain(
      '    resources = ["${aws_prometheus_workspace.main.arn}"]\n',
    );
  });

  test('what an ARN lacks is appended', () => {
    const logs = completeIn(source('actions   = ["logs:PutLogEvents"]\n    resources = [|]'));
    expect(logs.labels[0]).toBe('${aws_cloudwatch_log_group.x.arn}:*');
    expect(logs.accept('${aws_cloudwatch_log_group.x.arn}:*')).toContain(
      '    resources = ["${aws_cloudwatch_log_group.x.arn}:*"]\n',
    );
    const objects = completeIn(source('actions   = ["s3:GetObject"]\n    resources = ["|"]'));
    expect(objects.labels.slice(0, 2)).toEqual([
      '${aws_s3_bucket.b.arn}/*',
      '${data.aws_s3_bucket.theirs.arn}/*',
    ]);
    expect(objects.accept('${aws_s3_bucket.b.arn}/*')).toContain(
      '    resources = ["${aws_s3_bucket.b.arn}/*"]\n',
    );
    const inside = completeIn(source('actions   = ["s3:GetObject"]\n    resources = ["${|}"]'));
    expect(inside.accept('${aws_s3_bucket.b.arn}/*')).toContain(
      '    resources = ["${aws_s3_bucket.b.arn}/*"]\n',
    );
    const before = completeIn(source('actions   = ["s3:GetObject"]\n    resources = ["${|}/reports/*"]'));
    expect(before.accept('${aws_s3_bucket.b.arn}/*')).toContain(
      '    resources = ["${aws_s3_bucket.b.arn}/reports/*"]\n',
    );
  });

  test('one of several has a stop for its key', () => {
    const { item } = completeIn(source('actions   = ["sqs:SendMessage"]\n    resources = [|]'));
    expect(item('aws_sqs_queue.each["key"].arn').newText).toBe(
      'aws_sqs_queue.each["\\${1:key}"].arn'.replace('\\$', '$'),
    );
  });

  test('not twice in one list', () => {
    const { labels } = completeIn(
      source('actions   = ["aps:RemoteWrite"]\n    resources = [aws_prometheus_workspace.main.arn, |]'),
    );
    expect(labels).not.toContain('aws_prometheus_workspace.main.arn');
    expect(labels[0]).toBe('aws_prometheus_workspace.second[0].arn');
  });

  test('the resource that the policy sits on is first', () => {
    const { labels } = completeIn({
      ...source('actions   = ["aps:RemoteWrite"]\n    resources = [|]'),
      'policy.tf': `resource "aws_prometheus_resource_policy" "x" {
  workspace_id    = aws_prometheus_workspace.second[0].id
  policy_document = data.aws_iam_policy_document.p.json
}
`,
    });
    expect(labels.slice(0, 2)).toEqual([
      'aws_prometheus_workspace.second[0].arn',
      'aws_prometheus_workspace.main.arn',
    ]);
  });

  test('in jsonencode', () => {
    const list = completeIn(encoded('Action = ["aps:RemoteWrite"]\n      Resource = [|]'));
    expect(list.accept('aws_prometheus_workspace.main.arn')).toContain(
      'Resource = [aws_prometheus_workspace.main.arn]\n',
    );
    const single = completeIn(encoded('Action = "logs:PutLogEvents"\n      Resource = |'));
    expect(single.labels[0]).toBe('${aws_cloudwatch_log_group.x.arn}:*');
    expect(single.accept('${aws_cloudwatch_log_group.x.arn}:*')).toContain(
      'Resource = "${aws_cloudwatch_log_group.x.arn}:*"\n',
    );
  });

  test('in a heredoc', () => {
    const quoted = completeIn(heredoc('"Action": "s3:GetObject", "Resource": "|"'));
    expect(quoted.labels[0]).toBe('${aws_s3_bucket.b.arn}/*');
    expect(quoted.accept('${aws_s3_bucket.b.arn}/*')).toContain('"Resource": "${aws_s3_bucket.b.arn}/*" }]');
    const bare = completeIn(heredoc('"Action": "aps:RemoteWrite", "Resource": [|]'));
    expect(bare.accept('aws_prometheus_workspace.main.arn')).toContain(
      '"Resource": ["${aws_prometheus_workspace.main.arn}"] }]',
    );
    const inside = completeIn(heredoc('"Action": "s3:GetObject", "Resource": "${|}"'));
    expect(inside.accept('${aws_s3_bucket.b.arn}/*')).toContain('"Resource": "${aws_s3_bucket.b.arn}/*" }]');
  });
});

describe('principals and values of the module', () => {
  test('roles, and the account', () => {
    const { labels, accept } = completeIn(
      source('principals {\n      type        = "AWS"\n      identifiers = [|]\n    }'),
    );
    expect(labels.slice(0, 2)).toEqual(['aws_iam_role.writer.arn', 'data.aws_caller_identity.me.account_id']);
    expect(accept('aws_iam_role.writer.arn')).toContain('identifiers = [aws_iam_role.writer.arn]\n');
  });

  test('identity providers', () => {
    const { labels } = completeIn(
      source('principals {\n      type        = "Federated"\n      identifiers = [|]\n    }'),
    );
    expect(labels[0]).toBe('aws_iam_openid_connect_provider.github.arn');
  });

  test('services as in JSON', () => {
    const { labels, accept } = completeIn(
      source('principals {\n      type        = "Service"\n      identifiers = ["gra|"]\n    }'),
    );
    expect(labels).toContain('grafana.amazonaws.com');
    expect(accept('grafana.amazonaws.com')).toContain('identifiers = ["grafana.amazonaws.com"]\n');
  });

  test('values of condition keys', () => {
    const value = (key: string) =>
      completeIn(
        source(
          `condition {\n      test     = "StringEquals"\n      variable = "${key}"\n      values   = [|]\n    }`,
        ),
      );
    expect(value('aws:SourceAccount').labels[0]).toBe('data.aws_caller_identity.me.account_id');
    expect(value('aws:PrincipalOrgID').labels[0]).toBe('data.aws_organizations_organization.o.id');
    expect(value('aws:SourceArn').labels).toContain('aws_prometheus_workspace.main.arn');
    expect(value('aws:PrincipalArn').labels[0]).toBe('aws_iam_role.writer.arn');
    expect(value('aws:SourceAccount').accept('data.aws_caller_identity.me.account_id')).toContain(
      'values   = [data.aws_caller_identity.me.account_id]\n',
    );
  });
});

describe('names of elements', () => {
  test('of a statement are spelt as HCL does', () => {
    const { labels, accept } = completeIn(source('effect = "Allow"\n    |'));
    expect(labels.slice(0, 2)).toEqual(expect.arrayContaining(['actions', 'resources']));
    expect(labels).toEqual(expect.arrayContaining(['sid', 'not_actions', 'condition', 'principals']));
    expect(labels).not.toContain('effect');
    expect(accept('actions')).toContain('    actions = [""]\n');
  });

  test('are explained as what they are', () => {
    const { item } = completeIn(source('|'));
    const { topic, label } = item('actions');
    expect(topic).toBe('element Action');
    expect(resolveCompletion(engine, topic ?? '', label)).toContain('**`Action`**');
  });

  test('blocks may come again, arguments not', () => {
    const { labels } = completeIn(
      source(
        'actions = ["s3:*"]\n    condition {\n      test     = "Bool"\n      variable = "aws:SecureTransport"\n      values   = ["true"]\n    }\n    |',
      ),
    );
    expect(labels).toContain('condition');
    expect(labels).not.toContain('actions');
  });

  test('of a document', () => {
    const { labels } = completeIn({
      'main.tf':
        'data "aws_iam_policy_document" "p" {\n  version = "2012-10-17"\n  statement {\n    actions = ["s3:*"]\n  }\n  |\n}\n',
    });
    expect(labels).toEqual(expect.arrayContaining(['statement', 'policy_id']));
    expect(labels).not.toContain('version');
  });

  test('in jsonencode they are as in JSON', () => {
    const { labels, accept } = completeIn(encoded('|'));
    expect(labels).toEqual(expect.arrayContaining(['Action', 'Resource', 'Condition']));
    expect(accept('Action')).toContain('      Action = [""]\n');
  });
});

describe('values are those of JSON', () => {
  test.each([
    ['a data source', source('actions = ["aps:Rem|"]')],
    ['jsonencode', encoded('Action = ["aps:Rem|"]')],
    ['a heredoc', heredoc('"Action": ["aps:Rem|"]')],
  ])('actions in %s', (_name, files) => {
    const { labels, accept } = completeIn(files);
    expect(labels).toContain('RemoteWrite');
    expect(accept('RemoteWrite')).toContain('["aps:RemoteWrite"]');
  });

  test('effects, operators, keys', () => {
    expect(completeIn(source('effect = "|"')).labels).toEqual(['Allow', 'Deny']);
    expect(completeIn(source('condition {\n      test = "|"\n    }')).labels).toContain('StringEquals');
    expect(
      completeIn(
        source(
          'actions = ["s3:GetObject"]\n    condition {\n      test = "Bool"\n      variable = "|"\n    }',
        ),
      ).labels,
    ).toContain('aws:SecureTransport');
  });
});

describe('variables of IAM', () => {
  const s3 = 'actions   = ["s3:GetObject"]\n    resources = ';

  test.each(['&{aws:us|}', '&{|}', '${aws:us|}', '${aws:us|', '${|}'])(
    'in a data source from %s',
    (typed) => {
      const { accept } = completeIn(source(`${s3}["arn:aws:s3:::b/${typed}"]`));
      expect(accept('aws:username')).toContain('resources = ["arn:aws:s3:::b/&{aws:username}"]\n');
    },
  );

  test.each(['$${aws:us|}', '$${|}', '${aws:us|}', '${|}'])('in jsonencode from %s', (typed) => {
    const { accept } = completeIn(
      encoded(`Action = "s3:GetObject"\n      Resource = "arn:aws:s3:::b/${typed}"`),
    );
    expect(accept('aws:username')).toContain('Resource = "arn:aws:s3:::b/$${aws:username}"\n');
  });

  test.each(['$${aws:us|}', '${aws:us|}', '${|}'])('in a heredoc from %s', (typed) => {
    const { accept } = completeIn(heredoc(`"Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/${typed}"`));
    expect(accept('aws:username')).toContain('"Resource": "arn:aws:s3:::b/$${aws:username}" }]');
  });

  test('as whole values', () => {
    const { accept } = completeIn(
      source(
        'condition {\n      test     = "StringEquals"\n      variable = "s3:prefix"\n      values   = ["|"]\n    }',
      ),
    );
    expect(accept('${aws:username}')).toContain('values   = ["&{aws:username}"]\n');
  });
});

import { describe, expect, test } from 'vitest';
import { type Files, hoverIn, spotIn } from './terraform-fixture.ts';

const main = `resource "aws_prometheus_workspace" "main" {}

resource "aws_prometheus_resource_policy" "main" {
  workspace_id    = aws_prometheus_workspace.main.id
  policy_document = data.aws_iam_policy_document.access.json
}

resource "aws_iam_role" "writer" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}
`;

const policies = `data "aws_iam_policy_document" "access" {
  statement {
    sid       = "Write_[x](command:y)"
    actions   = ["aps:RemoteWrite", "aps:ListWorkspaces", "sqs:SendMessage"]
    resources = [aws_prometheus_workspace.main.arn, aws_sqs_queue.q.arn, "\${aws_sqs_queue.q.url}"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.writer.arn, data.aws_caller_identity.me.account_id]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalTag/team"
      values   = [var.team]
    }
  }
  statement {
    effect    = "Deny"
    actions   = concat(["aps:DeleteWorkspace"], var.more)
    not_resources = ["*"]
  }
}

data "aws_iam_policy_document" "unused" {}
`;

/** The module with the cursor inside the first occurrence of some text. */
function at(file: 'main.tf' | 'policies.tf', word: string, inside = 1): Files {
  const files: Record<string, string> = { 'main.tf': main, 'policies.tf': policies };
  const text = files[file] ?? '';
  const place = text.indexOf(word);
  if (place < 0) throw new Error(`no ${word} in ${file}`);
  return { ...files, [file]: `${text.slice(0, place + inside)}|${text.slice(place + inside)}` };
}

function hoverAt(file: 'main.tf' | 'policies.tf', word: string, inside = 1) {
  const files = at(file, word, inside);
  const { text } = spotIn(files);
  const found = hoverIn(files);
  return { of: text.slice(found?.range.start, found?.range.end), markdown: found?.markdown ?? '' };
}

const STATEMENTS = [
  '- **Allows** `aps:RemoteWrite`, `aps:ListWorkspaces` and `sqs:SendMessage` on `aws_prometheus_workspace.main.arn`,',
  '`aws_sqs_queue.q.arn` and `aws_sqs_queue.q.url` to `AWS` `aws_iam_role.writer.arn` and',
  '`data.aws_caller_identity.me.account_id` when `StringEquals aws:PrincipalTag/team` (`Write_[x](command:y)`)\n',
].join(' ');

describe('documents', () => {
  test('a reference tells what it allows, what it is used as and by whom', () => {
    const { of, markdown } = hoverAt('main.tf', 'data.aws_iam_policy_document');
    expect(of).toBe('data.aws_iam_policy_document.access.json');
    expect(markdown).toBe(
      [
        '**`data.aws_iam_policy_document.access`** · resource policy of aps workspace\n',
        `${STATEMENTS}- **Denies** \`aps:DeleteWorkspace\` and … on everything but \`*\`\n`,
        'Used by\n',
        '- `aws_prometheus_resource_policy.main.policy_document` (`main.tf:5`): resource policy of aps workspace, on `aws_prometheus_workspace.main`',
      ].join('\n'),
    );
  });

  test('so does its label', () => {
    const { of, markdown } = hoverAt('policies.tf', '"access"');
    expect(of).toBe('data "aws_iam_policy_document" "access"');
    expect(markdown).toBe(hoverAt('main.tf', 'data.aws_iam_policy_document').markdown);
  });

  test('one that nothing uses says so', () => {
    expect(hoverAt('policies.tf', '"unused"').markdown).toBe(
      '**`data.aws_iam_policy_document.unused`** · policy document\n\nNothing in this module uses it, so what it is used as is not known.',
    );
  });
});

describe('consumers', () => {
  test('the argument that takes a document', () => {
    const { of, markdown } = hoverAt('main.tf', 'policy_document =');
    expect(of).toBe('policy_document');
    expect(markdown).toContain(
      '**`policy_document`** of `aws_prometheus_resource_policy.main` · takes a **resource policy** of aps workspace\n',
    );
    expect(markdown).toContain('It sits on `aws_prometheus_workspace.main`.');
    expect(markdown).toContain('- `data.aws_iam_policy_document.access` (`policies.tf:1`)');
  });

  test('the argument that has a policy written into it', () => {
    const { markdown } = hoverAt('main.tf', 'assume_role_policy');
    expect(markdown).toContain('of `aws_iam_role.writer` · takes a **role trust policy**\n');
    expect(markdown).not.toContain('comes from');
    expect(markdown).not.toContain('It sits on');
  });

  test('the resource that a policy sits on, by its label and by references', () => {
    const policy =
      '- resource policy of aps workspace `data.aws_iam_policy_document.access` (`policies.tf:1`), put there by `aws_prometheus_resource_policy.main` (`main.tf:5`)';
    const label = hoverAt('main.tf', '"aws_prometheus_workspace"');
    expect(label.markdown).toBe(
      `**\`aws_prometheus_workspace.main\`** · policies that sit on it\n\n${policy}`,
    );
    expect(hoverAt('main.tf', 'aws_prometheus_workspace.main').markdown).toContain(policy);
  });

  test('a role names its trust policy', () => {
    expect(hoverAt('main.tf', '"writer"').markdown).toContain(
      '- role trust policy `aws_iam_role.writer.assume_role_policy` (`main.tf:9`)',
    );
  });
});

describe('references in a policy', () => {
  test('an ARN: its form, its type, and the actions that take it', () => {
    const { of, markdown } = hoverAt('policies.tf', 'aws_sqs_queue.q.arn');
    expect(of).toBe('aws_sqs_queue.q.arn');
    expect(markdown).toBe(
      [
        '**`aws_sqs_queue.q.arn`** · an ARN of the form\n',
        '- `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`\n',
        'Resource type: queue (sqs)\n',
        'Taken by `sqs:SendMessage` of this statement\n',
        'Not by `aps:ListWorkspaces`: only `*` works there\n',
        '1 other action takes resources of other types',
      ].join('\n'),
    );
  });

  test('of a resource with a policy: that too', () => {
    const { markdown } = hoverAt('policies.tf', 'aws_prometheus_workspace.main.arn');
    expect(markdown).toContain('Taken by `aps:RemoteWrite` of this statement');
    expect(markdown).toContain('**`aws_prometheus_workspace.main`** · policies that sit on it');
  });

  test('what is no ARN', () => {
    expect(hoverAt('policies.tf', 'aws_sqs_queue.q.url').markdown).toContain('· an address, not an ARN');
    expect(hoverAt('policies.tf', 'data.aws_caller_identity').markdown).toContain(
      '**`data.aws_caller_identity.me.account_id`** · an account ID, twelve digits',
    );
    expect(hoverAt('policies.tf', 'var.team').markdown).toBe('');
  });
});

describe('what JSON has, too', () => {
  const policy = `data "aws_iam_policy_document" "p" {
  version = "2012-10-17"
  statement {
    effect    = "Allow"
    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.b.arn}/&{aws:username}/*", "arn:aws:s3:::\${var.name}/*"]
    principals {
      type        = "Service"
      identifiers = ["grafana.amazonaws.com", local.services]
    }
    condition {
      test     = "ForAnyValue:StringLike"
      variable = "aws:TagKeys"
      values   = ["x"]
    }
  }
}

resource "aws_s3_bucket" "b" {}

resource "aws_iam_policy" "q" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "sqs:SendMessage", Resource = "$\${aws:userid}" }]
  })
}

resource "aws_iam_policy" "h" {
  policy = <<EOF
{ "Version": "2012-10-17", "Statement": { "NotAction": "iam:PassRole", "Resource": "\${aws_s3_bucket.b.arn}" } }
EOF
}
`;

  function hoverOn(word: string, inside = 1) {
    const place = policy.indexOf(word) + inside;
    if (place < inside) throw new Error(`no ${word}`);
    const found = hoverIn({ 'main.tf': `${policy.slice(0, place)}|${policy.slice(place)}` });
    return { of: policy.slice(found?.range.start, found?.range.end), markdown: found?.markdown ?? '' };
  }

  test.each([
    ['version =', 'version', '**`Version`**'],
    ['statement {', 'statement', '**`Statement`**'],
    ['effect ', 'effect', '**`Effect`**'],
    ['actions ', 'actions', '**`Action`**'],
    ['resources ', 'resources', '**`Resource`**'],
    ['principals {', 'principals', '**`Principal`**'],
    ['condition {', 'condition', '**`Condition`**'],
    ['s3:GetObject', 's3:GetObject', '**`s3:GetObject`** · Read'],
    ['Allow', 'Allow', '**`Allow`**'],
    ['Service"', 'Service', '**`Service`** · kind of principal'],
    ['grafana.', 'grafana.amazonaws.com', '· an AWS service'],
    ['ForAnyValue', 'ForAnyValue:StringLike', '**`ForAnyValue:StringLike`**'],
    ['aws:TagKeys', 'aws:TagKeys', '**`aws:TagKeys`** · String'],
    ['&{aws:username', '&{aws:username}', '**`${aws:username}`** · policy variable'],
    ['Action = "sqs', 'Action', '**`Action`**'],
    ['sqs:Send', 'sqs:SendMessage', '**`sqs:SendMessage`** · Write'],
    ['$${aws:userid', '$${aws:userid}', '**`${aws:userid}`** · policy variable'],
    ['NotAction', 'NotAction', '**`NotAction`**'],
    ['iam:PassRole', 'iam:PassRole', '**`iam:PassRole`** · Write'],
  ])('%s', (word, of, markdown) => {
    const found = hoverOn(word);
    expect(found.markdown).toContain(markdown);
    expect(found.of).toBe(of);
  });

  test('an ARN with something of Terraform in it', () => {
    expect(hoverOn('/*", "arn').markdown).toContain('`arn:*:s3:::*/${aws:username}/*`');
    expect(hoverOn('arn:aws:s3:::').markdown).toContain('Taken by `s3:GetObject` of this statement');
    expect(hoverOn('aws_s3_bucket.b.arn}"').of).toBe('aws_s3_bucket.b.arn');
  });

  test('a bare name is no service', () => {
    expect(hoverOn('local.services').markdown).toBe('');
  });
});

test('names and texts of the author cannot act', () => {
  const files = {
    'a`b](command:x).tf':
      'resource "aws_iam_role_policy" "r" {\n  role = "x"\n  policy = data.aws_iam_policy_document.x.json\n}\n',
    'main.tf': `data "aws_iam_policy_document" "x|" {
  statement {
    sid       = "<img src=x>"
    actions   = ["[a](command:b)", "\`"]
    resources = ["![x](https://example.com)"]
  }
}
`,
  };
  const markdown = hoverIn(files)?.markdown ?? '';
  expect(markdown).toContain('``a`b](command:x).tf:3``');
  expect(markdown).toContain('`[a](command:b)` and `` ` `` on `![x](https://example.com)` (`<img src=x>`)');
});

test('names that no policy is about are left to others', () => {
  const files = {
    'main.tf':
      'resource "aws_sqs_queue" "p|olicy" {}\noutput "jsonencode" {\n  value = aws_sqs_queue.policy.arn\n}\n',
  };
  expect(hoverIn(files)).toBeUndefined();
});

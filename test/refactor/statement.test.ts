import { describe, expect, test } from 'vitest';
import {
  accessOf,
  applied,
  engine,
  type Form,
  JSON_FILE,
  policiesOf,
  projectOf,
  refactor,
  TF_FILE,
} from './statement-fixture.ts';

/** A policy of one statement, with the cursor at `|` in one of its values. */
function policy(action: string, resource = '"*"'): string {
  return `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "One",
      "Effect": "Allow",
      "Action": ${action},
      "Resource": ${resource}
    }
  ]
}
`;
}

/** A data source whose statements have these lines. */
function dataSource(...statements: readonly string[]): string {
  const blocks = statements.map((lines) => `  statement {\n${lines.replaceAll(/^/gm, '    ')}\n  }\n`);
  return `data "aws_iam_policy_document" "d" {\n${blocks.join('\n')}}\n`;
}

function refused(marked: string, form: Form, name: string): string | undefined {
  const at = marked.indexOf('|');
  const found = refactor(marked.replace('|', ''), form, { start: at, end: at }, name);
  return found !== undefined && 'disabled' in found ? found.disabled : undefined;
}

function offered(marked: string, form: Form, name: string): boolean {
  const at = marked.indexOf('|');
  return refactor(marked.replace('|', ''), form, { start: at, end: at }, name) !== undefined;
}

describe('expand-wildcard', () => {
  test('puts the actions in the place of the wildcard, without those that are there', () => {
    const { title, text } = applied(
      policy('[\n        "aps:Get|L*",\n        "aps:GetLabels" \n      ]'),
      JSON_FILE,
      'expand-wildcard',
    );
    expect(title).toBe('Expand "aps:GetL*" into 1 action of today');
    expect(text).toContain('"Action": [\n        "aps:GetLabels" \n      ]');
  });

  test('a single value becomes a list', () => {
    const { text, grade } = applied(policy('"aps:List|R*"'), JSON_FILE, 'expand-wildcard');
    expect(text).toContain(
      '"Action": [\n        "aps:ListRuleGroupsNamespaces",\n        "aps:ListRules"\n      ]',
    );
    expect(grade).toBe('review');
  });

  test('is not offered for names, and refused for everything', () => {
    expect(offered(policy('"aps:Get|Labels"'), JSON_FILE, 'expand-wildcard')).toBe(false);
    expect(refused(policy('"|*"'), JSON_FILE, 'expand-wildcard')).toMatch(/every action/);
  });

  test('comments stay', () => {
    const text = dataSource('actions = [\n  "s3:GetObject", # read\n  "aps:List|R*", # rules\n]');
    expect(applied(text, TF_FILE, 'expand-wildcard').text).toContain(
      '"s3:GetObject", # read\n      "aps:ListRuleGroupsNamespaces",\n      "aps:ListRules", # rules\n',
    );
  });
});

describe('shrink-actions', () => {
  test('finds wildcards that match nothing else', () => {
    const all = ['GetLabels', 'GetSeries', 'GetMetricMetadata', 'GetAlertManagerStatus'].map(
      (name) => `"aps:${name}"`,
    );
    const rest = '"aps:GetAlertManagerSilence", "aps:GetDefaultScraperConfiguration"';
    const { text, title } = applied(
      policy(`["s3:Get|Object", ${all.join(', ')}, ${rest}]`),
      JSON_FILE,
      'shrink-actions',
    );
    expect(title).toBe('Shrink 7 elements into 2 with wildcards that match nothing else today');
    expect(text).toContain('["s3:GetObject", "aps:Get*"]');
  });

  test('is not offered where a wildcard would match more', () => {
    expect(offered(policy('["s3:Get|Object", "s3:GetBucketAcl"]'), JSON_FILE, 'shrink-actions')).toBe(false);
  });

  test('undoes expanding', () => {
    const expanded = applied(policy('"dynamodb:List|*"'), JSON_FILE, 'expand-wildcard').text;
    const marked = expanded.replace('"dynamodb:', '"|dynamodb:');
    const { text } = applied(marked, JSON_FILE, 'shrink-actions');
    expect(text).toContain('"Action": [\n        "dynamodb:List*"\n      ]');
  });
});

describe('splitting', () => {
  test('by service keeps expressions and comments with their actions', () => {
    const { text, grade } = applied(
      dataSource(
        'sid = "Mixed"\nactions = [\n  "s3:Get|Object", # objects\n  # metrics\n  "aps:QueryMetrics",\n]\nresources = [aws_s3_bucket.b.arn, var.other]',
      ),
      TF_FILE,
      'split-statement-by-service',
    );
    expect(grade).toBe('safe');
    expect(text).toBe(
      dataSource(
        'sid = "Mixed"\nactions = [\n  "s3:GetObject", # objects\n]\nresources = [aws_s3_bucket.b.arn, var.other]',
        'sid = "MixedAps"\nactions = [\n  # metrics\n  "aps:QueryMetrics",\n]\nresources = [aws_s3_bucket.b.arn, var.other]',
      ),
    );
  });

  test('by resource level in a document without a list of statements', () => {
    const single =
      '{ "Statement": { "Effect": "Allow", "Action": ["s3:Get|Object", "s3:ListAllMyBuckets"], "Resource": "*" } }';
    expect(applied(single, JSON_FILE, 'split-statement-by-resource-level').text).toBe(
      '{ "Statement": [{ "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*" }, { "Effect": "Allow", "Action": ["s3:ListAllMyBuckets"], "Resource": "*" }] }',
    );
  });

  test('by resource type in a document inside a string', () => {
    const inner = JSON.stringify(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' }],
      }),
    );
    const file = `{ "PolicyDocument": ${inner.replace('s3:GetO', 's3:Get|O')} }`;
    const { text } = applied(file, JSON_FILE, 'split-statement-by-resource-type');
    const said = JSON.parse(JSON.parse(text).PolicyDocument);
    expect(said.Statement.map((one: { Action: unknown }) => one.Action)).toEqual([
      ['s3:GetObject'],
      ['s3:ListBucket'],
    ]);
  });

  test('is not done where a part cannot be seen', () => {
    const open = dataSource('actions = concat(["s3:GetObject", "aps:|QueryMetrics"], var.more)');
    expect(offered(open, TF_FILE, 'split-statement-by-service')).toBe(true);
    expect(refused(open, TF_FILE, 'split-statement-by-service')).toMatch(/expressions/);
  });
});

describe('merge-statements', () => {
  const two = (a: string, b: string) => dataSource(`sid = "A"\n${a}`, `sid = "B"\n${b}`);

  test('gathers the items of the one list that differs', () => {
    const { text, title } = applied(
      two(
        'actions = ["s3:Get|Object"]\nresources = ["arn:aws:s3:::a/*"]',
        'actions = ["s3:getobject"]\nresources = ["${aws_s3_bucket.b.arn}/*", "arn:aws:s3:::a/*"]',
      ),
      TF_FILE,
      'merge-statements',
    );
    expect(title).toBe('Merge with "B": only "Resource" differs');
    expect(text).toBe(
      dataSource(
        'sid = "A"\nactions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::a/*", "${aws_s3_bucket.b.arn}/*"]',
      ),
    );
  });

  test('does not join what takes away', () => {
    const not = two(
      'not_actions = ["s3:Get|Object"]\nresources = ["*"]',
      'not_actions = ["s3:PutObject"]\nresources = ["*"]',
    );
    expect(offered(not, TF_FILE, 'merge-statements')).toBe(false);
  });

  test('refuses to lose a comment', () => {
    const remark = two(
      'actions = ["s3:Get|Object"]\nresources = ["*"]',
      '# why\nactions = ["s3:PutObject"]\nresources = ["*"]',
    );
    expect(refused(remark, TF_FILE, 'merge-statements')).toMatch(/Comments/);
  });

  test('two effects are two statements', () => {
    const effects = two(
      'effect = "Deny"\nactions = ["s3:Get|Object"]\nresources = ["*"]',
      'actions = ["s3:PutObject"]\nresources = ["*"]',
    );
    expect(offered(effects, TF_FILE, 'merge-statements')).toBe(false);
  });
});

describe('order', () => {
  test('sorting moves comments with their actions', () => {
    const { text } = applied(
      dataSource('actions = [\n  "s3:Put|Object",\n  # first\n  "aps:GetLabels", # labels\n]'),
      TF_FILE,
      'sort-actions',
    );
    expect(text).toBe(
      dataSource('actions = [\n  # first\n  "aps:GetLabels", # labels\n  "s3:PutObject",\n]'),
    );
  });

  test('grouping goes by service and access level', () => {
    const { text } = applied(
      policy('["s3:Put|Object", "aps:RemoteWrite", "s3:GetObject", "s3:ListBucket"]'),
      JSON_FILE,
      'group-actions',
    );
    expect(text).toContain('["aps:RemoteWrite", "s3:ListBucket", "s3:GetObject", "s3:PutObject"]');
  });
});

describe('toggle-list', () => {
  test('there and back', () => {
    const list = applied(policy('"s3:Get|Object"'), JSON_FILE, 'toggle-list').text;
    expect(list).toBe(policy('["s3:GetObject"]'));
    const back = applied(list.replace('s3:Get', 's3:Get|'), JSON_FILE, 'toggle-list').text;
    expect(back).toBe(policy('"s3:GetObject"'));
  });

  test('statements of a data source take lists only', () => {
    expect(offered(dataSource('actions = ["s3:Get|Object"]'), TF_FILE, 'toggle-list')).toBe(false);
  });
});

describe('scope-resources', () => {
  test('actions that take only "*" keep it in a statement of their own', () => {
    const marked = policy('["sqs:Send|Message", "s3:ListAllMyBuckets"]');
    const { text, title } = applied(marked, JSON_FILE, 'scope-resources');
    expect(title).toBe(
      'Scope "*" to the ARNs of queue, and give the 1 other element of "Action" a statement of its own',
    );
    const said = JSON.parse(text).Statement;
    expect(said[0]).toMatchObject({ Action: ['sqs:SendMessage'], Resource: 'arn:aws:sqs:*:*:QueueName' });
    expect(said[1]).toMatchObject({ Sid: 'OneAny', Action: ['s3:ListAllMyBuckets'], Resource: '*' });
  });

  test('what is to be filled in are stops', () => {
    const text = policy('"sqs:SendMessage"');
    const at = text.indexOf('sqs:');
    const answer = engine
      .refactorings(projectOf(text, JSON_FILE), JSON_FILE.uri, { start: at, end: at })
      .find(({ refactoring }) => refactoring.name === 'scope-resources')?.answer;
    const [edits] = answer !== undefined && 'edits' in answer ? answer.edits() : [];
    expect(edits?.snippets?.map((edit) => edit?.newText)).toEqual(['"arn:aws:sqs:*:*:${1:QueueName}"']);
  });

  const bucket = 'resource "aws_s3_bucket" "b" {}\n';
  test('resources of the module, in each form', () => {
    const block = applied(
      bucket + dataSource('actions = ["s3:Put|Object", "s3:ListBucket"]\nresources = ["*"]'),
      TF_FILE,
      'scope-resources-to-module',
    );
    expect(block.title).toBe('Scope "*" to aws_s3_bucket.b');
    expect(block.text).toContain('aws_s3_bucket.b.arn');
    expect(block.text).toContain('"${aws_s3_bucket.b.arn}/*"');
    const heredoc = `${bucket}resource "aws_iam_policy" "p" {\n  policy = <<-EOT\n    ${policy('"s3:List|Bucket"').replaceAll('\n', '\n    ')}\n  EOT\n}\n`;
    expect(applied(heredoc, TF_FILE, 'scope-resources-to-module').text).toContain(
      '"Resource": "${aws_s3_bucket.b.arn}"',
    );
  });

  test('refuses where an action would be left without a resource', () => {
    const text = bucket + dataSource('actions = ["s3:List|Bucket", "sqs:SendMessage"]\nresources = ["*"]');
    expect(refused(text, TF_FILE, 'scope-resources-to-module')).toMatch(/sqs:SendMessage/);
  });
});

describe('add-dependent-actions', () => {
  test('on "*" beside the action', () => {
    const { text } = applied(policy('["aps:Create|Scraper"]'), JSON_FILE, 'add-dependent-actions');
    expect(JSON.parse(text).Statement[0].Action).toContain('iam:CreateServiceLinkedRole');
  });

  test('else in statements of their own', () => {
    const { text } = applied(
      policy('"ec2:Run|Instances"', '"arn:aws:ec2:*:*:instance/*"'),
      JSON_FILE,
      'add-dependent-actions',
    );
    const said = JSON.parse(text).Statement;
    expect(said[0].Action).toBe('ec2:RunInstances');
    expect(JSON.stringify(said.slice(1))).toContain('iam:PassRole');
    expect(said.length).toBe(3);
  });
});

describe('add-source-condition', () => {
  const trust = (more = '') =>
    `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "Service": "lookout|metrics.amazonaws.com" }, "Action": "sts:AssumeRole"${more} }] }`;

  test('adds the account that the author fills in', () => {
    const { text } = applied(trust(), JSON_FILE, 'add-source-condition');
    expect(JSON.parse(text).Statement[0].Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': 'AccountId' },
    });
  });

  test('takes the account of the module', () => {
    const text = `data "aws_caller_identity" "me" {}\nresource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode(${trust().replaceAll('":', '" =')})\n}\n`;
    expect(applied(text, TF_FILE, 'add-source-condition').text).toContain(
      '"aws:SourceAccount" = data.aws_caller_identity.me.account_id',
    );
  });

  test('is not offered where the source is tested', () => {
    const fenced = trust(', "Condition": { "ArnLike": { "aws:SourceArn": "arn:aws:x:*:123456789012:*" } }');
    expect(offered(fenced, JSON_FILE, 'add-source-condition')).toBe(false);
  });
});

describe('partition-portable-arns', () => {
  test('adds the data source where the module has none', () => {
    const text = dataSource(
      'actions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::|a/*", "arn:*:s3:::b/*"]',
    );
    expect(applied(text, TF_FILE, 'partition-portable-arns').text).toBe(
      `${dataSource('actions = ["s3:GetObject"]\nresources = ["arn:${data.aws_partition.current.partition}:s3:::a/*", "arn:*:s3:::b/*"]')}\ndata "aws_partition" "current" {}\n`,
    );
  });

  test('takes the one that is there', () => {
    const text = `data "aws_partition" "p" {}\n${dataSource('actions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::|a/*"]')}`;
    expect(applied(text, TF_FILE, 'partition-portable-arns').text).toBe(
      text.replace('arn:aws:s3:::|a', 'arn:${data.aws_partition.p.partition}:s3:::a'),
    );
  });

  test('JSON has no expressions', () => {
    expect(offered(policy('"s3:GetObject"', '"arn:aws:s3:::|a"'), JSON_FILE, 'partition-portable-arns')).toBe(
      false,
    );
  });
});

test('every safe refactoring of a statement keeps who may do what', () => {
  const text = policy('["s3:GetObject", "aps:QueryMetrics", "s3:ListAllMyBuckets"]');
  const at = text.indexOf('"s3:GetObject"') + 2;
  const [before] = policiesOf(text, JSON_FILE);
  const offers = engine.refactorings(projectOf(text, JSON_FILE), JSON_FILE.uri, { start: at, end: at });
  const safe = offers.filter(({ answer }) => 'grade' in answer && answer.grade === 'safe');
  expect(safe.map(({ refactoring }) => refactoring.name)).toContain('split-statement-by-service');
  for (const { refactoring } of safe) {
    const done = refactor(text, JSON_FILE, { start: at, end: at }, refactoring.name);
    if (before === undefined || done === undefined || !('text' in done)) throw new Error(refactoring.name);
    const [after] = policiesOf(done.text, JSON_FILE);
    if (after === undefined) throw new Error(`${refactoring.name}: no policy any more`);
    expect(accessOf(after, done.text, 'today'), refactoring.name).toEqual(accessOf(before, text, 'today'));
  }
});

import { describe, expect, test } from 'vitest';
import { policySummary, type SummaryNode, wordsOf } from '../../server/core/index.ts';
import { engine, marked, policy, projectOf, uri } from './fixture.ts';
import { engine as both, spotIn } from './terraform-fixture.ts';

/** One line per node, indented. */
function outline(nodes: readonly SummaryNode[] = [], depth = 0): readonly string[] {
  return nodes.flatMap(({ label, description, children }) => [
    `${'  '.repeat(depth)}${label}${description === undefined ? '' : ` | ${description}`}`,
    ...outline(children, depth + 1),
  ]);
}

function summaryIn(source: string, locale = 'en') {
  const { text, offset } = marked(source);
  return policySummary(engine(), projectOf(text), uri, offset, wordsOf(locale));
}

const two = `|{ "Effect": "Allow", "Action": ["aps:QueryMetrics", "aps:RemoteWrite", "sqs:SendMessage"], "Resource": "arn:aws:aps:*:*:workspace/*" },
  { "Effect": "Deny", "Action": "aps:DeleteWorkspace", "Resource": "*", "Condition": { "StringEquals": { "aws:username": ["a", "b"] } } }`;

describe('JSON', () => {
  test('services, levels, actions, resources, conditions, size', () => {
    const lines = outline(summaryIn(policy(two))?.nodes);
    expect(lines.slice(0, -2)).toEqual([
      'Identity policy | 1 read · 2 write · denies 1 action',
      'Allows | 3 actions',
      '  Amazon Managed Service for Prometheus | aps · 1 read · 1 write',
      '    Write | 1 action',
      '      RemoteWrite',
      '    Read | 1 action',
      '      QueryMetrics',
      '  Amazon SQS | sqs · 1 write',
      '    Write | 1 action',
      '      SendMessage',
      'Denies | 1 action',
      '  Amazon Managed Service for Prometheus | aps · 1 write',
      '    Write | 1 action',
      '      DeleteWorkspace',
      'Resources | 2',
      '  arn:aws:aps:*:*:workspace/*',
      '  *',
      'Conditions | 1',
      '  aws:username | StringEquals a, b',
    ]);
    expect(lines.slice(-2)).toEqual([
      expect.stringMatching(/^Size \| \d+ of 6,144/),
      '  White space does not count',
    ]);
  });

  test('each action leads to the text that grants it', () => {
    const source = policy('|{ "Effect": "Allow", "Action": ["aps:Query*"], "Resource": "*" }');
    const { text } = marked(source);
    const find = (nodes: readonly SummaryNode[] = []): SummaryNode | undefined =>
      nodes.flatMap((node) => (node.label === 'QueryMetrics' ? [node] : (find(node.children) ?? [])))[0];
    const range = find(summaryIn(source)?.nodes)?.range;
    expect(text.slice(range?.start, range?.end)).toBe('aps:Query*');
  });

  test('Chinese', () => {
    expect(outline(summaryIn(policy(two), 'zh-cn')?.nodes)).toEqual(
      expect.arrayContaining(['允许 | 3 个操作', '    写入 | 1 个操作', '资源 | 2']),
    );
  });

  test('everything', () => {
    const lines = outline(summaryIn(policy('|{ "Effect": "Allow", "Action": "*", "Resource": "*" }'))?.nodes);
    expect(lines).toContain('Allows | every action');
  });

  test('outside of every policy there is none, unless the file has only one', () => {
    expect(summaryIn('|{ "name": "shop" }')).toBeUndefined();
    const one = policy('{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }');
    expect(summaryIn(`${one}\n\n|`)?.nodes).not.toEqual([]);
    expect(summaryIn(`[|${one}, ${one}]`.replace('[|', '|['))).toBeUndefined();
  });

  test('in a large policy the actions of a service come when they are asked for, and long lists end', () => {
    const source = policy('|{ "Effect": "Allow", "Action": ["ec2:*", "aps:Query*"], "Resource": "*" }');
    const services = summaryIn(source)?.nodes.find(({ kind }) => kind === 'allow')?.children ?? [];
    expect(services.map(({ more, children }) => [more, children])).toEqual([
      ['allow ec2', undefined],
      ['allow aps', undefined],
    ]);
    const { text, offset } = marked(source);
    const ask = (more: string) =>
      outline(policySummary(engine(), projectOf(text), uri, offset, wordsOf('en'), more)?.nodes);
    expect(ask('allow aps')).toEqual(['Read | 1 action', '  QueryMetrics']);
    expect(ask('allow ec2').some((line) => /^ {2}and \d+ more$/.test(line))).toBe(true);
    expect(ask('deny ec2')).toEqual([]);
  });
});

test('of services that the data does not list nobody knows what they allow', () => {
  const text =
    '{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": ["ram:GetUser", "oss:PutObject"], "Resource": "*" }] }';
  const lines = outline(policySummary(engine(), projectOf(text), uri, 9, wordsOf('en'))?.nodes);
  expect(lines).toContain('Allows | at least 1 action');
  expect(lines).toContain('  and actions that the data does not list');
  expect(lines[0]).toBe('Identity policy | at least 1 read');
});

test('Terraform: the policy at the cursor, what is not known, and what it sits on', () => {
  const {
    project,
    uri: at,
    offset,
  } = spotIn({
    'main.tf': `data "aws_iam_policy_document" "a" {
  statement {
    actions = ["s3:GetObject"]
  }
}
data "aws_iam_policy_document" "b" {
  statement {
    actions   = concat(["aps:Query|Metrics"], var.more)
    resources = [aws_prometheus_workspace.w.arn]
    principals {
      type        = "AWS"
      identifiers = ["111122223333"]
    }
  }
}
resource "aws_prometheus_workspace" "w" {}
resource "aws_prometheus_resource_policy" "p" {
  workspace_id    = aws_prometheus_workspace.w.id
  policy_document = data.aws_iam_policy_document.b.json
}
`,
  });
  const found = policySummary(both, project, at, offset, wordsOf('en'));
  expect(found?.name).toBe('data.aws_iam_policy_document.b');
  const lines = outline(found?.nodes);
  expect(lines[0]).toBe('Resource policy of aws_prometheus_workspace.w | at least 1 read');
  expect(lines).toEqual(
    expect.arrayContaining([
      'Allows | at least 1 action',
      '  and what only Terraform knows',
      'Principals | 1',
      '  111122223333 | AWS',
      '  aws_prometheus_workspace.w.arn',
    ]),
  );
});

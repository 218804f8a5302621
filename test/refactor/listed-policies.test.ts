import { describe, expect, test } from 'vitest';
import { applied, refactor, TF_FILE } from './statement-fixture.ts';

const NAME = 'attach-listed-policies';

function refusal(text: string): unknown {
  const at = text.indexOf('managed_policy_arns');
  return refactor(text, TF_FILE, { start: at, end: at }, NAME);
}

describe('the list of managed policies of a role', () => {
  test('becomes an attachment for each, with their comments', () => {
    const marked = `resource "aws_iam_role" "agent" {
  name               = "agent"
  assume_role_policy = data.aws_iam_policy_document.trust.json
  managed_policy_arns|  = [
    # metrics and logs
    "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
    aws_iam_policy.extra.arn, // ours
    var.more,
    "arn:\${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonEC2RoleforSSM",
    "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy" # again
    # the end
  ]
  tags = {}
}

resource "aws_iam_role_policy_attachment" "agent_extra" {}
`;
    const done = applied(marked, TF_FILE, NAME);
    expect(done.title).toBe('Attach the 4 policies of "managed_policy_arns" by resources of their own');
    expect(done.grade).toBe('review');
    expect(done.text).toBe(`resource "aws_iam_role" "agent" {
  name               = "agent"
  assume_role_policy = data.aws_iam_policy_document.trust.json
  tags               = {}
}

# metrics and logs
# again
# the end
resource "aws_iam_role_policy_attachment" "agent_cloud_watch_agent_server_policy" {
  role       = aws_iam_role.agent.name
  policy_arn = "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"
}

// ours
resource "aws_iam_role_policy_attachment" "agent_extra_2" {
  role       = aws_iam_role.agent.name
  policy_arn = aws_iam_policy.extra.arn
}

resource "aws_iam_role_policy_attachment" "agent" {
  role       = aws_iam_role.agent.name
  policy_arn = var.more
}

resource "aws_iam_role_policy_attachment" "agent_amazon_ec2_rolefor_ssm" {
  role       = aws_iam_role.agent.name
  policy_arn = "arn:\${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonEC2RoleforSSM"
}

resource "aws_iam_role_policy_attachment" "agent_extra" {}
`);
  });

  test('a role that stands for several keeps its number, and the file its line breaks', () => {
    const marked = `resource "aws_iam_role" "r" {
  for_each = toset(["a", "b"])
  provider = aws.other
  name = each.key
  managed_policy_arns = ["arn:aws:iam::aws:policy/\${each.|key}"]
}`.replaceAll('\n', '\r\n');
    const { text } = applied(marked, TF_FILE, NAME);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(text.replaceAll('\r\n', '\n')).toBe(`resource "aws_iam_role" "r" {
  for_each = toset(["a", "b"])
  provider = aws.other
  name = each.key
}

resource "aws_iam_role_policy_attachment" "r" {
  provider = aws.other
  for_each = toset(["a", "b"])

  role       = aws_iam_role.r[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/\${each.key}"
}`);
  });

  test('what stands behind the list stays', () => {
    const behind = applied(
      `resource "aws_iam_role" "r" {
  managed_policy_arns = [var.|a] # for now
}
`,
      TF_FILE,
      NAME,
    );
    expect(behind.text).toContain('# for now');
    const line = applied(
      'resource "aws_iam_role" "r" { managed_policy_arns = [var.|a] } # role',
      TF_FILE,
      NAME,
    );
    expect(line.text).toBe(`resource "aws_iam_role" "r" { } # role

resource "aws_iam_role_policy_attachment" "r" {
  role       = aws_iam_role.r.name
  policy_arn = var.a
}`);
  });

  test.each([
    ['The list is computed', 'managed_policy_arns = var.arns', ''],
    ['The list is computed', 'managed_policy_arns = concat([var.a], var.b)', ''],
    ['One of its items may be missing', 'managed_policy_arns = [var.on ? var.a : null]', ''],
    [
      'Something refers to aws_iam_role.r.managed_policy_arns',
      'managed_policy_arns = [var.a]',
      'output "o" {\n  value = aws_iam_role.r.managed_policy_arns\n}\n',
    ],
    ['A comment stands between the name and its list', 'managed_policy_arns = /* why */ [var.a]', ''],
  ])('is refused: %s', (disabled, argument, rest) => {
    expect(refusal(`resource "aws_iam_role" "r" {\n  ${argument}\n}\n${rest}`)).toMatchObject({ disabled });
  });

  test('an empty list, and half a role, are nothing to attach', () => {
    expect(refusal('resource "aws_iam_role" "r" {\n  managed_policy_arns = []\n}\n')).toBeUndefined();
    expect(refusal('resource "aws_iam_role" "r" {\n  managed_policy_arns = ["a"')).toBeUndefined();
    expect(refusal('resource "aws_iam_role" "r" {\n  managed_policy_arns = ["a", "b]\n}\n')).toBeUndefined();
    expect(refusal('resource "aws_other" "r" {\n  managed_policy_arns = ["a"]\n}\n')).toBeUndefined();
  });
});

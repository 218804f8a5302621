import { describe, expect, test } from 'vitest';
import { analyzeModule, brief } from './module.ts';

const aws = (name: string) => `"arn:aws:iam::aws:policy/${name}"`;

const role = `resource "aws_iam_role" "server" {
  name               = "server"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
`;

function attach(label: string, holder: string, policy: string): string {
  return `resource "aws_iam_role_policy_attachment" "${label}" {
  role       = ${holder}
  policy_arn = ${policy}
}
`;
}

function found(rule: string, ...parts: readonly string[]): readonly string[] {
  return brief(analyzeModule([role, ...parts].join('\n'))).filter((line) => line.includes(` ${rule} `));
}

describe('policies that repeat each other', () => {
  const admin = attach('a', 'aws_iam_role.server.name', aws('CloudWatchAgentAdminPolicy'));
  const repeated = (holder: string, policy: string) =>
    found('repeated-attachment', admin, attach('b', holder, policy));

  test.each([
    ['by reference', 'aws_iam_role.server.id', aws('CloudWatchAgentServerPolicy')],
    ['by name', '"server"', aws('CloudWatchAgentServerPolicy')],
    [
      'with the partition of a data source',
      'aws_iam_role.server.name',
      '"arn:${data.aws_partition.p.partition}:iam::aws:policy/CloudWatchAgentServerPolicy"',
    ],
    ['the same twice', 'aws_iam_role.server.name', aws('CloudWatchAgentAdminPolicy')],
  ])('%s', (_, holder, policy) => {
    expect(repeated(holder, policy)).toEqual([`hint repeated-attachment ${policy}`]);
  });

  test('by a local, a data source and a list', () => {
    const locals = `locals {\n  server = ${aws('CloudWatchAgentServerPolicy')}\n}\n`;
    expect(found('repeated-attachment', admin, locals, attach('b', '"server"', 'local.server'))).toHaveLength(
      1,
    );
    const data = 'data "aws_iam_policy" "q" {\n  name = "CloudWatchAgentServerPolicy"\n}\n';
    expect(
      found('repeated-attachment', admin, data, attach('b', '"server"', 'data.aws_iam_policy.q.arn')),
    ).toHaveLength(1);
    const list = `resource "aws_iam_role" "other" {
  managed_policy_arns = [${aws('AmazonS3FullAccess')}, ${aws('AmazonS3ReadOnlyAccess')}]
}
`;
    expect(found('repeated-attachment', list)).toEqual([
      `hint repeated-attachment ${aws('AmazonS3ReadOnlyAccess')}`,
    ]);
  });

  test.each([
    ['another role', 'aws_iam_role.other.name', aws('CloudWatchAgentServerPolicy')],
    ['one of several roles', 'aws_iam_role.server[0].name', aws('CloudWatchAgentServerPolicy')],
    ['a role that nobody knows', 'var.role', aws('CloudWatchAgentServerPolicy')],
    ['policies with nothing in common', 'aws_iam_role.server.name', aws('AmazonSSMManagedInstanceCore')],
    ['a policy that nobody knows', 'aws_iam_role.server.name', 'var.policy'],
    [
      'no policy of AWS',
      'aws_iam_role.server.name',
      '"arn:aws:iam::111122223333:policy/CloudWatchAgentServerPolicy"',
    ],
  ])('%s is no repetition', (_, holder, policy) => {
    expect(repeated(holder, policy)).toEqual([]);
  });
});

describe('fleets that write parameters', () => {
  const profile = 'resource "aws_iam_instance_profile" "p" {\n  role = aws_iam_role.server.name\n}\n';
  const template = `resource "aws_launch_template" "t" {
  iam_instance_profile {
    name = aws_iam_instance_profile.p.name
  }
}
`;
  const configuration =
    'resource "aws_launch_configuration" "c" {\n  iam_instance_profile = aws_iam_instance_profile.p.id\n}\n';
  const inline = (action: string) => `resource "aws_iam_role_policy" "x" {
  role   = aws_iam_role.server.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = [${action}], Resource = "arn:aws:ssm:*:*:parameter/x" }]
  })
}
`;
  const fleet = (...parts: readonly string[]) => found('fleet-writes-parameters', profile, ...parts);

  test.each([
    ['one of AWS, in a template', template, attach('a', '"server"', aws('CloudWatchAgentAdminPolicy'))],
    ['one that allows more', template, attach('a', 'aws_iam_role.server.name', aws('AmazonSSMFullAccess'))],
    ['an inline one, in a configuration', configuration, inline('"ssm:PutParameter"')],
    ['a pattern', template, inline('"ssm:Put*"')],
  ])('%s', (_, starter, policy) => {
    expect(fleet(starter, policy)).toHaveLength(1);
  });

  test.each([
    ['a policy that only reads', template, attach('a', '"server"', aws('CloudWatchAgentServerPolicy'))],
    ['another action', template, inline('"ssm:GetParameter"')],
    [
      'no fleet',
      'resource "aws_instance" "i" {\n  iam_instance_profile = aws_iam_instance_profile.p.name\n}\n',
      inline('"ssm:PutParameter"'),
    ],
    ['another profile', template.replace('.p.name', '.other.name'), inline('"ssm:PutParameter"')],
  ])('%s is fine', (_, starter, policy) => {
    expect(fleet(starter, policy)).toEqual([]);
  });

  test('over the files of a module', () => {
    const files = {
      'main.tf': template,
      'iam.tf': [
        role,
        profile,
        attach('a', 'aws_iam_role.server.name', aws('CloudWatchAgentAdminPolicy')),
      ].join('\n'),
    };
    const analysis = analyzeModule(files);
    expect(brief(analysis)).toEqual(['warning fleet-writes-parameters aws_iam_instance_profile.p.name']);
    expect(analysis.findings[0]?.related[0]?.uri).toBe('file:///module/iam.tf');
  });
});

test('names that objects have by birth are names like any other', () => {
  const text = ['__proto__', 'constructor', 'aws_x_constructor']
    .map(
      (type) =>
        `resource "${type}" "toString" {\n  policy_arn = "arn:aws:iam::aws:policy/constructor"\n  role = "__proto__"\n}\nimport {\n  to = ${type}.hasOwnProperty\n  id = "arn:x"\n}\n`,
    )
    .join('\n');
  expect(brief(analyzeModule(`${text}\n${attach('a', '"__proto__"', aws('__proto__'))}`))).toEqual([]);
});

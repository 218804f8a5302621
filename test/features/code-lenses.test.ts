import { describe, expect, test } from 'vitest';
import { codeLenses, wordsOf } from '../../server/core/index.ts';
import { engine, policy, projectOf } from './fixture.ts';
import { engine as both, spotIn } from './terraform-fixture.ts';

function lensesOf(text: string, name = 'policy.json', locale = 'en'): readonly string[] {
  const uri = `file:///work/${name}`;
  return codeLenses(engine(), projectOf(text, uri), uri, wordsOf(locale)).map(({ title }) => title);
}

function inTerraform(text: string): readonly string[] {
  const { project, uri } = spotIn({ 'main.tf': `|${text}` });
  return codeLenses(both, project, uri, wordsOf('en')).map(({ title }) => title);
}

const allow = (items: string) => `{ "Effect": "Allow", "Action": ${items}, "Resource": "*" }`;
const minified = (text: string) => JSON.stringify(JSON.parse(text)).length;

describe('what a policy lets do', () => {
  const access = (...statements: string[]) => lensesOf(policy(statements.join(',')))[1];

  test('lists are read, tags are written, each action counts once', () => {
    expect(access(allow('["aps:QueryMetrics", "aps:ListWorkspaces", "aps:TagResource", "aps:Query*"]'))).toBe(
      '2 read · 1 write · 0 permissions management',
    );
    expect(access(allow('"iam:PutRolePolicy"'))).toBe('0 read · 0 write · 1 permissions management');
  });

  test('what a statement denies in any case is not allowed', () => {
    const deny = '{ "Effect": "Deny", "Action": "aps:RemoteWrite", "Resource": "*" }';
    expect(access(allow('["aps:QueryMetrics", "aps:RemoteWrite"]'), deny)).toBe(
      '1 read · 0 write · 0 permissions management · denies 1 action',
    );
    const sometimes = deny.replace(
      '"Resource"',
      '"Condition": { "Bool": { "aws:SecureTransport": "false" } }, "Resource"',
    );
    expect(access(allow('["aps:QueryMetrics", "aps:RemoteWrite"]'), sometimes)).toMatch(/^1 read · 1 write/);
  });

  test('everything, everything but some, and only denying', () => {
    expect(access(allow('"*"'))).toBe('every action');
    expect(access('{ "Effect": "Allow", "NotAction": "aps:Query*", "Resource": "*" }')).toBe(
      'every action but 1',
    );
    expect(access('{ "Effect": "Deny", "Action": "aps:Query*", "Resource": "*" }')).toBe(
      'denies 1 read · 0 write · 0 permissions management',
    );
    expect(access(allow('"*"'), '{ "Effect": "Deny", "Action": "*", "Resource": "*" }')).toBe(
      'denies every action',
    );
  });
});

describe('how much of its quota a policy uses', () => {
  const size = (text: string, name?: string) => lensesOf(text, name).at(-1);
  const text = policy(allow('"aps:QueryMetrics"'));

  test('white space counts for some kinds only', () => {
    expect(size(text)).toBe(`${minified(text)} of 6,144 characters, 1 % (managed policy)`);
    expect(size(text, 'team-scp.json')).toBe(
      `${text.trim().length} of 10,240 characters, 1 % (service control policy)`,
    );
    expect(size(text, 'team-boundary.json')).toMatch(
      /^\d+ of 6,144 characters, 1 % \(permissions boundary\)$/,
    );
  });

  test('that of the resource it sits on', () => {
    const queue = policy(
      '{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:q" }',
    );
    expect(size(queue)).toMatch(/ of 8,192 characters, \d % \(resource policy\)$/);
  });

  test('Chinese', () => {
    const [kind, access, used] = lensesOf(text, undefined, 'zh-CN');
    expect(kind).toBe('基于身份的策略');
    expect(access).toBe('1 个读取 · 0 个写入 · 0 个权限管理');
    expect(used).toBe(`${minified(text)} / 6,144 个字符，1%（托管策略）`);
  });
});

describe('Terraform', () => {
  const main = (statement: string, consumer: string) => `data "aws_iam_policy_document" "d" {
  statement {
${statement}
  }
}
${consumer}`;
  const workspace = `resource "aws_prometheus_workspace" "w" {}
resource "aws_prometheus_resource_policy" "p" {
  workspace_id    = aws_prometheus_workspace.w.id
  policy_document = data.aws_iam_policy_document.d.json
}
`;
  const inline = (type: string) => `resource "aws_iam_${type}_policy" "p" {
  ${type}   = aws_iam_${type}.x.name
  policy = data.aws_iam_policy_document.d.json
}
`;

  test('what a document is attached to, and where that is said', () => {
    const text = main('    actions = ["aps:QueryMetrics"]', workspace);
    const { project, uri } = spotIn({ 'main.tf': `|${text}` });
    const [kind] = codeLenses(both, project, uri, wordsOf('en'));
    expect(kind?.title).toBe('Resource policy of aws_prometheus_workspace.w');
    const place = kind?.leadsTo;
    if (typeof place !== 'object') throw new Error('leads nowhere');
    expect(text.slice(place.range.start, place.range.end)).toBe(
      'policy_document = data.aws_iam_policy_document.d.json',
    );
  });

  test('the size is that of what the data source renders', () => {
    const rendered =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["aps:GetLabels","aps:GetSeries"],"Resource":"*"}]}';
    const statement = '    actions   = ["aps:GetLabels", "aps:GetSeries"]\n    resources = ["*"]';
    expect(inTerraform(main(statement, inline('user'))).at(-1)).toBe(
      `${rendered.length} of 2,048 characters, ${Math.floor((rendered.length / 2048) * 100)} % (all inline policies of a user)`,
    );
    expect(inTerraform(main(statement, inline('group'))).at(-1)).toContain(' of 5,120 characters');
    expect(inTerraform(main(statement, inline('role'))).at(-1)).toContain(' of 10,240 characters');
  });

  test('parts that nobody can see make it the least', () => {
    const [, access, size] = inTerraform(
      main('    actions   = concat(["aps:GetLabels"], var.more)\n    resources = [var.arn]', inline('user')),
    );
    expect(access).toBe('at least 1 read · 0 write · 0 permissions management');
    expect(size).toMatch(/^at least \d+ of 2,048 characters/);
  });

  test('what a document may deny is not counted where nothing of it is known', () => {
    const merging = 'data "aws_iam_policy_document" "d" {\n  source_policy_documents = [var.other]\n';
    const statement = '  statement {\n    actions = ["aps:GetLabels"]\n  }\n';
    expect(inTerraform(`${merging}${statement}}\n`)[1]).toBe(
      'at least 1 read · 0 write · 0 permissions management',
    );
  });

  test('a document that nothing takes', () => {
    expect(inTerraform(main('    actions = ["aps:GetLabels"]', ''))[0]).toBe('Policy that nothing here uses');
  });
});

test('other JSON has no lenses', () => {
  expect(lensesOf('{ "name": "shop" }')).toEqual([]);
});

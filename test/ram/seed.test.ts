import { describe, expect, test } from 'vitest';
import { hover, resolveCompletion } from '../../server/core/index.ts';
import { completeIn, engine, hoverIn } from '../features/fixture.ts';
import {
  completeIn as completeInModule,
  engine as moduleEngine,
  spotIn,
} from '../features/terraform-fixture.ts';
import { catalog } from '../pages/catalog.ts';
import { allow, findingsIn, inJson, inModule } from './findings.ts';

/** Facts 3.1 to 3.30 of the source document about RAM users for Managed Service for Prometheus. */
const ram = catalog().of('ram');

function hoverInModule(text: string): string {
  const { project, uri, offset } = spotIn({ 'main.tf': text });
  return hover(moduleEngine, project, uri, offset)?.markdown ?? '';
}

const action = (typed: string) =>
  `{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": ["${typed}"], "Resource": "*" }] }`;

const attach = (name: string, policy: string, more = 'user_name = alicloud_ram_user.dev.name') => `
resource "alicloud_ram_user_policy_attachment" "${name}" {
  policy_name = "${policy}"
  policy_type = "System"
  ${more}
}
`;

describe('services and system policies', () => {
  test('3.1 Prometheus belongs to ARMS: the word finds its actions', () => {
    expect(ram.searchActions('prometheus instance', 10).map(({ fullName }) => fullName)).toContain(
      'arms:GetPrometheusInstance',
    );
    const { labels } = completeIn(action('prometheus|'));
    expect(labels.some((label) => label.startsWith('arms:'))).toBe(true);
    expect(labels.every((label) => !label.startsWith('aps:'))).toBe(true);
  });

  test('3.2 both system policies are offered and explained', () => {
    const text = attach('a', 'Aliyun|');
    const { labels } = completeInModule({ 'main.tf': text });
    expect(labels).toEqual(expect.arrayContaining(['AliyunARMSFullAccess', 'AliyunARMSReadOnlyAccess']));
    expect(hoverInModule(attach('a', 'AliyunARMSRead|OnlyAccess'))).toContain('arms:Describe*');
    expect(resolveCompletion(engine(), 'ram policy', 'AliyunARMSFullAccess')).toContain(
      'View, edit and delete',
    );
  });

  test('3.3 full access includes reading: not both for one user', () => {
    const both = attach('a', 'AliyunARMSFullAccess') + attach('b', 'AliyunARMSReadOnlyAccess');
    expect(inModule(both)).toEqual(['warning redundant-system-policy "AliyunARMSReadOnlyAccess"']);
    const other = 'user_name = alicloud_ram_user.other.name';
    expect(
      inModule(attach('a', 'AliyunARMSFullAccess') + attach('b', 'AliyunARMSReadOnlyAccess', other)),
    ).toEqual([]);
  });

  test('3.4, 3.5 a resource group needs ReadTraceApp too', () => {
    const group = (policy: string, type: string, name: string) => `
resource "alicloud_resource_manager_policy_attachment" "${name}" {
  policy_name       = ${policy}
  policy_type       = "${type}"
  principal_name    = "dev@example.onaliyun.com"
  principal_type    = "IMSUser"
  resource_group_id = "rg-1"
}
`;
    const own = (actions: string) => `
resource "alicloud_ram_policy" "own" {
  policy_name     = "own"
  policy_document = jsonencode({
    Version   = "1"
    Statement = [{ Effect = "Allow", Action = ${actions}, Resource = "*" }]
  })
}
`;
    const read = group('"AliyunARMSReadOnlyAccess"', 'System', 'read');
    const rule = 'info resource-group-without-trace-app "AliyunARMSReadOnlyAccess"';
    expect(inModule(read)).toEqual([rule]);
    const custom = group('alicloud_ram_policy.own.policy_name', 'Custom', 'own');
    expect(inModule(read + custom + own('["arms:ReadTraceApp"]'))).toEqual([]);
    expect(inModule(read + custom + own('["arms:Read*"]'))).toEqual([]);
    expect(inModule(read + custom + own('["arms:ListTraceApps"]'))).toEqual([rule]);
    expect(inModule(read + custom + own('var.actions'))).toEqual([]);
    expect(inModule(read + group('var.policy', 'Custom', 'unknown'))).toEqual([]);
  });

  test('3.6 the read-only document has no arms:Read*', () => {
    const text = ram.managedPolicy('AliyunARMSReadOnlyAccess')?.versions.at(-1)?.document() ?? '';
    expect(text).toContain('arms:List*');
    expect(text).not.toContain('arms:Read');
  });

  test('3.7, 3.8 the scope of attachments is explained', () => {
    expect(
      hoverInModule(attach('a', 'x').replace('alicloud_ram_user_policy', 'alicloud_ram_user_p|olicy')),
    ).toContain('for the whole account');
    const group = 'resource "alicloud_resource_manager_policy_att|achment" "a" {\n  policy_name = "x"\n}\n';
    expect(hoverInModule(group)).toContain('services that support resource groups');
  });

  test('3.9 a custom policy is not called like a system policy', () => {
    const custom = (name: string) =>
      `resource "alicloud_ram_policy" "p" {\n  policy_name     = "${name}"\n  policy_document = "{}"\n}\n`;
    expect(inModule(custom('AliyunARMSFullAccess'))).toContain(
      'warning system-policy-name "AliyunARMSFullAccess"',
    );
    expect(inModule(custom('AliyunOther'))).toContain('warning system-policy-name "AliyunOther"');
    expect(inModule(custom('arms-operators')).filter((line) => line.includes('system-policy-name'))).toEqual(
      [],
    );
  });

  test('3.10 policies of high risk', () => {
    expect(inModule(attach('a', 'AdministratorAccess'))).toEqual([
      'warning high-risk-system-policy "AdministratorAccess"',
    ]);
    expect(inModule(attach('a', 'AliyunRAMFullAccess'))).toEqual([
      'warning high-risk-system-policy "AliyunRAMFullAccess"',
    ]);
    expect(inModule(attach('a', 'AliyunRAMReadOnlyAccess'))).toEqual([]);
    const configuration =
      'resource "alicloud_cloud_sso_access_configuration" "c" {\n  permission_policies {\n    permission_policy_type = "System"\n    permission_policy_name = "AdministratorAccess"\n  }\n}\n';
    expect(inModule(configuration)).toEqual(['warning high-risk-system-policy "AdministratorAccess"']);
  });

  test('3.11 documents that say the same', () => {
    expect(inJson(allow('*'))).toEqual(['warning administrator-access "*"']);
    expect(inJson(allow(['oss:Get*', 'ram:*']))).toEqual(['warning administrator-access "ram:*"']);
    expect(inJson(allow('arms:*'))).toEqual([]);
  });
});

describe('users', () => {
  const user = (name: string, more = '') =>
    `resource "alicloud_ram_user" "u" {\n  name = "${name}"\n${more}}\n`;

  test.each([
    ['3.12', 'dev team', true],
    ['3.12', 'a'.repeat(65), true],
    ['3.12', 'a'.repeat(64), false],
    ['3.12', 'dev.team-1_x', false],
    ['3.13', '-dev', true],
    ['3.13', 'dev-', false],
  ])('%s a logon name: %s', (_, name, isWrong) => {
    expect(inModule(user(name))).toEqual(isWrong ? [`error invalid-ram-name "${name}"`] : []);
  });

  test('3.14 a display name', () => {
    const display = (length: number) => user('dev', `  display_name = "${'d'.repeat(length)}"\n`);
    expect(inModule(display(128))).toEqual([]);
    expect(inModule(display(129))).toEqual([`error invalid-ram-name "${'d'.repeat(129)}"`]);
  });

  test('3.15, 3.23 what helps to manage users is explained', () => {
    const markdown = hoverInModule('resource "alicloud_ram_u|ser" "u" {\n  name = "dev"\n}\n');
    expect(markdown).toContain('tags help');
    expect(markdown).toContain('RAM administrator');
  });

  const login = 'resource "alicloud_ram_login_profile" "l" {\n  user_name = "dev"\n  password  = var.p\n}\n';
  const key = 'resource "alicloud_ram_access_key" "k" {\n  user_name = alicloud_ram_user.u.name\n}\n';

  test('3.16 one access mode per user', () => {
    expect(inModule(user('dev') + login + key)).toContain(
      'warning two-access-modes "alicloud_ram_access_key"',
    );
    expect(inModule(user('other') + login + key).filter((line) => line.includes('two-access-modes'))).toEqual(
      [],
    );
  });

  test('3.17 console access: what it takes, and without a second factor', () => {
    expect(inModule(login.replace('var.p\n', 'var.p\n  mfa_bind_required = false\n'))).toEqual([
      'info console-without-mfa false',
    ]);
    expect(inModule(login)).toEqual([]);
    expect(hoverInModule(login.replace('login_profile', 'login_pr|ofile'))).toContain(
      '`password_reset_required`',
    );
  });

  test('3.18 a secret in an output', () => {
    const output = (more: string) => `output "s" {\n  value = alicloud_ram_access_key.k.secret\n${more}}\n`;
    expect(inModule(key + output(''))).toContain(
      'info secret-of-access-key alicloud_ram_access_key.k.secret',
    );
    expect(
      inModule(key + output('  sensitive = true\n')).filter((line) => line.includes('secret-of')),
    ).toEqual([]);
    expect(inModule(key.replace('\n}', '\n  secret_file = "key.json"\n}'))).toContain(
      'info secret-of-access-key secret_file',
    );
    expect(hoverInModule(key.replace('access_key', 'access_k|ey'))).toContain('shown once');
  });

  test('3.19 tokens of STS are better than an AccessKey', () => {
    expect(inModule(key)).toEqual(['info long-lived-credentials "alicloud_ram_access_key"']);
  });

  test('3.20 one policy for several users is fine', () => {
    const other = 'user_name = alicloud_ram_user.other.name';
    expect(
      inModule(attach('a', 'AliyunARMSReadOnlyAccess') + attach('b', 'AliyunARMSReadOnlyAccess', other)),
    ).toEqual([]);
  });

  test('3.21, 3.22 the forms of logon names are explained', () => {
    const markdown = hoverInModule(login.replace('login_profile', 'login_pr|ofile'));
    expect(markdown).toContain('onaliyun.com');
    expect(markdown).toContain('must be set up and verified');
  });
});

describe('custom policies', () => {
  test('3.24 the version, and labels that the language does not have', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [{ Sid: 'One', Effect: 'Allow', Action: 'oss:GetObject', Resource: 'acs:oss:*:*:logs/*' }],
    };
    expect(inJson(document)).toEqual([
      'error invalid-version "2012-10-17"',
      'warning invalid-policy-element Sid',
    ]);
  });

  test('3.25 the published spelling of actions', () => {
    const [finding] = findingsIn(allow('arms:listtraceapps'));
    expect(finding).toMatchObject({ rule: 'action-spelling', severity: 'hint' });
    expect(finding?.fixes()[0]?.edits[0]?.newText).toContain('arms:ListTraceApps');
  });

  test('3.26 at most 6,144 characters', () => {
    const actions = (count: number) =>
      Array.from({ length: count }, (_, index) => `oss:${'A'.repeat(90)}${String(index).padStart(3, '0')}`);
    expect(inJson(allow(actions(70)))).toEqual(['error policy-size-exceeds-ram-quota {']);
    expect(inJson(allow(actions(20)))).toEqual([]);
  });

  test('3.27 what belongs to AWS', () => {
    const document = allow('arms:ListTraceApps', {
      Resource: 'arn:aws:aps:*:*:workspace/*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, ArnLike: { 'acs:PrincipalARN': 'x' } },
    });
    expect(inJson(document)).toEqual([
      'error invalid-arn-prefix arn',
      'error condition-key-of-another-cloud "aws:SourceIp"',
      'warning invalid-condition-operator "ArnLike"',
    ]);
    const titles = findingsIn(document).flatMap((finding) => finding.fixes().map(({ title }) => title));
    expect(titles).toEqual(['Rename to "acs:SourceIp"', 'Replace by "StringLike"']);
  });

  test('3.28 twenty-one operators, no IfExists and no Null', () => {
    const condition = (operator: string) =>
      allow('arms:ListTraceApps', { Condition: { [operator]: { 'acs:MFAPresent': 'true' } } });
    expect(inJson(condition('BoolIfExists'))).toEqual(['error invalid-condition-operator "BoolIfExists"']);
    expect(inJson(condition('Null'))).toEqual(['error invalid-condition-operator "Null"']);
    expect(inJson(condition('Bool'))).toEqual([]);
    const empty = `{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "oss:*", "Resource": "*", "Condition": { "|" } }] }`;
    const { labels } = completeIn(empty);
    expect(labels).toHaveLength(21);
    expect(labels.filter((label) => /IfExists|For|Null|Arn|Binary/.test(label))).toEqual([]);
  });

  test('3.29 operations that are on their way out', () => {
    expect(inJson(allow(['arms:CreatePrometheusMonitoring', 'arms:GetPrometheusInstance']))).toEqual([
      'hint deprecated-action "arms:CreatePrometheusMonitoring"',
    ]);
  });

  test('3.30 the data of Prometheus is behind actions of log', () => {
    expect(hoverIn(action('log:Query|PrometheusMetrics'))?.markdown).toContain('Query Prometheus metrics');
    expect(hoverIn(action('log:RemoteWrite|Prometheus'))?.markdown).toContain('`aps:RemoteWrite`');
    expect(inJson(allow(['log:QueryPrometheusMetrics', 'log:RemoteWritePrometheus']))).toEqual([]);
  });
});

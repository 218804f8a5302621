import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/core/index.ts';
import { analyzeModule, brief } from './module.ts';

/** What people write around monitoring, with references, templates, `count` and `for_each`. */
function document(statement: string, rest = ''): string {
  return `data "aws_iam_policy_document" "one" {
  statement {
${statement.trim().replace(/^ */gm, '    ')}
  }
}
${rest}`;
}

const fenced = `
condition {
  test     = "StringEquals"
  variable = "aws:SourceAccount"
  values   = ["111122223333"]
}`;

const logs = (resource: string, count = '') =>
  document(
    `
actions   = ["logs:PutLogEvents", "logs:CreateLogStream"]
resources = [${resource}]
principals {
  type        = "Service"
  identifiers = ["es.amazonaws.com"]
}${fenced}`,
    `
resource "aws_cloudwatch_log_group" "app" {
  ${count}
  name = "/app"
}

resource "aws_cloudwatch_log_resource_policy" "one" {
  policy_name     = "one"
  policy_document = data.aws_iam_policy_document.one.json
}
`,
  );

describe('CloudWatch Logs resource policies', () => {
  test.each([
    '"${aws_cloudwatch_log_group.app.arn}:*"',
    '"${aws_cloudwatch_log_group.app.arn}:log-stream:*"',
    '"arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vendedlogs/*"',
    '"*"',
    'each.value',
    '"${each.value}:*"',
    'var.arn',
  ])('are quiet on %s', (resource) => {
    expect(brief(analyzeModule(logs(resource)))).toEqual([]);
  });

  test('are quiet on groups by count', () => {
    expect(brief(analyzeModule(logs('"${aws_cloudwatch_log_group.app[0].arn}:*"', 'count = 2')))).toEqual([]);
    const splat = logs('"${aws_cloudwatch_log_group.app[*].arn}:*"', 'count = 2');
    expect(brief(analyzeModule(splat)).filter((line) => /^(error|warning)/.test(line))).toEqual([]);
  });

  test('want the streams of a group', () => {
    expect(brief(analyzeModule(logs('aws_cloudwatch_log_group.app.arn')))).toEqual([
      'warning action-never-matches-resource "logs:PutLogEvents"',
    ]);
  });

  test('know what is no log group', () => {
    const found = brief(analyzeModule(logs('aws_cloudwatch_log_destination.d.arn')));
    expect(found).toContain(
      'error unsupported-resource-policy-resource aws_cloudwatch_log_destination.d.arn',
    );
    expect(found.some((line) => line.includes('resource-not-attached'))).toBe(false);
  });
});

const sink = (resource: string, types: string) =>
  document(
    `
actions   = ["oam:CreateLink", "oam:UpdateLink"]
resources = [${resource}]
principals {
  type        = "AWS"
  identifiers = ["444455556666"]
}
condition {
  test     = "ForAllValues:StringEquals"
  variable = "oam:ResourceTypes"
  values   = [${types}]
}`,
    `
resource "aws_oam_sink" "main" {
  name = "main"
}

resource "aws_oam_sink_policy" "one" {
  sink_identifier = aws_oam_sink.main.arn
  policy          = data.aws_iam_policy_document.one.json
}
`,
  );

describe('OAM sinks', () => {
  test('are quiet on *', () => {
    expect(brief(analyzeModule(sink('"*"', '"AWS::CloudWatch::Metric", "AWS::XRay::Trace"')))).toEqual([]);
  });

  test('are about the sink without its name, and types of a list', () => {
    const text = sink('aws_oam_sink.main.arn', '"AWS::CloudWatch::Metrics"');
    const analysis = analyzeModule(text);
    expect(brief(analysis)).toEqual([
      'info unsupported-resource-policy-resource aws_oam_sink.main.arn',
      'warning unknown-condition-value "AWS::CloudWatch::Metrics"',
    ]);
    const edits = analysis.findings[1]?.fixes()[0]?.edits ?? [];
    expect(applyEdits(text, edits)).toBe(sink('aws_oam_sink.main.arn', '"AWS::CloudWatch::Metric"'));
    const literal = sink('"arn:aws:oam:eu-west-1:111122223333:sink/one"', '"AWS::CloudWatch::Metric"');
    const star = analyzeModule(literal).findings[0]?.fixes()[0]?.edits ?? [];
    expect(applyEdits(literal, star)).toBe(sink('"*"', '"AWS::CloudWatch::Metric"'));
  });

  test('know the ARN of something else', () => {
    expect(brief(analyzeModule(sink('aws_cloudwatch_log_group.app.arn', '"AWS::Logs::LogGroup"')))).toContain(
      'warning unsupported-resource-policy-resource aws_cloudwatch_log_group.app.arn',
    );
  });
});

describe('topics for alarms', () => {
  const topic = (source: string) =>
    document(
      `
actions   = ["sns:Publish"]
resources = [aws_sns_topic.alarms.arn]
principals {
  type        = "Service"
  identifiers = ["cloudwatch.amazonaws.com"]
}
condition {
  test     = "ArnLike"
  variable = "aws:SourceArn"
  values   = [${source}]
}`,
      `
resource "aws_sns_topic" "alarms" {}

resource "aws_sns_topic_policy" "one" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.one.json
}
`,
    );

  test.each([
    'aws_cloudwatch_metric_alarm.cpu.arn',
    '"arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*"',
    '"arn:aws:cloudwatch:${var.region}:${var.account}:alarm:*"',
    'var.sources',
  ])('take %s as their source', (source) => {
    expect(brief(analyzeModule(topic(source)))).toEqual([]);
  });

  test.each([
    'aws_cloudwatch_event_rule.nightly.arn',
    '"arn:aws:events:eu-west-1:111122223333:rule/nightly"',
  ])('never have %s as their source', (source) => {
    expect(brief(analyzeModule(topic(source)))).toEqual([`info source-arn-of-another-service ${source}`]);
  });
});

test('a key for logs is used with the ARN of the group alone', () => {
  const key = (arn: string) =>
    document(
      `
actions   = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
resources = ["*"]
principals {
  type        = "Service"
  identifiers = ["logs.eu-west-1.amazonaws.com"]
}
condition {
  test     = "ArnEquals"
  variable = "kms:EncryptionContext:aws:logs:arn"
  values   = [${arn}]
}`,
      `
resource "aws_kms_key" "logs" {
  policy = data.aws_iam_policy_document.one.json
}
`,
    );
  const group = 'aws_cloudwatch_log_group.app.arn';
  expect(brief(analyzeModule(key(group)))).toEqual([]);
  const text = key(`"\${${group}}:*"`);
  const analysis = analyzeModule(text);
  expect(brief(analysis)).toEqual([`warning logs-context-with-streams "\${${group}}:*"`]);
  expect(applyEdits(text, analysis.findings[0]?.fixes()[0]?.edits ?? [])).toBe(key(group));
});

describe('roles of EKS service accounts', () => {
  const trust = (provider: string, key: string) =>
    document(
      `
actions = ["sts:AssumeRoleWithWebIdentity"]
principals {
  type        = "Federated"
  identifiers = [${provider}]
}
condition {
  test     = "StringEquals"
  variable = ${key}
  values   = ["system:serviceaccount:monitoring:adot"]
}`,
      `
resource "aws_iam_role" "adot" {
  assume_role_policy = data.aws_iam_policy_document.one.json
}
`,
    );
  const issuer = 'aws_eks_cluster.main.identity[0].oidc[0].issuer';
  const arn = (url: string) => `"arn:aws:iam::111122223333:oidc-provider/\${${url}}"`;

  test('use the issuer without its scheme', () => {
    const cut = `replace(${issuer}, "https://", "")`;
    expect(brief(analyzeModule(trust(arn(cut), `"\${${cut}}:sub"`)))).toEqual([]);
    expect(brief(analyzeModule(trust(arn(issuer), `"\${${issuer}}:sub"`)))).toEqual([
      `warning oidc-provider-with-scheme ${arn(issuer)}`,
    ]);
  });

  test('say nothing where the provider is a reference', () => {
    const url = 'aws_iam_openid_connect_provider.main.url';
    const text = trust('aws_iam_openid_connect_provider.main.arn', `"\${${url}}:sub"`);
    expect(brief(analyzeModule(text))).toEqual([]);
  });

  test('are judged by literals as in JSON', () => {
    const cluster = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE';
    const text = trust(arn('var.none').replace('${var.none}', cluster), `"${cluster}:aud"`);
    expect(brief(analyzeModule(text)).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'info service-account-trust',
      'info service-account-trust',
    ]);
  });
});

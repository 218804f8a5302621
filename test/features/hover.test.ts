import { describe, expect, test } from 'vitest';
import { type Hover, resolveCompletion } from '../../server/core/index.ts';
import { engine, hoverIn, marked, policy } from './fixture.ts';

const allow = (rest: string) => policy(`{ "Effect": "Allow", ${rest} }`);
const action = (item: string) => allow(`"Action": [${item}], "Resource": "*"`);

function markdownOf(found: Hover | undefined): string {
  if (found === undefined) throw new Error('no hover');
  return found.markdown;
}

describe('actions', () => {
  test('description, level, resources, keys, reference', () => {
    const source = action('"aps:Query|Metrics"');
    const found = hoverIn(source);
    const { text } = marked(source);
    expect(text.slice(found?.range.start, found?.range.end)).toBe('aps:QueryMetrics');
    const markdown = markdownOf(found);
    expect(markdown).toContain('· Read ·');
    expect(markdown).toContain('run a query');
    expect(markdown).toContain('`arn:${Partition}:aps:${Region}:${Account}:workspace/${WorkspaceId}`');
    expect(markdown).toContain('`aws:ResourceTag/${TagKey}`');
    expect(markdown).not.toContain('RequestTag');
    expect(markdown).toContain('/list_amazonmanagedserviceforprometheus.html)');
  });

  test('seed 0: each of the ten is described', () => {
    const words: Readonly<Record<string, RegExp>> = {
      CreateWorkspace: /create a workspace/,
      DeleteWorkspace: /delete a workspace/,
      DescribeWorkspace: /describe a workspace/,
      GetLabels: /labels/,
      GetMetricMetadata: /metadata/,
      GetSeries: /series/,
      ListWorkspaces: /list workspaces/,
      QueryMetrics: /run a query/,
      RemoteWrite: /remote write/,
      UpdateWorkspaceAlias: /alias/,
    };
    for (const [name, word] of Object.entries(words))
      expect(markdownOf(hoverIn(action(`"aps:|${name}"`))), name).toMatch(word);
  });

  test('one that takes only `*`, one that is new, one that needs others', () => {
    expect(markdownOf(hoverIn(action('"aps:|ListWorkspaces"')))).toContain('Takes no ARN');
    expect(markdownOf(hoverIn(action('"aps:|PutResourcePolicy"')))).toMatch(
      /First seen in the reference of 202\d/,
    );
    expect(markdownOf(hoverIn(action('"ssm:|GetParameter"')))).toContain('kms:Decrypt');
  });

  test('what else the caller needs', () => {
    expect(markdownOf(hoverIn(action('"lambda:|CreateFunction"')))).toMatch(/also need [^.]*`iam:PassRole`/);
    expect(markdownOf(hoverIn(action('"aps:|QueryMetrics"')))).not.toContain('also need');
  });

  test('a retired one says since when', () => {
    const retired = engine()
      .catalog.services.flatMap(({ retiredActions }) => retiredActions)
      .at(0);
    expect(retired).toBeDefined();
    expect(markdownOf(hoverIn(action(`"|${retired?.fullName}"`)))).toContain(
      `since ${retired?.retiredSince}`,
    );
  });

  test('an unknown one names what is near', () => {
    expect(markdownOf(hoverIn(action('"aps:|QueryMetric"')))).toContain('`aps:QueryMetrics`');
    expect(hoverIn(action('"nothing|"'))).toBeUndefined();
  });

  test('a wildcard names what matters first and stays small', () => {
    const aps = markdownOf(hoverIn(action('"aps:|*"')));
    expect(aps).toContain('61 actions');
    expect(aps).toContain('30 Write · 2 Tagging · 25 Read · 4 List');
    expect(aps.indexOf('`PutResourcePolicy`')).toBeLessThan(aps.indexOf('`CreateWorkspace`'));
    const ec2 = markdownOf(hoverIn(action('"ec2:|*"')));
    expect(ec2.length).toBeLessThan(4000);
    const granting = engine()
      .catalog.service('ec2')
      ?.actions.filter(({ access }) => access === 'Permissions management');
    expect(granting?.length).toBeGreaterThan(10);
    for (const { name } of granting ?? []) expect(ec2).toContain(`\`${name}\``);
    expect(ec2).toMatch(/and \d+ more/);
    expect(markdownOf(hoverIn(action('"|*"')))).toContain('every action of every service');
  });

  test('no wildcard of any service is long', () => {
    for (const { prefix } of engine().catalog.services)
      expect(resolveCompletion(engine(), `action ${prefix}`, '*')?.length ?? 0, prefix).toBeLessThan(4000);
  });
});

describe('elements', () => {
  test('seed 0.1: both halves are needed', () => {
    expect(markdownOf(hoverIn(action('"aps:*"').replace('"Action"', '"Act|ion"')))).toContain(
      'both for its action',
    );
    expect(markdownOf(hoverIn(action('"aps:*"').replace('"Resource"', '"Res|ource"')))).toContain(
      'both for its action',
    );
  });

  test('Effect and its values', () => {
    expect(markdownOf(hoverIn(policy('{ "Eff|ect": "Allow" }')))).toContain('denied anyway');
    expect(markdownOf(hoverIn(policy('{ "Effect": "De|ny" }')))).toContain('wins over every allow');
    expect(markdownOf(hoverIn(policy('{ "Effect": "All|ow" }'), 'file:///w/scp.json'))).toContain(
      'grants nothing',
    );
  });

  test('Version', () => {
    expect(markdownOf(hoverIn('{ "Version": "2012|-10-17", "Statement": [] }'))).toContain('current');
    expect(markdownOf(hoverIn('{ "Version": "2008|-10-17", "Statement": [] }'))).toContain(
      'no policy variables',
    );
  });

  test('Statement tells the kind and the sum', () => {
    const text = action('"aps:QueryMetrics", "aps:RemoteWrite"').replace('"Statement"', '"State|ment"');
    expect(markdownOf(hoverIn(text))).toContain('identity policy');
    expect(markdownOf(hoverIn(text))).toContain('2 actions of `aps`: 1 Write · 1 Read');
    expect(markdownOf(hoverIn(text, 'file:///w/permissions-boundary.json'))).toContain('maximum');
  });
});

describe('managed policies', () => {
  test('seeds 0.15–0.16: the current document, wherever the ARN stands', () => {
    const found = hoverIn('{ "PolicyArn": "arn:aws:iam::aws:policy/AmazonPrometheus|QueryAccess" }');
    expect(markdownOf(found)).toContain('v1, 2020-12-19');
    expect(markdownOf(found)).toContain('"aps:GetMetricMetadata"');
    const inPolicy = allow(
      '"Action": "iam:AttachRolePolicy", "Resource": "*", "Condition": { "ArnEquals": { "iam:PolicyARN": "arn:aws-cn:iam::aws:policy/Amazon|PrometheusFullAccess" } }',
    );
    expect(markdownOf(hoverIn(inPolicy))).toContain('"aws:CalledVia"');
  });

  test('seed 0.17: a copy of an old version says what today’s adds', () => {
    const names = [
      'CreateWorkspace',
      'DescribeWorkspace',
      'UpdateWorkspaceAlias',
      'DeleteWorkspace',
      'ListWorkspaces',
    ];
    const text = action(names.map((name) => `"aps:${name}"`).join(', ')).replace(
      '"Statement"',
      '"State|ment"',
    );
    const markdown = markdownOf(hoverIn(text));
    expect(markdown).toContain('`AmazonPrometheusConsoleFullAccess` v1');
    expect(markdown).toMatch(/v9, 2026-02-12: adds .*`tag:GetTagValues`/);
  });

  test('seed 4.3: a Sid with the name of a managed policy', () => {
    const text = policy(
      '{ "Sid": "CloudWatchAgent|ServerPolicy", "Effect": "Allow", "Action": ["logs:PutLogEvents", "ssm:GetParameter"], "Resource": "*" }',
    );
    const markdown = markdownOf(hoverIn(text));
    expect(markdown).toContain('v3, 2024-02-06');
    expect(markdown).toContain('`xray:PutTraceSegments`');
    expect(markdown).toContain('`ssm:GetParameter` to `arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*`');
  });
});

describe('resources', () => {
  test('parts, types and which actions take it', () => {
    const text = allow(
      '"Action": ["aps:QueryMetrics", "aps:ListWorkspaces", "aps:DeleteScraper"], "Resource": "arn:aws:aps:eu-west-1:111122223333:work|space/ws-1"',
    );
    const markdown = markdownOf(hoverIn(text));
    expect(markdown).toContain('Amazon Managed Service for Prometheus');
    expect(markdown).toContain('type workspace');
    expect(markdown).toContain('Taken by `aps:QueryMetrics`');
    expect(markdown).toContain('Not by `aps:ListWorkspaces`');
  });

  test('seed 0.21: `*` names the ARNs that would do', () => {
    const markdown = markdownOf(hoverIn(allow('"Action": "aps:RemoteWrite", "Resource": "|*"')));
    expect(markdown).toContain('workspace/${WorkspaceId}');
  });

  test('a policy variable, also where it is none', () => {
    const text = allow('"Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/${aws:us|ername}/*"');
    const found = hoverIn(text);
    expect(marked(text).text.slice(found?.range.start, found?.range.end)).toBe('${aws:username}');
    expect(markdownOf(found)).not.toContain('plain text');
    expect(markdownOf(hoverIn(text.replace('2012', '2008')))).toContain('plain text');
  });

  test('nothing of the author’s can act', () => {
    const text = allow('"Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/`[x](command:run)<img>|"');
    const outside = markdownOf(hoverIn(text)).replace(/(`+)[^`].*?\1/g, '');
    expect(outside).not.toContain('command:');
    expect(outside).not.toContain('<img');
  });
});

describe('conditions', () => {
  const condition = (text: string) =>
    allow(`"Action": "s3:PutObject", "Resource": "*", "Condition": ${text}`);

  test('keys', () => {
    const org = markdownOf(hoverIn(condition('{ "StringEquals": { "aws:Principal|OrgID": "o-1" } }')));
    expect(org).toContain('String · one value per request');
    expect(org).toContain('organization that the caller');
    expect(org).toContain('"StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid" }');
    expect(markdownOf(hoverIn(condition('{ "StringEquals": { "aws:Tag|Keys": "x" } }')))).toContain(
      'several values',
    );
    expect(markdownOf(hoverIn(condition('{ "StringEquals": { "aws:Resource|Tag/team": "x" } }')))).toContain(
      'tag on the resource',
    );
  });

  test('operators', () => {
    const markdown = markdownOf(
      hoverIn(condition('{ "ForAnyValue:String|LikeIfExists": { "aws:TagKeys": "x" } }')),
    );
    expect(markdown).toContain('at least one value');
    expect(markdown).toContain('also holds when the request has no such key');
    expect(markdown).toContain('wildcards');
    expect(hoverIn(condition('{ "String|Equal": { "aws:TagKeys": "x" } }'))).toBeUndefined();
  });
});

describe('principals', () => {
  const principal = (kind: string, value: string) => hoverIn(allow(`"Principal": { "${kind}": "${value}" }`));

  test('accounts, users, roles, services, everyone', () => {
    for (const account of ['1111222|23333', 'arn:aws:iam::111122223333:ro|ot'])
      expect(markdownOf(principal('AWS', account))).toContain('whoever that account allows');
    expect(markdownOf(principal('AWS', 'arn:aws:iam::111122223333:role/De|ploy'))).toContain(
      'role `Deploy` of account 111122223333',
    );
    expect(markdownOf(principal('AWS', 'arn:aws:iam::111122223333:group/De|v'))).toContain(
      'cannot be a principal',
    );
    expect(markdownOf(principal('Service', 'graf|ana.amazonaws.com'))).toContain('service role');
    expect(markdownOf(hoverIn(allow('"Principal": "|*"')))).toContain('everyone');
    expect(markdownOf(hoverIn(allow('"Prin|cipal": "*"')))).toContain('who');
    expect(markdownOf(hoverIn(allow('"Principal": { "Ser|vice": "x" }')))).toContain('services');
  });
});

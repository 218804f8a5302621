import { describe, expect, test } from 'vitest';
import { type CompletionList, resolveCompletion } from '../../server/core/index.ts';
import { completeIn, engine, policy } from './fixture.ts';

const action = (item: string) => policy(`{ "Effect": "Allow", "Action": [${item}], "Resource": "*" }`);
const allow = (rest: string) => policy(`{ "Effect": "Allow", ${rest} }`);

describe('elements', () => {
  test('an empty file gets a whole document, of the kind that its name tells first', () => {
    const empty = completeIn('|');
    expect(empty.labels).toContain('identity policy');
    expect(JSON.parse(empty.accept('role trust policy'))).toMatchObject({ Version: '2012-10-17' });
    expect(completeIn('|', 'file:///work/bucket-policy.json').labels[0]).toBe('resource policy');
    expect(completeIn('|', 'file:///work/scp.json').labels[0]).toBe('service control policy');
  });

  test('every skeleton is a document', () => {
    for (const text of ['|', '{|}', '{ | }', '\n|\n']) {
      const { labels, accept } = completeIn(text);
      for (const label of labels)
        expect(() => JSON.parse(accept(label)), `${label} in ${JSON.stringify(text)}`).not.toThrow();
    }
  });

  test('root elements that are missing', () => {
    const { labels, accept } = completeIn('{ "Version": "2012-10-17", "|" }');
    expect(labels).toEqual(['Statement', 'Id']);
    expect(JSON.parse(accept('Statement')).Statement[0].Effect).toBe('Allow');
  });

  test('statement elements that are missing and allowed, each pair once', () => {
    const { labels } = completeIn(policy('{ "Effect": "Allow", "NotAction": "iam:*", | }'));
    expect(labels.slice(0, 2)).toEqual(['Resource', 'Sid']);
    expect(labels).not.toContain('Action');
    expect(labels).not.toContain('Effect');
  });

  test('the kind decides about principals and resources', () => {
    const text = policy('{ "Effect": "Allow", "|" }');
    expect(completeIn(text, 'file:///w/trust-policy.json').labels).not.toContain('Resource');
    expect(completeIn(text, 'file:///w/trust-policy.json').labels[0]).toBe('Principal');
    expect(completeIn(text, 'file:///w/scp.json').labels).not.toContain('Principal');
    expect(completeIn(text).labels.at(-1)).toBe('NotPrincipal');
  });

  test('a key is replaced where it stands, and its value stays', () => {
    const { accept } = completeIn(policy('{ "Effect": "Allow", "Reso|": "*" }'));
    expect(accept('Resource')).toContain('"Resource": "*"');
  });

  test('values of Version and Effect, in quotes or without', () => {
    expect(completeIn('{ "Version": "|", "Statement": [] }').labels).toEqual(['2012-10-17', '2008-10-17']);
    expect(completeIn(policy('{ "Effect": | }')).accept('Deny')).toContain('"Effect": "Deny"');
    expect(completeIn(policy('{ "Effect": "A|" }')).accept('Allow')).toContain('"Effect": "Allow"');
  });

  test('a statement where one is to come', () => {
    expect(JSON.parse(completeIn(policy('|')).accept('Allow statement')).Statement).toHaveLength(1);
  });
});

describe('actions', () => {
  test('seed 0: each of the ten is found and says its level', () => {
    const { labels, item } = completeIn(action('"aps:|"'));
    for (const name of [
      'CreateWorkspace',
      'DeleteWorkspace',
      'DescribeWorkspace',
      'GetLabels',
      'GetMetricMetadata',
      'GetSeries',
      'ListWorkspaces',
      'QueryMetrics',
      'RemoteWrite',
      'UpdateWorkspaceAlias',
    ])
      expect(labels).toContain(name);
    expect(item('QueryMetrics').detail).toBe('Read');
    expect(resolveCompletion(engine(), 'action aps', 'RemoteWrite')).toContain('remote write');
  });

  test('what the service is about comes first: seed 0.2', () => {
    const { labels } = completeIn(action('"aps:Cr|"'));
    expect(labels.find((label) => label.startsWith('Cr'))).toBe('CreateWorkspace');
  });

  test('by meaning: seeds 0.9, 0.12', () => {
    expect(completeIn(action('"query|"')).labels[0]).toBe('aps:QueryMetrics');
    expect(completeIn(action('"alias|"')).labels).toContain('aps:UpdateWorkspaceAlias');
    expect(completeIn(action('"aps:GetLabels", "alias|"')).labels[0]).toBe('aps:UpdateWorkspaceAlias');
    expect(completeIn(action('"remote write|"')).labels[0]).toBe('aps:RemoteWrite');
    const { list, item } = completeIn(action('"run query|"'));
    expect(list?.incomplete).toBe(true);
    expect(item('aps:QueryMetrics').filterText).toMatch(/^run query /);
  });

  test('services by prefix and by name', () => {
    expect(completeIn(action('"prom|"')).labels[0]).toBe('aps');
    const { item, labels } = completeIn(action('"|"'));
    expect(item('aps').detail).toBe('Amazon Managed Service for Prometheus');
    expect(item('aps')).toMatchObject({ newText: 'aps:', retrigger: true });
    expect(labels.at(-1)).toBe('*');
  });

  test('wildcards with their number of matches', () => {
    const { item, labels } = completeIn(action('"aps:|"'));
    expect(item('*').detail).toBe('all 61 actions');
    expect(item('Delete*').detail).toBe('10 actions');
    expect(labels).not.toContain('Remote*');
  });

  test('behind a wildcard stand its matches, itself first', () => {
    const { labels, item, list } = completeIn(action('"logs:Get*|"'));
    expect(labels[0]).toBe('Get*');
    expect(item('Get*')).toMatchObject({ detail: '18 actions', preselect: true });
    expect(labels.slice(1).every((label) => label.startsWith('Get'))).toBe(true);
    expect(list?.incomplete).toBe(true);
    expect(item('GetLogEvents').filterText).toBe('Get*');
  });

  test('the edit replaces what is typed and nothing else', () => {
    const done = action('"aps:QueryMetrics"');
    for (const typed of ['"aps:|"', '"aps:Qu|"', '"aps:Query|Metrix"', 'aps:Qu|'])
      expect(completeIn(action(typed)).accept('QueryMetrics'), typed).toBe(done);
    expect(completeIn(action('"query|"')).accept('aps:QueryMetrics')).toBe(done);
    expect(completeIn(action('|')).accept('aps')).toBe(action('"aps:"'));
  });

  test('an unclosed string is closed', () => {
    const text = '{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "aps:Qu|\n} }';
    expect(completeIn(text).accept('QueryMetrics')).toBe(text.replace('aps:Qu|', 'aps:QueryMetrics"'));
  });

  test('a scalar takes an action too, and the prefix keeps its spelling', () => {
    expect(completeIn(allow('"Action": "APS:q|", "Resource": "*"')).accept('QueryMetrics')).toContain(
      '"Action": "APS:QueryMetrics"',
    );
  });

  test('an action that stands in the list is not offered again', () => {
    const { labels } = completeIn(action('"aps:QueryMetrics", "aps:|"'));
    expect(labels).not.toContain('QueryMetrics');
    expect(completeIn(action('"aps:QueryMetrics|"')).labels).toContain('QueryMetrics');
  });

  test('a trust policy is about assuming the role', () => {
    const { labels } = completeIn(
      policy('{ "Effect": "Allow", "Action": "|" }'),
      'file:///w/trust-policy.json',
    );
    expect(labels[0]).toBe('sts:AssumeRole');
  });

  test('a workspace policy begins with the actions that count there', () => {
    const text = policy(
      '{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": ["aps:GetLabels", "aps:|"], "Resource": "*" }',
    );
    expect(completeIn(text).labels.slice(0, 2).sort()).toEqual([
      'CreateAlertManagerAlerts',
      'DeleteAlertManagerSilence',
    ]);
    expect(completeIn(text).item('QueryMetrics').sortText?.startsWith('!')).toBe(true);
  });

  test('`ec2:` is answered in less than 60 kB and without prose', () => {
    const { list } = completeIn(action('"ec2:|"'));
    const bytes = lspForm(list).length;
    expect(list?.incomplete).toBe(false);
    expect(list?.items.length).toBeGreaterThan(780);
    expect(bytes).toBeLessThan(60_000);
  });

  test('unquoted and unclosed `ec2:` stay as small', () => {
    for (const typed of ['ec2:|', '"ec2:|']) {
      const { list } = completeIn(action(typed));
      expect(list?.items.length).toBeGreaterThan(100);
      expect(lspForm(list).length, typed).toBeLessThan(60_000);
    }
  });

  test('`ec2:` takes a few milliseconds once warm', () => {
    const text = action('"ec2:|"');
    for (let i = 0; i < 30; i++) completeIn(text);
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now();
      completeIn(text);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(5);
  });
});

/** What goes over the wire: shared parts in `itemDefaults`, no text where it is the label. */
function lspForm(list: CompletionList | undefined): string {
  const place = { line: 100, character: 20 };
  return JSON.stringify({
    isIncomplete: list?.incomplete,
    itemDefaults: { editRange: { start: place, end: place }, data: { topic: list?.topic } },
    items: list?.items.map(({ label, detail, newText, filterText, sortText }) => ({
      label,
      kind: 3,
      detail,
      ...(newText === label ? {} : { textEditText: newText }),
      filterText,
      sortText,
    })),
  });
}

describe('resources', () => {
  const resource = (actions: string, typed: string) => allow(`"Action": [${actions}], "Resource": ${typed}`);

  test('templates of exactly the statement’s actions', () => {
    const { labels, item } = completeIn(resource('"aps:QueryMetrics", "aps:DeleteScraper"', '"|"'));
    expect(labels).toEqual([
      'arn:aws:aps:*:*:workspace/${WorkspaceId}',
      'arn:aws:aps:*:*:scraper/${ScraperId}',
      '*',
    ]);
    expect(item('arn:aws:aps:*:*:workspace/${WorkspaceId}')).toMatchObject({
      newText: 'arn:aws:aps:${1:*}:${2:*}:workspace/${3:WorkspaceId}',
      snippet: true,
      detail: 'workspace, 1 of 2 actions',
    });
  });

  test('`*` comes first where an action takes nothing else', () => {
    const { labels, item } = completeIn(resource('"aps:ListWorkspaces", "aps:QueryMetrics"', '|'));
    expect(labels[0]).toBe('*');
    expect(item('*').detail).toContain('ListWorkspaces');
  });

  test('partition, Region and account are those of the workspace', () => {
    const other = allow(
      '"Action": "s3:*", "Resource": ["arn:aws-cn:sqs:cn-north-1:444455556666:q", "arn:aws-cn:sqs:cn-north-1:444455556666:r"]',
    );
    const { labels } = completeIn(resource('"aps:QueryMetrics"', '"|"'), undefined, {
      'file:///work/o.json': other,
    });
    expect(labels[0]).toBe('arn:aws-cn:aps:cn-north-1:444455556666:workspace/${WorkspaceId}');
  });

  test('segment by segment', () => {
    const query = (typed: string) => completeIn(resource('"aps:QueryMetrics"', `"${typed}"`));
    expect(query('arn:|').labels[0]).toBe('aws');
    expect(query('arn:aws:|').labels[0]).toBe('aps');
    expect(query('arn:aws:|').item('aps')).toMatchObject({ newText: 'aps:', retrigger: true });
    expect(query('arn:aws:aps:eu-w|').accept('eu-west-1')).toContain('"arn:aws:aps:eu-west-1:"');
    expect(query('arn:aws:aps:eu-w|:1:x').accept('eu-west-1')).toContain('"arn:aws:aps:eu-west-1:1:x"');
    expect(query('arn:aws:aps:eu-west-1:1:|').labels[0]).toBe('workspace/${WorkspaceId}');
    expect(query('arn:aws:aps:eu-west-1:1:wo|rk/x').accept('workspace/${WorkspaceId}')).toContain(
      '"arn:aws:aps:eu-west-1:1:workspace/WorkspaceId"',
    );
  });

  test('a service without Regions says so', () => {
    const { labels, accept } = completeIn(resource('"s3:GetObject"', '"arn:aws:s3:|"'));
    expect(labels).toContain('no Region');
    expect(accept('no Region')).toContain('"arn:aws:s3::"');
  });

  test('an ARN without quotes', () => {
    const { accept } = completeIn(resource('"aps:QueryMetrics"', '|'));
    expect(accept('arn:aws:aps:*:*:workspace/${WorkspaceId}')).toContain(
      '"Resource": "arn:aws:aps:*:*:workspace/WorkspaceId"',
    );
  });

  test('policy variables, where the version has them', () => {
    const text = resource('"s3:GetObject"', '"arn:aws:s3:::b/${aws:us|/*"');
    expect(completeIn(text).accept('aws:username')).toContain('"arn:aws:s3:::b/${aws:username}/*"');
    expect(completeIn(text.replace('2012', '2008')).labels).not.toContain('aws:username');
  });

  test('managed policies by the beginning of the name: seed 0.15', () => {
    const { labels, accept } = completeIn(
      '{ "ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonPrometheus|"] }',
    );
    expect(labels.slice(0, 4)).toEqual([
      'AmazonPrometheusConsoleFullAccess',
      'AmazonPrometheusFullAccess',
      'AmazonPrometheusQueryAccess',
      'AmazonPrometheusRemoteWriteAccess',
    ]);
    expect(accept('AmazonPrometheusQueryAccess')).toContain(
      '"arn:aws:iam::aws:policy/AmazonPrometheusQueryAccess"',
    );
  });
});

describe('conditions', () => {
  const condition = (text: string) =>
    allow(`"Action": "s3:PutObject", "Resource": "*", "Condition": ${text}`);

  test('operators: base ones first', () => {
    const { labels, accept } = completeIn(condition('{ | }'));
    expect(labels[0]).toBe('StringEquals');
    expect(labels.indexOf('BinaryEquals')).toBeLessThan(labels.indexOf('StringEqualsIfExists'));
    expect(labels).toContain('ForAnyValue:StringLike');
    expect(labels).not.toContain('NullIfExists');
    expect(accept('Bool')).toContain('"Condition": { "Bool": {  } }');
  });

  test('operators that fit the key below', () => {
    const { labels } = completeIn(condition('{ "|": { "aws:SourceIp": "203.0.113.0/24" } }'));
    expect(labels.slice(0, 3)).toEqual(['IpAddress', 'NotIpAddress', 'Null']);
    expect(labels).not.toContain('StringEquals');
    expect(completeIn(condition('{ "|": { "aws:TagKeys": ["a"] } }')).labels[0]).toBe(
      'ForAnyValue:StringEquals',
    );
  });

  test('keys of the actions before global ones, fitting the operator', () => {
    const { labels, item } = completeIn(condition('{ "StringEquals": { | } }'));
    expect(labels[0]).toMatch(/^s3:/);
    expect(labels.indexOf('s3:x-amz-acl')).toBeLessThan(labels.indexOf('aws:PrincipalOrgID'));
    expect(labels).not.toContain('aws:SecureTransport');
    expect(item('aws:PrincipalTag/${TagKey}').newText).toBe('"aws:PrincipalTag/${1:key}": "$2"');
    expect(item('aws:CalledVia')).toMatchObject({ detail: 'String, several values' });
  });

  test('values: booleans, known lists, ranges, dates, principals, variables', () => {
    const values = (operator: string, key: string, version = '2012-10-17') =>
      completeIn(condition(`{ "${operator}": { "${key}": "|" } }`).replace('2012-10-17', version)).labels;
    expect(values('Bool', 'aws:SecureTransport')).toEqual(['true', 'false']);
    expect(values('Null', 'aws:TokenIssueTime')).toEqual(['true', 'false']);
    expect(values('StringEquals', 's3:x-amz-server-side-encryption').slice(0, 2)).toEqual([
      'AES256',
      'aws:kms',
    ]);
    expect(values('StringEquals', 'aws:PrincipalType')).toContain('AssumedRole');
    expect(values('IpAddress', 'aws:SourceIp')).toContain('203.0.113.0/24');
    expect(values('DateLessThan', 'aws:CurrentTime')).toContain('2026-12-31T23:59:59Z');
    expect(values('StringEquals', 'iam:PassedToService')).toContain('ec2.amazonaws.com');
    expect(values('StringLike', 's3:prefix')).toContain('${aws:username}');
    expect(values('StringLike', 's3:prefix', '2008-10-17')).not.toContain('${aws:username}');
    expect(values('Bool', 'aws:SecureTransport')).not.toContain('${aws:username}');
  });

  test('a value without quotes', () => {
    expect(completeIn(condition('{ "Bool": { "aws:SecureTransport": | } }')).accept('false')).toContain(
      '"aws:SecureTransport": "false"',
    );
  });
});

describe('principals', () => {
  test('kinds and everyone', () => {
    const body = completeIn(allow('"Principal": |'));
    expect(body.labels).toEqual(['AWS', 'Service', 'Federated', 'CanonicalUser', '*']);
    expect(body.accept('*')).toContain('"Principal": "*"');
    expect(body.accept('Service')).toContain('"Principal": { "Service": "" }');
    expect(completeIn(allow('"Principal": { "AWS": "*", "|" }')).labels).not.toContain('AWS');
  });

  test('services', () => {
    const { labels, accept } = completeIn(allow('"Principal": { "Service": "graf|" }'));
    expect(labels).toContain('grafana.amazonaws.com');
    expect(accept('grafana.amazonaws.com')).toContain('"Service": "grafana.amazonaws.com"');
  });

  test('accounts and roles of the workspace first', () => {
    const other = allow('"Principal": { "AWS": ["arn:aws:iam::444455556666:role/Deploy", "444455556666"] }');
    const { labels } = completeIn(allow('"Principal": { "AWS": "|" }'), undefined, {
      'file:///o.json': other,
    });
    expect(labels.slice(0, 2)).toEqual([
      'arn:aws:iam::444455556666:role/Deploy',
      'arn:aws:iam::444455556666:root',
    ]);
  });
});

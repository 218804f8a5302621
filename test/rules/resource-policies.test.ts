import { describe, expect, test } from 'vitest';
import {
  type Attachment,
  allRules,
  applyEdits,
  check,
  dialectOf,
  type Finding,
  json,
  type PolicyUse,
} from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';

const OWN = new Set([
  'unsupported-resource-policy-action',
  'unsupported-resource-policy-resource',
  'principal-that-never-counts',
  'policy-size-exceeds-resource-policy-quota',
]);

interface Statement {
  readonly principal?: unknown;
  readonly action: unknown;
  readonly resource?: unknown;
}

const ACCOUNT = { AWS: '444455556666' };
const SERVICE = { Service: 'events.amazonaws.com' };

function write(statement: Statement): string {
  const { principal = ACCOUNT, action, resource } = statement;
  const body = { Effect: 'Allow', Principal: principal, Action: action, Resource: resource };
  return JSON.stringify({ Version: '2012-10-17', Statement: [body] }, null, 2);
}

function run(text: string, attachedTo: Attachment | undefined): readonly Finding[] {
  const use: PolicyUse = { kind: 'resource', by: 'setting', ...(attachedTo && { attachedTo }) };
  const file = json.read({ uri: 'file:///p.json', languageId: 'json', text });
  return file.policies.flatMap(({ document }) =>
    check(document, use, {
      catalog: catalog(),
      dialect: dialectOf('aws'),
      rules: allRules,
      onBug: (rule, error) => {
        throw new Error(`rule ${rule.id} threw`, { cause: error });
      },
    }),
  );
}

/** `severity rule` of what this product says of its own about the kind of policy. */
function judge(statement: Statement, attachedTo?: Attachment): readonly string[] {
  const findings = run(write(statement), attachedTo).filter(({ rule }) => OWN.has(rule));
  return findings.map(({ severity, rule }) => `${severity} ${rule}`);
}

const ACTION = 'unsupported-resource-policy-action';
const RESOURCE = 'unsupported-resource-policy-resource';
const PRINCIPAL = 'principal-that-never-counts';

interface Case {
  readonly on: Attachment;
  readonly good: readonly Statement[];
  readonly bad: readonly (readonly [Statement, ...string[]])[];
}

const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:111122223333:${rest}`;
const on = (service: string, resourceType?: string): Attachment =>
  resourceType === undefined ? { service } : { service, resourceType };

const LOGS = { action: ['logs:PutLogEvents', 'logs:CreateLogStream'], resource: '*' };

/** Every kind whose facts are certain: documents that are right, and documents with what is said of them. */
const CASES: Readonly<Record<string, Case>> = {
  'AMP workspace': {
    on: on('aps', 'workspace'),
    good: [
      {
        action: ['aps:RemoteWrite', 'aps:GetSeries', 'APS:getlabels'],
        resource: arn('aps', 'workspace/ws-1'),
      },
      { action: 'aps:QueryMetrics', resource: arn('aps', 'workspace/*') },
    ],
    bad: [
      [{ action: 'aps:DescribeWorkspace', resource: arn('aps', 'workspace/ws-1') }, `warning ${ACTION}`],
      [{ action: '*', resource: arn('aps', 'workspace/ws-1') }, `warning ${ACTION}`],
      [{ action: 'aps:Get*', resource: arn('aps', 'workspace/ws-1') }, `warning ${ACTION}`],
      [{ action: 'aps:ListRules', resource: arn('aps', 'workspace/ws-1') }, `info ${ACTION}`],
      [{ action: 's3:GetObject', resource: arn('aps', 'workspace/ws-1') }, `warning ${ACTION}`],
      [{ action: 'aps:QueryMetrics', resource: '*' }, `warning ${RESOURCE}`],
      [{ action: 'aps:QueryMetrics', resource: arn('aps', 'scraper/s-1') }, `error ${RESOURCE}`],
    ],
  },
  'Logs resource policy': {
    on: { service: 'logs', cloudFormationType: 'AWS::Logs::ResourcePolicy' },
    good: [
      { ...LOGS, principal: SERVICE },
      { principal: SERVICE, action: 'logs:PutLogEvents', resource: arn('logs', 'log-group:/aws/events/*:*') },
    ],
    bad: [
      [{ principal: SERVICE, action: 'logs:*', resource: '*' }, `info ${ACTION}`],
      [LOGS, `warning ${PRINCIPAL}`],
      [{ ...LOGS, principal: SERVICE, action: 'logs:CreateLogGroup' }, `warning ${ACTION}`],
      [{ ...LOGS, principal: SERVICE, action: 'logs:Describe*' }, `warning ${ACTION}`],
      [{ ...LOGS, principal: SERVICE, resource: arn('logs', 'destination:d') }, `error ${RESOURCE}`],
    ],
  },
  'log group': {
    on: on('logs', 'log-group'),
    good: [{ ...LOGS, principal: SERVICE, resource: arn('logs', 'log-group:app:*') }],
    bad: [[{ ...LOGS, principal: SERVICE, action: 'logs:FilterLogEvents' }, `warning ${ACTION}`]],
  },
  'Logs destination': {
    on: on('logs', 'destination'),
    good: [{ action: 'logs:PutSubscriptionFilter', resource: arn('logs', 'destination:central') }],
    bad: [
      [{ action: 'logs:PutLogEvents', resource: arn('logs', 'destination:central') }, `error ${ACTION}`],
      [{ action: 'logs:PutSubscriptionFilter', resource: arn('logs', 'log-group:app') }, `error ${RESOURCE}`],
    ],
  },
  'Logs delivery destination': {
    on: on('logs', 'delivery-destination'),
    good: [
      {
        action: 'logs:CreateDelivery',
        resource: [arn('logs', 'delivery-source:*'), arn('logs', 'delivery-destination:d')],
      },
    ],
    bad: [
      [{ action: 'logs:PutDeliverySource', resource: arn('logs', 'delivery:*') }, `warning ${ACTION}`],
      [{ action: 'logs:CreateDelivery', resource: arn('logs', 'log-group:app') }, `error ${RESOURCE}`],
    ],
  },
  'OAM sink': {
    on: on('oam', 'Sink'),
    good: [{ action: ['oam:CreateLink', 'oam:UpdateLink'], resource: '*' }],
    bad: [[{ action: ['oam:CreateLink', 'oam:DeleteLink'], resource: '*' }, `warning ${ACTION}`]],
  },
  'X-Ray': {
    on: on('xray'),
    good: [{ principal: SERVICE, action: 'xray:PutTraceSegments', resource: '*' }],
    bad: [
      [{ principal: SERVICE, action: 'xray:GetTraceSummaries', resource: '*' }, `info ${ACTION}`],
      [{ principal: SERVICE, action: 'logs:PutLogEvents', resource: '*' }, `warning ${ACTION}`],
    ],
  },
  'RUM app monitor': {
    on: on('rum', 'AppMonitorResource'),
    good: [{ principal: '*', action: 'rum:PutRumEvents', resource: arn('rum', 'appmonitor/site') }],
    bad: [
      [
        { principal: '*', action: 'rum:GetAppMonitor', resource: arn('rum', 'appmonitor/site') },
        `warning ${ACTION}`,
      ],
      [
        { principal: '*', action: 'rum:PutRumEvents', resource: arn('logs', 'log-group:x') },
        `error ${RESOURCE}`,
      ],
      [{ action: 'rum:PutRumEvents', resource: arn('rum', 'appmonitor/site') }, `warning ${PRINCIPAL}`],
    ],
  },
  'investigation group': {
    on: on('aiops', 'investigation-group'),
    good: [
      {
        principal: { Service: 'aiops.alarms.cloudwatch.amazonaws.com' },
        action: ['aiops:CreateInvestigation', 'aiops:CreateInvestigationEvent'],
        resource: '*',
      },
    ],
    bad: [
      [{ action: 'aiops:CreateInvestigation', resource: '*' }, `warning ${PRINCIPAL}`],
      [{ principal: SERVICE, action: 'aiops:CreateInvestigation', resource: '*' }, `info ${PRINCIPAL}`],
      [
        {
          principal: { Service: 'aiops.alarms.cloudwatch.amazonaws.com' },
          action: 'aiops:GetInvestigation',
          resource: '*',
        },
        `warning ${ACTION}`,
      ],
    ],
  },
  'OpsItem group': {
    on: on('ssm', 'opsitemgroup'),
    good: [
      {
        action: ['ssm:CreateOpsItem', 'ssm:UpdateOpsItem'],
        resource: [arn('ssm', 'opsitem/*'), arn('ssm', 'opsitemgroup/default')],
      },
    ],
    bad: [
      [{ action: 'ssm:DeleteOpsItem', resource: arn('ssm', 'opsitem/*') }, `info ${ACTION}`],
      [{ action: 'ssm:GetOpsItem', resource: arn('ssm', 'parameter/x') }, `error ${RESOURCE}`],
    ],
  },
  parameter: {
    on: on('ssm', 'parameter'),
    good: [{ action: ['ssm:GetParameter', 'ssm:GetParameters'], resource: arn('ssm', 'parameter/app/db') }],
    bad: [
      [{ action: 'ssm:PutParameter', resource: arn('ssm', 'parameter/app/db') }, `warning ${ACTION}`],
      [{ action: 'ssm:GetParametersByPath', resource: arn('ssm', 'parameter/app') }, `warning ${ACTION}`],
    ],
  },
  'KMS key': {
    on: on('kms', 'key'),
    good: [{ action: 'kms:*', resource: '*' }],
    bad: [[{ action: ['kms:Decrypt', 's3:GetObject'], resource: '*' }, `warning ${ACTION}`]],
  },
  secret: {
    on: on('secretsmanager', 'Secret'),
    good: [{ action: 'secretsmanager:GetSecretValue', resource: '*' }],
    bad: [
      [{ action: 'kms:Decrypt', resource: '*' }, `warning ${ACTION}`],
      [{ action: 'secretsmanager:GetSecretValue', resource: arn('ssm', 'parameter/x') }, `error ${RESOURCE}`],
    ],
  },
  queue: {
    on: on('sqs', 'queue'),
    good: [{ action: 'sqs:SendMessage', resource: arn('sqs', 'jobs') }],
    bad: [
      [{ action: 'sns:Publish', resource: arn('sqs', 'jobs') }, `warning ${ACTION}`],
      [{ action: 'sqs:SendMessage', resource: arn('sns', 'alarms') }, `error ${RESOURCE}`],
    ],
  },
  'event bus': {
    on: on('events', 'event-bus'),
    good: [
      { action: 'events:PutEvents', resource: arn('events', 'event-bus/default') },
      { action: 'events:PutRule', resource: arn('events', 'rule/other/mine') },
    ],
    bad: [
      [{ action: 'events:CreateEventBus', resource: arn('events', 'event-bus/default') }, `info ${ACTION}`],
      [{ action: 'events:PutEvents', resource: arn('events', 'archive/a') }, `error ${RESOURCE}`],
    ],
  },
  'ECR repository': {
    on: on('ecr', 'repository'),
    good: [{ action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] }],
    bad: [
      [{ action: 'ecr:BatchGetImage', resource: '*' }, `error ${RESOURCE}`],
      [{ action: 's3:GetObject' }, `warning ${ACTION}`],
    ],
  },
  'WAF rule group': {
    on: on('wafv2', 'rulegroup'),
    good: [{ action: ['wafv2:CreateWebACL', 'wafv2:UpdateWebACL', 'wafv2:PutFirewallManagerRuleGroups'] }],
    bad: [
      [{ action: 'wafv2:DeleteRuleGroup' }, `error ${ACTION}`],
      [{ action: 'wafv2:*' }, `error ${ACTION}`],
      [
        { action: 'wafv2:GetRuleGroup', resource: arn('wafv2', 'regional/rulegroup/a/b') },
        `error ${RESOURCE}`,
      ],
    ],
  },
  'WAF Classic rule group': {
    on: on('waf', 'rulegroup'),
    good: [{ action: ['waf:UpdateWebACL', 'waf:GetRuleGroup'] }],
    bad: [[{ action: 'waf:DeleteRuleGroup' }, `error ${ACTION}`]],
  },
};

describe.each(Object.entries(CASES))('%s', (_, { on: attached, good, bad }) => {
  test.each(good.map((statement) => [JSON.stringify(statement), statement] as const))(
    'takes %s',
    (_name, one) => {
      expect(judge(one, attached)).toEqual([]);
    },
  );
  test.each(bad.map(([statement, ...said]) => [JSON.stringify(statement), statement, said] as const))(
    'does not take %s',
    (_name, one, said) => {
      expect(judge(one, attached)).toEqual(said);
    },
  );
});

describe('facts', () => {
  const { kinds } = catalog().resourcePolicies;

  test('every certain kind with rules of its own has its cases', () => {
    const judged = kinds.filter(
      ({ certainty, kind, service, services, otherActions }) =>
        // Access Analyzer's rules judge S3.
        certainty === 'high' &&
        kind === undefined &&
        service !== 's3' &&
        (services ?? otherActions) !== undefined,
    );
    const cases = Object.values(CASES).map(({ on: attached }) => attached);
    const covered = new Set(cases.flatMap((attached) => catalog().resourcePolicies.of(attached)));
    expect(judged.filter((kind) => !covered.has(kind)).map(({ name }) => name)).toEqual([]);
  });

  test('actions are those of the reference', () => {
    const names = kinds.flatMap(({ actions = [], moreActions = [] }) => [...actions, ...moreActions]);
    const unknown = names.filter((name) => catalog().action(name) === undefined);
    // The guide of SNS has it, the reference does not; it is in many old topic policies.
    expect(new Set(unknown)).toEqual(new Set(['sns:Receive']));
  });

  test('resource types are those of the reference', () => {
    const strange = kinds.flatMap(({ service, alsoService, types }) =>
      types.filter((type) => {
        const known = [service, alsoService ?? service].flatMap(
          (prefix) => catalog().service(prefix)?.resourceTypes ?? [],
        );
        return !known.some(({ name }) => name.toLowerCase() === type.toLowerCase());
      }),
    );
    expect(strange).toEqual(['registry']);
  });

  test('each kind says where it is from', () => {
    expect(kinds.length).toBeGreaterThan(80);
    expect(kinds.filter(({ source }) => source.length < 10).map(({ name }) => name)).toEqual([]);
  });
});

describe('which kind it is', () => {
  const nowhere: Attachment | undefined = undefined;

  test('the ARNs of the document tell the kind where nothing else does', () => {
    const destination = arn('logs', 'destination:central');
    expect(judge({ action: 'logs:PutSubscriptionFilter', resource: destination }, nowhere)).toEqual([]);
    expect(judge({ action: 'logs:PutLogEvents', resource: destination }, nowhere)).toEqual([
      `error ${ACTION}`,
    ]);
    expect(
      judge({ principal: SERVICE, action: 'logs:PutLogEvents', resource: arn('logs', 'log-group:a:*') }),
    ).toEqual([]);
  });

  test('without ARNs the only kind that takes any of the actions is meant', () => {
    expect(judge({ action: 'logs:PutSubscriptionFilter', resource: '*' }, on('logs'))).toEqual([
      `info ${RESOURCE}`,
    ]);
    const both = ['logs:PutSubscriptionFilter', 'logs:CreateDelivery'];
    expect(judge({ action: both, resource: '*' }, on('logs'))).toEqual([]);
  });

  test('beside actions that need an ARN those are meant that need none', () => {
    expect(judge({ action: ['oam:CreateLink', 's3:GetObject'], resource: '*' })).toEqual([
      `warning ${ACTION}`,
    ]);
    expect(judge({ action: ['oam:CreateLink', 'kms:Decrypt'], resource: '*' })).toEqual([]);
  });

  test('between several kinds it speaks only when it would for all', () => {
    expect(judge({ action: 'logs:FilterLogEvents', resource: '*' }, on('logs'))).toEqual([
      `warning ${ACTION}`,
    ]);
    expect(judge({ action: 'ecr:DescribeImages' }, on('ecr'))).toEqual([]);
  });

  test('is not claimed for an unknown resource, or for what may be an endpoint policy', () => {
    expect(judge({ action: 'aps:*', resource: '*' }, on('aps', 'scraper'))).toEqual([]);
    const text = write({ principal: '*', action: 'aps:*', resource: '*' });
    const use: PolicyUse = { kind: 'resource', by: 'content', attachedTo: on('aps') };
    const file = json.read({ uri: 'file:///p.json', languageId: 'json', text });
    const options = { catalog: catalog(), dialect: dialectOf('aws'), rules: allRules };
    const found = file.policies.flatMap(({ document }) => check(document, use, options));
    expect(found.filter(({ rule }) => OWN.has(rule))).toEqual([]);
  });
});

describe('fixes', () => {
  const fixed = (statement: Statement, title: string) => {
    const text = write(statement);
    const fixes = run(text, on('aps', 'workspace')).flatMap((finding) => finding.fixes());
    const chosen = fixes.find((each) => each.title === title);
    expect(fixes.map((each) => each.title)).toContain(title);
    return JSON.parse(applyEdits(text, chosen?.edits ?? [])).Statement[0].Action;
  };
  const resource = arn('aps', 'workspace/ws-1');

  test('a wildcard becomes the actions that it covers, and nothing twice', () => {
    const statement = { action: ['aps:GetLabels', 'aps:Get*'], resource };
    expect(fixed(statement, 'Replace by the 3 actions that count')).toEqual([
      'aps:GetLabels',
      'aps:GetSeries',
      'aps:GetMetricMetadata',
    ]);
    expect(fixed(statement, 'Replace by the 5 actions that count')).toHaveLength(5);
  });

  test('all useless actions go at once', () => {
    const action = ['aps:DeleteWorkspace', 'aps:QueryMetrics', 'aps:PutResourcePolicy'];
    expect(fixed({ action, resource }, 'Remove all 2 actions that do nothing here')).toEqual([
      'aps:QueryMetrics',
    ]);
  });
});

import type { Template } from '../template.ts';

/** The CloudWatch agent: one role to run it, another to store its configuration. */

const PLACES = { group: '*', namespace: 'CWAgent' } as const;

const RUNNING = [
  {
    Effect: 'Allow',
    Action: 'cloudwatch:PutMetricData',
    Resource: '*',
    Condition: { StringEquals: { 'cloudwatch:namespace': '{{namespace}}' } },
  },
  {
    Effect: 'Allow',
    Action: [
      'ec2:DescribeTags',
      'ec2:DescribeVolumes',
      'logs:DescribeLogGroups',
      'xray:GetSamplingRules',
      'xray:GetSamplingStatisticSummaries',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ],
    Resource: '*',
  },
  {
    Effect: 'Allow',
    Action: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      'logs:PutRetentionPolicy',
    ],
    Resource: 'arn:aws:logs:*:*:log-group:{{group}}',
  },
] as const;

const PARAMETERS = 'arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*';

export const cloudwatchAgent: readonly Template[] = [
  {
    name: 'cw-agent-server',
    title: 'CloudWatch agent: server',
    summary: 'Runs the CloudWatch agent; AWS manages such a policy as CloudWatchAgentServerPolicy',
    dialect: 'aws',
    kind: 'identity',
    places: PLACES,
    document: {
      Version: '2012-10-17',
      Statement: [...RUNNING, { Effect: 'Allow', Action: 'ssm:GetParameter', Resource: PARAMETERS }],
    },
  },
  {
    name: 'cw-agent-admin',
    title: 'CloudWatch agent: administrator',
    summary: 'Saves the configuration of the CloudWatch agent; for one role, and only meanwhile',
    dialect: 'aws',
    kind: 'identity',
    places: PLACES,
    document: {
      Version: '2012-10-17',
      Statement: [
        ...RUNNING,
        { Effect: 'Allow', Action: ['ssm:GetParameter', 'ssm:PutParameter'], Resource: PARAMETERS },
      ],
    },
  },
];

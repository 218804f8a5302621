import type { Template } from '../template.ts';

/** Amazon Managed Service for Prometheus. */

const PLACES = {
  region: 'eu-west-1',
  account: '111122223333',
  workspace: 'ws-12345678-90ab-cdef-1234-567890abcdef',
} as const;

const WORKSPACE = 'arn:aws:aps:{{region}}:{{account}}:workspace/{{workspace}}';

const READING = ['aps:GetLabels', 'aps:GetMetricMetadata', 'aps:GetSeries', 'aps:QueryMetrics'] as const;

export const prometheus: readonly Template[] = [
  {
    name: 'amp-full',
    title: 'AMP: full access',
    summary: 'Everything in Amazon Managed Service for Prometheus, sharing and deleting included',
    dialect: 'aws',
    kind: 'identity',
    places: {},
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'aps:*', Resource: '*' }],
    },
  },
  {
    name: 'amp-console',
    title: 'AMP: console',
    summary: 'Manages workspaces of Amazon Managed Service for Prometheus',
    dialect: 'aws',
    kind: 'identity',
    places: PLACES,
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['aps:CreateWorkspace', 'aps:ListWorkspaces'], Resource: '*' },
        {
          Effect: 'Allow',
          Action: ['aps:DeleteWorkspace', 'aps:DescribeWorkspace', 'aps:UpdateWorkspaceAlias'],
          Resource: WORKSPACE,
        },
      ],
    },
  },
  {
    name: 'amp-query',
    title: 'AMP: query',
    summary: 'Reads metrics of a workspace of Amazon Managed Service for Prometheus',
    dialect: 'aws',
    kind: 'identity',
    places: PLACES,
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: READING, Resource: WORKSPACE }],
    },
  },
  {
    name: 'amp-remote-write',
    title: 'AMP: remote write',
    summary: 'Sends metrics to a workspace of Amazon Managed Service for Prometheus',
    dialect: 'aws',
    kind: 'identity',
    places: PLACES,
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'aps:RemoteWrite', Resource: WORKSPACE }],
    },
  },
  {
    name: 'amp-eks',
    title: 'AMP: full access and EKS discovery',
    summary: 'Everything in Amazon Managed Service for Prometheus, and finding clusters',
    dialect: 'aws',
    kind: 'identity',
    places: { region: '*', account: '*', cluster: '*' },
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['aps:*', 'eks:ListClusters'], Resource: '*' },
        {
          Effect: 'Allow',
          Action: 'eks:DescribeCluster',
          Resource: 'arn:aws:eks:{{region}}:{{account}}:cluster/{{cluster}}',
        },
      ],
    },
  },
  {
    name: 'amp-policy-basic',
    title: 'AMP workspace policy: own account',
    summary: 'Resource policy of a workspace: whoever the account allows',
    dialect: 'aws',
    kind: 'resource',
    service: 'aps',
    places: PLACES,
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: '{{account}}' },
          Action: [
            'aps:RemoteWrite',
            'aps:QueryMetrics',
            'aps:GetSeries',
            'aps:GetLabels',
            'aps:GetMetricMetadata',
          ],
          Resource: WORKSPACE,
        },
      ],
    },
  },
  {
    name: 'amp-policy-xaccount',
    title: 'AMP workspace policy: another account',
    summary: 'Resource policy of a workspace: writing and querying from another account',
    dialect: 'aws',
    kind: 'resource',
    service: 'aps',
    places: { ...PLACES, other: '444455556666' },
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::{{other}}:root' },
          Action: ['aps:RemoteWrite', 'aps:QueryMetrics'],
          Resource: WORKSPACE,
        },
      ],
    },
  },
  {
    name: 'amp-policy-grafana',
    title: 'AMP workspace policy: Grafana',
    summary: 'Resource policy of a workspace: Amazon Managed Grafana reads for one account',
    dialect: 'aws',
    kind: 'resource',
    service: 'aps',
    places: PLACES,
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'grafana.amazonaws.com' },
          Action: ['aps:QueryMetrics', 'aps:GetSeries', 'aps:GetLabels', 'aps:GetMetricMetadata'],
          Resource: WORKSPACE,
          Condition: { StringEquals: { 'aws:SourceAccount': '{{account}}' } },
        },
      ],
    },
  },
];

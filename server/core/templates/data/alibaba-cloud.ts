import type { Template } from '../template.ts';

/** Alibaba Cloud: ARMS, Managed Service for Prometheus, roles. */

const STORES = [
  'acs:log:{{region}}:{{account}}:project/{{project}}/logstore/aliyun-prom-{{instance}}',
  'acs:log:{{region}}:{{account}}:project/{{project}}/storeview/aliyun_prom_{{instance}}',
] as const;

const ANY_STORE = { region: '*', account: '*', project: '*', instance: '*' } as const;

export const alibabaCloud: readonly Template[] = [
  {
    name: 'ram-trust-account',
    title: 'RAM trust policy of an account',
    summary: 'Lets users and roles of an Alibaba Cloud account assume the role',
    dialect: 'ram',
    kind: 'trust',
    places: { account: '1234567890123456', who: 'root' },
    document: {
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { RAM: ['acs:ram::{{account}}:{{who}}'] },
        },
      ],
    },
  },
  {
    name: 'ram-trust-service',
    title: 'RAM trust policy of a service',
    summary: 'Lets a service of Alibaba Cloud assume the role',
    dialect: 'ram',
    kind: 'trust',
    places: { service: 'ecs.aliyuncs.com' },
    document: {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['{{service}}'] } }],
    },
  },
  {
    name: 'arms-readonly-group',
    title: 'ARMS: read-only in a resource group',
    summary: 'What AliyunARMSReadOnlyAccess lacks in a resource group: seeing its applications',
    dialect: 'ram',
    kind: 'identity',
    places: { application: '*' },
    document: {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: ['arms:ReadTraceApp'], Resource: ['{{application}}'] }],
    },
  },
  {
    name: 'prom-read',
    title: 'Prometheus: read',
    summary: 'Queries metrics of Managed Service for Prometheus (Alibaba Cloud)',
    dialect: 'ram',
    kind: 'identity',
    places: ANY_STORE,
    document: {
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['log:QueryPrometheusMetrics', 'log:QueryMetrics', 'log:GetLogStoreLogs'],
          Resource: STORES,
        },
      ],
    },
  },
  {
    name: 'prom-write',
    title: 'Prometheus: write',
    summary: 'Sends metrics to Managed Service for Prometheus (Alibaba Cloud)',
    dialect: 'ram',
    kind: 'identity',
    places: ANY_STORE,
    document: {
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['log:RemoteWritePrometheus', 'log:RemoteWrite', 'log:PostLogStoreLogs'],
          Resource: STORES,
        },
      ],
    },
  },
];

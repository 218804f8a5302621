import { createCatalog } from '../../server/core/catalog/create.ts';
import type {
  FactsTable,
  PoliciesTable,
  PolicyDocumentsTable,
  PolicyHistoryTable,
  ProseTable,
  ShapeTable,
  TableLoader,
} from '../../server/core/catalog/tables.ts';

/** Small frozen tables: enough of three services, two of them today's, to test whatever asks a catalog. */
const shape: ShapeTable = {
  format: 1,
  date: '2026-09-26',
  snapshots: ['2024-11-20', '2025-12-06', '2026-09-26'],
  strings: [
    'aws:ResourceTag/${TagKey}',
    'aws:RequestTag/${TagKey}',
    'aws:TagKeys',
    's3:prefix',
    's3:ExistingObjectTag/<key>',
    'iam:PassRole',
    'sts:RequestContext/${ContextKey}',
  ],
  sets: [[], [0], [1, 2], [3], [4], [5]],
  services: [
    {
      p: 'aps',
      n: 'Amazon Managed Service for Prometheus',
      a: 'CreateScraper CreateWorkspace DescribeWorkspace ListWorkspaces QueryMetrics RemoteWrite UpdateWorkspaceAlias QueryLabels',
      o: 1,
      x: [0, 1, 2, 3, 4, 5, 5, 4],
      s: [
        [2, 2, 5, 0, 1, 1, 0, 1, 0, 2, 0],
        [2, 2, 0],
        [1, 1, 0, 0, 1, 0, 0],
        [0, 0, 0],
        [1, 1, 0, 0, 1, 0, 0],
        [2, 1, 0, 0, 1, 0, 0],
      ],
      t: [
        ['workspace', 1, 'arn:${Partition}:aps:${Region}:${Account}:workspace/${WorkspaceId}'],
        ['cluster', 1, 'arn:${Partition}:eks:${Region}:${Account}:cluster/${ClusterName}'],
      ],
      k: [0, 0, 1, 0, 2, 8],
      f: [0, 1],
      g: [7, 2],
    },
    {
      p: 'deeplens',
      n: 'AWS DeepLens',
      a: 'GetDevice',
      o: 1,
      x: [0],
      s: [[1, 0, 0]],
      t: [],
      k: [],
      g: [0, 1],
      r: 1,
    },
    {
      p: 's3',
      n: 'Amazon S3',
      a: 'GetObject GetObjectTagging ListAllMyBuckets ListBucket PutObject',
      x: [0, 0, 1, 2, 3],
      s: [
        [1, 4, 0, 1, 1, 0, 0],
        [0, 0, 0],
        [0, 3, 0, 0, 1, 0, 0],
        [2, 0, 0, 1, 1, 0, 0],
      ],
      t: [
        ['bucket', 0, 'arn:${Partition}:s3:::${BucketName}'],
        ['object', 0, 'arn:${Partition}:s3:::${BucketName}/${ObjectName}'],
      ],
      k: [3, 0, 4, 0],
    },
    {
      p: 'sts',
      n: 'AWS Security Token Service',
      a: 'AssumeRole',
      x: [0],
      s: [[2, 0, 0]],
      t: [],
      k: [6, 0],
    },
  ],
};

const prose: ProseTable = {
  format: 1,
  date: '2026-09-26',
  services: {
    aps: [
      [
        '~create a scraper',
        '~create a workspace',
        '~describe a workspace',
        '~list workspaces',
        '~run a query on metrics',
        '~perform a remote write operation to initiate the streaming of metrics',
        '~modify the alias of a workspace',
        '~retrieve labels',
      ],
      ['Filters access by the tags of the resource', 'Filters access by tags of the request', ''],
    ],
  },
};

const facts: FactsTable = {
  format: 1,
  date: '2026-09-26',
  globalKeys: [
    {
      key: 'aws:ResourceTag/${TagKey}',
      type: 'String',
      multivalued: false,
      group: 'resource',
      present: 'resource has that tag',
      note: 'One key per tag.',
    },
    {
      key: 'aws:SourceArn',
      type: 'ARN',
      multivalued: false,
      group: 'request',
      present: 'service principal calls',
      sensitive: true,
      note: '',
    },
    { key: 'aws:TagKeys', type: 'String', multivalued: true, group: 'request', present: 'tags', note: '' },
  ],
  partitions: [
    { id: 'aws', name: 'AWS Standard', dnsSuffix: 'amazonaws.com', regions: ['eu-west-1', 'us-east-1'] },
    { id: 'aws-cn', name: 'AWS China', dnsSuffix: 'amazonaws.com.cn', regions: ['cn-north-1'] },
  ],
  principals: [
    { name: 'aps.amazonaws.com', source: 'documented' },
    { name: 'ec2.amazonaws.com', source: 'documented' },
    { name: 'logs.amazonaws.com', source: 'documented', regional: true },
  ],
  federationKeys: [
    { name: 'amr', multivalued: true },
    { name: 'sub', multivalued: false },
  ],
  rcpServices: ['s3', 'sts'],
  keyPrefixes: { saml: ['sts'], 'token.actions.githubusercontent.com': ['sts'] },
};

const policies: PoliciesTable = {
  format: 1,
  date: '2025-01-02',
  paths: ['', 'service-role/'],
  policies: [['MiniAccess', 1, [1, 3], [16472, 20090]]],
  former: [{ name: 'OldAccess', path: '', since: '2021-03-01', successor: 'MiniAccess' }],
};

const documents: PolicyDocumentsTable = {
  format: 1,
  documents: ['{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'],
};

const history: PolicyHistoryTable = {
  format: 1,
  strings: ['"Action":"s3:Get*",'],
  policies: [[[5, [0], -7, 1]]],
};

const texts: Readonly<Record<string, string>> = {
  shape: JSON.stringify(shape),
  prose: JSON.stringify(prose),
  facts: JSON.stringify(facts),
  policies: JSON.stringify(policies),
  'policy-documents': JSON.stringify(documents),
  'policy-history': JSON.stringify(history),
};

export const miniTables: TableLoader = (name) => texts[name];

export const miniCatalog = createCatalog(miniTables);

import type { PolicyUse } from '../../policy/use.ts';

/**
 * Actions that policies of a kind are mostly or only about, in the order in which people need them. Empty where AWS names none.
 * Sources: the services' API references and user guides; for AMP the Terraform provider's page (first five), then the
 * guide's list of Prometheus-compatible APIs.
 */
export function resourcePolicyActions(use: PolicyUse): ReadonlySet<string> {
  if (use.kind === 'trust') return TRUST;
  if (use.kind !== 'resource' || use.attachedTo === undefined) return NONE;
  return BY_SERVICE[use.attachedTo.service] ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();

const of = (service: string, names: string) => new Set(names.split(' ').map((name) => `${service}:${name}`));

const TRUST = of(
  'sts',
  'AssumeRole AssumeRoleWithWebIdentity AssumeRoleWithSAML TagSession SetSourceIdentity',
);

const BY_SERVICE: Readonly<Record<string, ReadonlySet<string>>> = {
  aps: of(
    'aps',
    'RemoteWrite QueryMetrics GetSeries GetLabels GetMetricMetadata CreateAlertManagerAlerts DeleteAlertManagerSilence GetAlertManagerSilence GetAlertManagerStatus ListAlertManagerAlertGroups ListAlertManagerAlerts ListAlertManagerReceivers ListAlertManagerSilences ListAlerts ListRules PutAlertManagerSilences',
  ),
  logs: of('logs', 'PutLogEvents CreateLogStream PutSubscriptionFilter CreateDelivery'),
  oam: of('oam', 'CreateLink UpdateLink'),
  rum: of('rum', 'PutRumEvents'),
  xray: of('xray', 'PutTraceSegments GetSamplingRules GetSamplingTargets'),
  aiops: of('aiops', 'CreateInvestigation CreateInvestigationEvent'),
  s3: of('s3', 'GetObject PutObject ListBucket DeleteObject GetBucketLocation'),
  sqs: of('sqs', 'SendMessage ReceiveMessage DeleteMessage GetQueueAttributes'),
  sns: of('sns', 'Publish Subscribe'),
  kms: of('kms', 'Decrypt Encrypt GenerateDataKey DescribeKey CreateGrant'),
  events: of('events', 'PutEvents PutRule PutTargets'),
  lambda: of('lambda', 'InvokeFunction InvokeFunctionUrl GetLayerVersion'),
  'execute-api': of('execute-api', 'Invoke'),
  ecr: of('ecr', 'BatchGetImage GetDownloadUrlForLayer BatchCheckLayerAvailability'),
  secretsmanager: of('secretsmanager', 'GetSecretValue DescribeSecret'),
  elasticfilesystem: of('elasticfilesystem', 'ClientMount ClientWrite ClientRootAccess'),
  es: of('es', 'ESHttpGet ESHttpHead ESHttpPost ESHttpPut ESHttpPatch ESHttpDelete'),
  ses: of('ses', 'SendEmail SendRawEmail'),
};

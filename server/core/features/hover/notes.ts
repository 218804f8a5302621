/** What an action's reference entry does not tell. Markdown of ours, by full name in small letters. */
export const actionNotes: Readonly<Record<string, string>> = {
  'sts:assumerole':
    'Gives temporary credentials of the role. The role’s trust policy must name the caller; across accounts the caller’s identity policy must allow it too.',
  'iam:passrole':
    'Lets the caller hand a role to a service, with all that the role may do. Limit the roles by `Resource` and the services by `iam:PassedToService`.',
  'aps:putresourcepolicy':
    'The reference calls it Write, but it manages permissions: with it alone a caller can grant itself or another account access to the workspace’s metrics.',
  'ssm:putparameter':
    'A powerful write: programs take their configuration from parameters. Limit it to parameter ARNs, and grant it only while a configuration is being saved.',
  'ssm:getparameter':
    'Reading a `SecureString` with a customer-managed key also needs `kms:Decrypt` on that key. AWS’s policies for the CloudWatch agent allow it on `parameter/AmazonCloudWatch-*`; a configuration of another name needs a statement of its own.',
  'logs:putlogevents':
    'Works on log streams: the ARN of a log group needs `:*` or `:log-stream:…` behind its name.',
  'logs:createlogstream':
    'Works on log streams: the ARN of a log group needs `:*` or `:log-stream:…` behind its name.',
  'cloudwatch:putmetricdata':
    'Limit it by the condition key `cloudwatch:namespace`; the CloudWatch agent writes to `CWAgent` unless told otherwise.',
  'arms:readtraceapp':
    'Limited to a resource group, `AliyunARMSReadOnlyAccess` shows no applications without it.',
  'log:queryprometheusmetrics':
    'Reads the data of Prometheus instances, which is kept in Log Service: limit it to `…/logstore/aliyun-prom-*` and `…/storeview/aliyun_prom_*`. In AWS that is `aps:QueryMetrics`.',
  'log:remotewriteprometheus':
    'Writes the data of Prometheus instances, which is kept in Log Service: limit it to `…/logstore/aliyun-prom-*` and `…/storeview/aliyun_prom_*`. In AWS that is `aps:RemoteWrite`.',
  'eks:listclusters':
    'Cluster discovery needs it on `*`; `eks:DescribeCluster` can be limited to cluster ARNs.',
};

/** What became of a service. Markdown of ours, by prefix. */
export const serviceNotes: Readonly<Record<string, string>> = {
  arms: 'Managed Service for Prometheus is part of it. Its instances move to Cloud Monitor (`cms`), and their data is behind actions of Log Service (`log`).',
  lookoutmetrics:
    'Amazon Lookout for Metrics takes no new customers, and its support ended on 12 September 2025. AWS has published [a guide to moving away from it](https://aws.amazon.com/blogs/machine-learning/transitioning-off-amazon-lookout-for-metrics/).',
};

/**
 * Actions of the Write level that hand out permissions: they come first in the list of a wildcard's matches.
 * AWS's own level is shown all the same.
 */
export function grantsAccess(name: string): boolean {
  return /^(Put|Set|Attach|Add|Create|Update|Modify)\w*(ResourcePolicy|Policy|Permissions?|Grant|Acl)$/.test(
    name,
  );
}

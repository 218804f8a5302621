/** Policies as the documentation of Amazon Managed Service for Prometheus and of CloudWatch prints them. */
export const seeds: readonly string[] = [
  '{ "Version": "2012-10-17", "Statement": [ { "Action": [ "aps:*" ], "Effect": "Allow", "Resource": "*" } ] }',
  '{ "Version": "2012-10-17", "Statement": [ { "Action": [ "aps:CreateWorkspace", "aps:DescribeWorkspace", "aps:UpdateWorkspaceAlias", "aps:DeleteWorkspace", "aps:ListWorkspaces" ], "Effect": "Allow", "Resource": "*" } ] }',
  '{ "Version": "2012-10-17", "Statement": [ { "Action": [ "aps:GetLabels", "aps:GetMetricMetadata", "aps:GetSeries", "aps:QueryMetrics" ], "Effect": "Allow", "Resource": "*" } ] }',
  '{ "Version": "2012-10-17", "Statement": [ { "Action": [ "aps:RemoteWrite" ], "Effect": "Allow", "Resource": "*" } ] }',
  '{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": [ "aps:*", "eks:DescribeCluster", "eks:ListClusters" ], "Resource": "*" } ] }',
  '{ "Version": "2012-10-17", "Statement": [ { "Sid": "CloudWatchAgentServerPolicy", "Effect": "Allow", "Action": [ "logs:CreateLogStream", "cloudwatch:PutMetricData", "ec2:DescribeTags", "logs:DescribeLogStreams", "logs:CreateLogGroup", "logs:PutLogEvents", "ssm:GetParameter" ], "Resource": "*" } ] }',
  '{ "Version": "2012-10-17", "Statement": [ { "Sid": "CloudWatchAgentAdminPolicy", "Effect": "Allow", "Action": [ "logs:CreateLogStream", "cloudwatch:PutMetricData", "ec2:DescribeTags", "logs:DescribeLogStreams", "logs:CreateLogGroup", "logs:PutLogEvents", "ssm:GetParameter", "ssm:PutParameter" ], "Resource": "*" } ] }',
];

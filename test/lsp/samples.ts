/** A policy with every element that an identity or resource policy can have. */
export const everything = `{
  "Version": "2012-10-17",
  "Id": "all",
  "Statement": [
    {
      "Sid": "ReadLogs",
      "Effect": "Allow",
      "Action": ["logs:Get*", "logs:FilterLogEvents", "aps:QueryMetrics"],
      "Resource": "arn:aws:logs:eu-west-1:111122223333:log-group:/app/\${aws:PrincipalTag/team, 'none'}:*",
      "Condition": {
        "StringEqualsIfExists": { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] },
        "Bool": { "aws:SecureTransport": "true" }
      }
    },
    {
      "Effect": "Deny",
      "NotAction": "s3:*",
      "NotResource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
      "Principal": { "AWS": "arn:aws:iam::111122223333:root", "Service": "ec2.amazonaws.com" }
    }
  ]
}
`;

export const agent = `{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": [ "logs:CreateLogStream", "cloudwatch:PutMetricData", "ec2:DescribeTags", "ssm:GetParameter" ], "Resource": "*" } ] }`;

/** One misspelt action. */
export const misspelt = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["aps:QueryMetric", "aps:GetLabels"],
    "Resource": "arn:aws:aps:eu-west-1:111122223333:workspace/ws-1"
  }
}
`;

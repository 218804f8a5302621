/** A workspace in which files of every kind have something to say. */
export const files: Readonly<Record<string, string>> = {
  'policies/misspelt.json': `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Read metrics", "Effect": "Allow", "Action": ["aps:QueryMetric", "aps:GetLabels", "aps:Get*"], "Resource": "*" },
    { "Effect": "Allow", "Action": "S3:getobject", "Resource": "arn:aws:s3:::b/*",
      "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-*" } } }
  ]
}
`,
  'policies/deploy-trust-policy.json': `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "Service": "ec2.amazonaws.cm" },
    "Action": "sts:AssumeRole",
    "Resource": "*"
  }
}
`,
  'policies/half typed.json':
    '{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": ["s3:GetObjec" ',
  'policies/ram.json': `{
  "Version": "2012-10-17",
  "Statement": [ { "Effect": "Allow", "Action": ["log:GetLogStoreLogs", "ecs:Describe*"], "Resource": "acs:ecs:*:*:instance/*" } ]
}
`,
  'policies/other.json': '{ "name": "shop", "version": "1.0.0" }\n',
  'policies/copy.json': `{
  "Version": "2012-10-17",
  "Statement": [ { "Effect": "Allow", "Action": "*", "Resource": "*" } ]
}
`,
  'module/main.tf': `data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "inline" {
  role   = aws_iam_role.app.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["sqs:SendMesage", "sqs:ReceiveMessage"], Resource = local.queue }]
  })
}
`,
  'module/role.tf': `locals {
  queue = "arn:aws:sqs:eu-west-1:111122223333:jobs"
}

resource "aws_iam_role" "app" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_s3_bucket_policy" "site" {
  bucket = "site"
  policy = file("\${path.module}/bucket.json")
}
`,
  'module/bucket.json': `{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObjet", "Resource": "arn:aws:s3:::site/*" }
}
`,
};

/** Language ids, as editors give them. */
export function languageOf(path: string): string {
  return path.endsWith('.tf') ? 'terraform' : 'json';
}

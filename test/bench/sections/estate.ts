import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { megabytes, ms, printColumns } from '../table.ts';
import { usageOf } from '../usage.ts';

const folder = 'out/bench/estate';
const FILES_PER_MODULE = 10;
/** Doubled each time, so that the table shows how time grows. */
const SIZES = [1_250, 2_500, 5_000, 10_000];

/** Terraform modules of ten files, as many as a large company has, through the command as shipped. */
export function estate(): void {
  const rows = SIZES.map((files) => {
    rmSync(folder, { recursive: true, force: true });
    for (let module = 0; module * FILES_PER_MODULE < files; module++) writeModule(module);
    const { memory, time, output } = usageOf([
      'dist/cli.js',
      'check',
      '--with-ignored',
      '--format',
      'json',
      folder,
    ]);
    const { files: checked = [] } = JSON.parse(output) as { files?: unknown[] };
    if (checked.length === 0) throw new Error(`nothing was checked in ${folder}`);
    return [
      `${files} files, ${files / FILES_PER_MODULE} modules`,
      ms(time),
      `${Math.round(files / (time / 1000))}`,
      ms((time / files) * 1000),
      megabytes(memory),
      `${checked.length}`,
    ];
  });
  rmSync(folder, { recursive: true, force: true });
  printColumns(
    'An estate of Terraform modules through `policywright check`',
    ['', 'start to end', 'files/s', 'per 1,000 files', 'peak memory', 'files with policies'],
    rows,
  );
}

/** What a service of a team looks like: roles, buckets, queues, keys, and files without any policy. */
function writeModule(module: number): void {
  const name = `service-${module}`;
  const path = `${folder}/group-${module % 40}/${name}`;
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(filesOf(name, module))) writeFileSync(`${path}/${file}`, text);
}

function filesOf(name: string, module: number): Readonly<Record<string, string>> {
  const account = 111_111_111_111 + module;
  return {
    'main.tf': `locals {\n  name = "${name}"\n  tags = { team = "team-${module % 25}" }\n}\n`,
    'variables.tf':
      'variable "stage" {\n  type    = string\n  default = "test"\n}\n\nvariable "bucket_arn" {\n  type = string\n}\n',
    'outputs.tf': 'output "role_arn" {\n  value = aws_iam_role.main.arn\n}\n',
    'versions.tf': 'terraform {\n  required_version = ">= 1.5"\n}\n',
    'roles.tf': `resource "aws_iam_role" "main" {
  name               = local.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "main" {
  role   = aws_iam_role.main.name
  policy = data.aws_iam_policy_document.access.json
}
`,
    'access.tf': `data "aws_iam_policy_document" "access" {
  statement {
    sid       = "Objects"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"]
    resources = [var.bucket_arn, "\${var.bucket_arn}/*"]
  }
  statement {
    sid       = "Messages"
    actions   = ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:Delete*"]
    resources = [aws_sqs_queue.main.arn]
  }
  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:eu-west-1:${account}:log-group:/aws/lambda/${name}:*"]
  }
}
`,
    'queue.tf': `resource "aws_sqs_queue" "main" {
  name = "${name}"
}

resource "aws_sqs_queue_policy" "main" {
  queue_url = aws_sqs_queue.main.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.main.arn
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:eu-west-1:${account}:${name}" } }
    }]
  })
}
`,
    'key.tf': `resource "aws_kms_key" "main" {
  description = local.name
  policy      = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "Administration",
          "Effect": "Allow",
          "Principal": { "AWS": "arn:aws:iam::${account}:root" },
          "Action": "kms:*",
          "Resource": "*"
        }
      ]
    }
  EOF
}
`,
    'function.tf': `resource "aws_lambda_function" "main" {
  function_name = local.name
  role          = aws_iam_role.main.arn
  handler       = "index.handler"
  runtime       = "nodejs20.x"
  filename      = "function.zip"
  tags          = local.tags
}
`,
    'alarms.tf': `resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "${name}-errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  threshold           = ${1 + (module % 9)}
}
`,
  };
}

# A workspace for metrics, an alert log, and who may use them.

data "aws_caller_identity" "current" {}

resource "aws_cloudwatch_log_group" "alerts" {
  name              = "/aws/vendedlogs/prometheus/main"
  retention_in_days = 30
}

resource "aws_prometheus_workspace" "main" {
  alias = "main"

  logging_configuration {
    log_group_arn = "${aws_cloudwatch_log_group.alerts.arn}:*"
  }
}

resource "aws_prometheus_resource_policy" "main" {
  workspace_id    = aws_prometheus_workspace.main.id
  policy_document = data.aws_iam_policy_document.workspace.json
}

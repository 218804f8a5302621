data "aws_iam_policy_document" "workspace" {
  statement {
    sid     = "TeamAccountMayQuery"
    actions = ["aps:QueryMetrics", "aps:GetSeries", "aps:GetLabels", "aps:GetMetricMetadata"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::444455556666:root"]
    }

    resources = [aws_prometheus_workspace.main.arn]
  }
}

data "aws_iam_policy_document" "collector" {
  statement {
    sid       = "WriteMetrics"
    actions   = ["aps:RemoteWrite"]
    resources = [aws_prometheus_workspace.main.arn]
  }
}

resource "aws_iam_policy" "collector" {
  name   = "metrics-collector"
  policy = data.aws_iam_policy_document.collector.json
}

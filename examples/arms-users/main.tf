resource "alicloud_ram_user" "operator" {
  name         = "metrics.operator"
  display_name = "Looks after the Prometheus instances"
}

resource "alicloud_ram_user_policy_attachment" "full" {
  user_name   = alicloud_ram_user.operator.name
  policy_name = "AliyunARMSFullAccess"
  policy_type = "System"
}

resource "alicloud_ram_user_policy_attachment" "read" {
  user_name   = alicloud_ram_user.operator.name
  policy_name = "AliyunARMSReadOnlyAccess"
  policy_type = "System"
}

data "alicloud_ram_policy_document" "metrics" {
  version = "1"

  statement {
    effect = "Allow"
    action = [
      "log:RemoteWritePrometheus",
      "log:RemoteWrite",
    ]
    resource = ["acs:log:*:*:project/*/logstore/aliyun-prom-*"]
  }
}

resource "alicloud_ram_policy" "metrics" {
  policy_name     = "metrics-write"
  policy_document = data.alicloud_ram_policy_document.metrics.document
}

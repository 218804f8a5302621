/** A policy resource around an expression. */
export function resource(policy: string, more = ''): string {
  return `resource "aws_iam_policy" "read" {
  name   = "read"
  policy = ${policy}
${more}}
`;
}

export function object(statement: string): string {
  return `jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
${statement}
    }]
  })`;
}

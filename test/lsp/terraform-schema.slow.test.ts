import { expect, test } from 'vitest';
import { DocumentDiagnosticRequest } from 'vscode-languageserver-protocol/node';
import { startServer } from './server.ts';

const lacking = `resource "aws_prometheus_resource_policy" "share" {
  workspace_id = aws_prometheus_workspace.main.id
}

resource "aws_iam_access_key" "agent" {
  user = "agent"
}
`;

test('missing arguments are left to an editor that knows the schema, other findings are not', async () => {
  const codes = async (options: object) => {
    const server = await startServer({ options });
    const uri = 'file:///w/main.tf';
    server.open(uri, lacking, 'terraform');
    const report = await server.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
    });
    await server.stop();
    expect(server.logs).toEqual([]);
    return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
  };
  expect(await codes({})).toEqual(['missing-policy-argument', 'long-lived-credentials']);
  expect(await codes({ hostReportsTerraformSchema: true })).toEqual(['long-lived-credentials']);
});

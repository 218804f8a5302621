import { expect, test } from 'vitest';
import { accessOf, applied, type Form, policiesOf } from './statement-fixture.ts';

const TF_JSON: Form = { languageId: 'json', uri: 'file:///module/main.tf.json' };

const aws = (statement: string) => `{
  "data": {
    "aws_iam_policy_document": {
      "own": {
        "statement": ${statement}
      }
    }
  }
}
`;

const ram = `{ "data": { "alicloud_ram_policy_document": { "own": { "statement": [
  { "effect": "Allow", "action": ["arms:|ListTraceApps", "log:GetLogStore"], "resource": ["*"] }
] } } } }
`;

const MIXED = '"actions": ["s3:|PutObject", "s3:ListAllMyBuckets", "iam:PassRole"], "resources": ["*"]';

test.each([
  ['a statement of a list', aws(`[{ "sid": "Mixed", ${MIXED} }]`)],
  ['a statement without brackets', aws(`{ ${MIXED} }`)],
  ['a statement of Alibaba Cloud', ram],
])('%s is split, and grants the same', (_, marked) => {
  const text = marked.replace('|', '');
  const done = applied(marked, TF_JSON, 'split-statement-by-service');
  expect(() => JSON.parse(done.text)).not.toThrow();
  const [before, after] = [text, done.text].map((one) =>
    policiesOf(one, TF_JSON).map((document) => accessOf(document, one, 'with former actions')),
  );
  expect(before).toHaveLength(1);
  expect(after).toEqual(before);
  expect(policiesOf(done.text, TF_JSON)[0]?.statements).toHaveLength(2);
});

test('a lone statement gets brackets, and the copy its own resources', () => {
  const done = applied(
    aws(`{ "actions": ["aps:|QueryMetrics", "aps:ListWorkspaces"], "resources": ["*"] }`),
    TF_JSON,
    'scope-resources',
  );
  expect(done.text).toBe(
    aws(
      '[{ "actions": ["aps:QueryMetrics"], "resources": ["arn:aws:aps:*:*:workspace/WorkspaceId"] }, { "actions": ["aps:ListWorkspaces"], "resources": ["*"] }]',
    ),
  );
});

import type { ModuleRule } from './module-rule.ts';
import { report } from './wiring.ts';

/** A key of an IAM user: it works until somebody takes it away, and its secret stands in Terraform's state. */
export const longLivedCredentials: ModuleRule = {
  id: 'long-lived-credentials',
  severity: 'info',
  dialects: ['aws'],
  summary: 'A user gets an access key, which never expires',
  check: {},
  *checkFile(file) {
    for (const { type, labels, body } of file.hcl.body.blocks) {
      const [kind] = labels;
      if (type !== 'resource' || kind?.text !== 'aws_iam_access_key') continue;
      const hidden = body.attributes.some(({ name }) => name === 'pgp_key');
      const state = hidden ? '' : ', and its secret stands in the state as plain text';
      yield report(
        kind.range,
        `An access key never expires${state}; where the program can assume a role, let it have temporary credentials`,
      );
    }
  },
};

import type { ModuleRule } from './module-rule.ts';
import { report } from './wiring.ts';

/** A key of an IAM user: it works until somebody takes it away, and its secret stands in Terraform's state. */
export const longLivedCredentials: ModuleRule = {
  id: 'long-lived-credentials',
  severity: 'info',
  dialects: ['aws', 'ram'],
  summary: 'A user gets an access key, which never expires',
  check: {},
  *checkFile(file) {
    for (const { type, labels, body } of file.hcl.body.blocks) {
      const [kind] = labels;
      const credentials = kind === undefined ? undefined : KEYS.get(kind.text);
      if (type !== 'resource' || kind === undefined || credentials === undefined) continue;
      const hidden = body.attributes.some(({ name }) => name === 'pgp_key');
      const state = hidden ? '' : ', and its secret stands in the state as plain text';
      yield report(kind.range, `${credentials.what} never expires${state}; ${credentials.instead}`);
    }
  },
};

const KEYS: ReadonlyMap<string, { readonly what: string; readonly instead: string }> = new Map([
  [
    'aws_iam_access_key',
    {
      what: 'An access key',
      instead: 'where the program can assume a role, let it have temporary credentials',
    },
  ],
  [
    'alicloud_ram_access_key',
    {
      what: 'An AccessKey',
      instead:
        'whoever gets hold of it can harm all that the user may touch, so let the program take tokens of STS where it can',
    },
  ],
]);

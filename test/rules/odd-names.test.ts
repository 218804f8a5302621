import { expect, test } from 'vitest';
import { POLICY_KINDS } from '../../server/core/index.ts';
import { checkText } from '../pages/check.ts';

/** Names that JavaScript's objects have of their own, in every place of a policy. */
const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

test.each(names)('%s is a name like any other', (name) => {
  const text = `{
    "Version": "${name}",
    "Statement": [
      {
        "${name}": 1,
        "Effect": "${name}",
        "Principal": { "${name}": "a", "Service": "${name}", "AWS": "${name}" },
        "Action": ["${name}", "${name}:Get", "s3:${name}"],
        "Resource": ["${name}", "arn:${name}:s3:::a", "arn:aws:${name}:${name}:${name}:b/\${${name}}"],
        "Condition": {
          "${name}": { "aws:SourceIp": "${name}" },
          "ForAllValues:${name}": { "${name}": "${name}" },
          "StringEquals": { "${name}": "${name}", "aws:${name}": "a", "${name}:a": "b" }
        }
      }
    ]
  }`;
  for (const kind of POLICY_KINDS) {
    const findings = checkText({ text, language: 'json', kind, attached: undefined });
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toContain('invalid-policy-element');
    expect(rules).toContain('invalid-condition-operator');
    for (const finding of findings)
      for (const fix of finding.fixes()) expect(fix.edits.length).toBeGreaterThan(0);
  }
});

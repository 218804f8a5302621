import { describe, expect, test } from 'vitest';
import { hover, type Project } from '../../server/core/index.ts';
import { engine, marked, policy, projectOf } from './fixture.ts';
import { hoverIn as hoverInTerraform } from './terraform-fixture.ts';

/** The first paragraph of the hover on a statement's brace. */
function explained(statement: string, name = 'policy.json', ...others: string[]): string | undefined {
  const uri = `file:///work/${name}`;
  const { text, offset } = marked(policy([`|${statement}`, ...others].join(', ')));
  const plain = projectOf(text, uri);
  const accounts = { '111122223333': 'production' };
  const project: Project = { ...plain, settings: { ...plain.settings, accounts } };
  return hover(engine(), project, uri, offset)?.markdown;
}

const workspace = 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1';

test('without a resource nothing is said of an identity policy, which sits on none', () => {
  expect(explained('{ "Effect": "Allow", "Action": "aps:GetLabels" }')).toBeUndefined();
  expect(explained('{ "Effect": "Allow", "Action": ["aps:GetLabels" }')).toBeUndefined();
  expect(
    explained('{ "Effect": "Allow", "Principal": "*", "Action": "aps:GetLabels" }', 'resource-policy.json'),
  ).toMatch(/^Lets everyone read, but not write, what the policy sits on/);
});

describe('who', () => {
  test('an account by its name, and what reading leaves out', () => {
    expect(
      explained(
        `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:root" }, "Action": ["aps:QueryMetrics", "aps:GetLabels"], "Resource": "${workspace}" }`,
      ),
    ).toBe(
      'Lets account `111122223333` (production) read, but not write, workspace `ws-1` of account `111122223333` (production) in `eu-west-1` (`aps:QueryMetrics` and `aps:GetLabels`)',
    );
  });

  test('roles, services and everyone', () => {
    const statement = (principal: string) =>
      `{ "Effect": "Allow", "Principal": ${principal}, "Action": "sts:AssumeRole" }`;
    const trust = 'my-trust-policy.json';
    expect(explained(statement('{ "Service": "ec2.amazonaws.com" }'), trust)).toBe(
      'Lets the service `ec2.amazonaws.com` assume this role',
    );
    expect(explained(statement('{ "AWS": "arn:aws:iam::444455556666:role/x/deploy" }'), trust)).toBe(
      'Lets role `deploy` of account `444455556666` assume this role',
    );
    expect(explained(statement('"*"'), trust)).toBe('Lets everyone assume this role');
  });

  test('NotPrincipal and kinds that only limit', () => {
    expect(
      explained(
        '{ "Effect": "Deny", "NotPrincipal": { "AWS": "111122223333" }, "Action": "s3:*", "Resource": "*" }',
      ),
    ).toMatch(
      /^Never lets anyone but account `111122223333` \(production\) read, write and manage permissions of every resource/,
    );
    expect(explained('{ "Effect": "Allow", "Action": "*", "Resource": "*" }', 'scp.json')).toBe(
      'Leaves it to other policies to let anyone in the accounts it is attached to do everything on every resource',
    );
  });
});

describe('what', () => {
  test('"but not write" is not said where another statement writes', () => {
    const read = `{ "Effect": "Allow", "Action": "aps:QueryMetrics", "Resource": "${workspace}" }`;
    const write = `{ "Effect": "Allow", "Action": "aps:RemoteWrite", "Resource": "${workspace}" }`;
    expect(explained(read)).toContain('read, but not write,');
    expect(explained(read, undefined, write)).not.toContain('but not');
  });

  test('wildcards with their number, NotAction and NotResource', () => {
    expect(
      explained('{ "Effect": "Allow", "Action": "aps:*", "Resource": "arn:aws:aps:*:*:workspace/*" }'),
    ).toMatch(
      /^Lets whoever this policy is attached to read and write every workspace \(`aps:\*`: \d+ actions today\)$/,
    );
    expect(explained('{ "Effect": "Deny", "NotAction": "iam:*", "NotResource": "arn:aws:s3:::b" }')).toBe(
      'Never lets whoever this policy is attached to do anything but `iam:*` on everything but bucket `b`',
    );
  });

  test('unknown actions are repeated, statements without effect not explained', () => {
    expect(explained('{ "Effect": "Allow", "Action": "nope:Do", "Resource": "*" }')).toBe(
      'Lets whoever this policy is attached to do `nope:Do` on every resource',
    );
    expect(explained('{ "Effect": "Perhaps", "Action": "s3:GetObject", "Resource": "*" }')).toBeUndefined();
    expect(explained('{ "Effect": "Allow", "Resource": "*" }')).toBeUndefined();
  });
});

describe('when', () => {
  const when = (condition: string) =>
    explained(
      `{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": ${condition} }`,
    )?.split(', when ')[1];

  test('operators in words', () => {
    expect(when('{ "StringEquals": { "aws:SourceAccount": "111122223333" } }')).toBe(
      '`aws:SourceAccount` is `111122223333` (production)',
    );
    expect(
      when(
        '{ "StringNotLike": { "aws:PrincipalArn": ["a*", "b*"] }, "Bool": { "aws:SecureTransport": "true" } }',
      ),
    ).toBe('`aws:PrincipalArn` is like none of `a*`, `b*` and `aws:SecureTransport` is `true`');
    expect(when('{ "IpAddressIfExists": { "aws:SourceIp": ["10.0.0.0/8", "192.0.2.1"] } }')).toBe(
      '`aws:SourceIp` is in `10.0.0.0/8` or `192.0.2.1` (or is not there)',
    );
    expect(when('{ "Null": { "aws:MultiFactorAuthAge": "true" } }')).toBe(
      '`aws:MultiFactorAuthAge` is not there',
    );
    expect(when('{ "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } }')).toBe(
      'one of the values of `aws:TagKeys` is `a`',
    );
    expect(when('{ "Nonsense": { "aws:TagKeys": ["a"] } }')).toBe('`aws:TagKeys` passes `Nonsense` with `a`');
  });
});

test('nothing of the document can act in the hover', () => {
  const evil = explained(
    '{ "Effect": "Allow", "Principal": { "AWS": "[x](command:evil)`<img>" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::`[x](command:y)" }',
  );
  expect(evil?.replace(/(`+)[^`].*?\1(?!`)/g, '')).not.toMatch(/command:|<img/);
});

test('the keys and values that stand for a statement, and the block of Terraform', () => {
  const { text } = marked(
    policy('|{ "Sid": "Read", "Effect": "Allow", "Action": "aps:QueryMetrics", "Resource": "*" }'),
  );
  for (const place of ['"Sid"', '"Read"', '"Effect"', '"Allow"']) {
    const at = text.indexOf(place) + 2;
    expect(hover(engine(), projectOf(text), 'file:///work/policy.json', at)?.markdown, place).toMatch(
      /^Lets whoever/,
    );
  }
  const found = hoverInTerraform({
    'main.tf': `data "aws_iam_policy_document" "a" {
  state|ment {
    actions   = ["aps:QueryMetrics"]
    resources = [var.workspace]
  }
}`,
  });
  expect(found?.markdown).toMatch(
    /^Lets whoever has this policy read, but not write, `var\.workspace` \(`aps:QueryMetrics`\)\n/,
  );
});

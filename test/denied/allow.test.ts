import { describe, expect, test } from 'vitest';
import { allowDenied, applyEdits, pastedDenial } from '../../server/core/index.ts';
import { engine } from '../features/terraform-fixture.ts';
import { projectOf } from '../refactor/statement-fixture.ts';
import { at, type File, JSON_POLICY, MAIN_TF, NEW_JSON } from '../templates/insert.ts';

const ROLE = 'arn:aws:sts::111122223333:assumed-role/app/i-0123';
const message = (
  action: string,
  resource: string,
  reason = `because no identity-based policy allows the ${action} action`,
) =>
  `User: ${ROLE} is not authorized to perform: ${action}${resource === '' ? '' : ` on resource: ${resource}`} ${reason}`;
const GET = message('s3:GetObject', '"arn:aws:s3:::bucket/key"');

const policy = (statements: string) => `{"Version":"2012-10-17","Statement":[${statements}]}`;
const PUT = '{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::other/*"}';

/** The statements after what was denied is allowed, or why it is not. */
function allowed(marked: string, said: string, file: File = JSON_POLICY): unknown {
  const { text, offset, project } = at(marked, file);
  const answer = allowDenied(engine, project, file.uri, offset, said);
  if ('refused' in answer) return answer.refused;
  const after = applyEdits(text, answer.edits);
  return file === MAIN_TF ? after : JSON.parse(after).Statement;
}

describe('a statement is added', () => {
  test('behind the one of the cursor, with the resource of the message', () => {
    expect(allowed(policy(PUT.replace('s3', 's|3')), GET)).toEqual([
      JSON.parse(PUT),
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/key' },
    ]);
  });

  test('where the cursor is outside of the only policy of the file', () => {
    expect(allowed(`|${policy(PUT)}`, GET)).toHaveLength(2);
  });

  test('or the action joins others on the same resource', () => {
    const same = '{"Effect":"Allow","Action":["s3:PutObject"],"Resource":"arn:aws:s3:::bucket/key"}';
    expect(allowed(policy(`|${same}`), GET)).toEqual([
      { ...JSON.parse(same), Action: ['s3:PutObject', 's3:GetObject'] },
    ]);
  });

  test('but not under a condition', () => {
    const same =
      '{"Effect":"Allow","Action":["s3:PutObject"],"Resource":"arn:aws:s3:::bucket/key","Condition":{"Bool":{"aws:SecureTransport":"true"}}}';
    expect(allowed(policy(`|${same}`), GET)).toHaveLength(2);
  });

  test('for every resource where the action takes none', () => {
    expect(allowed(policy(`|${PUT}`), message('s3:ListAllMyBuckets', ''))).toContainEqual({
      Effect: 'Allow',
      Action: 's3:ListAllMyBuckets',
      Resource: '*',
    });
  });

  test('with the ARNs that the action takes where the message names none', () => {
    const { text, offset, project } = at(policy(`|${PUT}`), JSON_POLICY);
    const answer = allowDenied(engine, project, JSON_POLICY.uri, offset, message('sqs:SendMessage', ''));
    if ('refused' in answer) throw new Error(answer.refused);
    expect(applyEdits(text, answer.edits)).toMatch(/"arn:aws:sqs:[^"]*"/);
    expect(answer.snippets?.some((edit) => /\$\{1:/.test(edit?.newText ?? ''))).toBe(true);
  });

  test('in the spelling of the reference, and for a role by its name', () => {
    expect(allowed(policy(`|${PUT}`), message('iam:getrole', 'role deploy'))).toContainEqual({
      Effect: 'Allow',
      Action: 'iam:GetRole',
      Resource: 'arn:aws:iam::111122223333:role/deploy',
    });
  });

  test('to a trust policy with the role of the session as principal', () => {
    const trust = '{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}';
    const file = { ...JSON_POLICY, uri: 'file:///module/trust-policy.json' };
    expect(
      allowed(policy(`|${trust}`), message('sts:AssumeRole', 'arn:aws:iam::444455556666:role/x', ''), file),
    ).toContainEqual({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
      Action: 'sts:AssumeRole',
    });
  });

  test('in a document of its own', () => {
    expect(allowed('|', GET, NEW_JSON)).toHaveLength(1);
    expect(allowed('|', GET, MAIN_TF)).toMatch(/^data "aws_iam_policy_document" "s3_get_object" \{/);
  });
});

describe('it is said where that would not help', () => {
  const deny = '{"Effect":"Deny","Action":"s3:*","Resource":"*"}';

  test.each([
    [
      GET.replace(/because.*/, 'with an explicit deny in a service control policy'),
      /^An explicit deny in a service control policy forbids "s3:GetObject", and no allow outweighs it/,
    ],
    [GET.replace(/because.*/, 'with an explicit deny'), /^An explicit deny forbids/],
    [
      GET.replace('identity-based policy', 'permissions boundary'),
      /^No permissions boundary allows .* this is an identity-based policy/,
    ],
    [GET.replace('identity-based', 'service control'), /^No service control policy allows/],
    ['Access Denied', /^The message does not say/],
  ])('%s', (said, why) => {
    expect(allowed(policy(`|${PUT}`), said)).toMatch(why);
  });

  test('the deny may be in the policy itself', () => {
    const said = GET.replace(/because.*/, 'with an explicit deny in an identity-based policy');
    expect(allowed(policy(`|${PUT},${deny}`), said)).toMatch(/this policy has such a deny in statement 2$/);
  });

  test('the policy allows it already', () => {
    expect(allowed(policy('|{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}'), GET)).toMatch(
      /^The policy allows "s3:GetObject" there already/,
    );
  });

  test('the boundary that lacks it can be mended', () => {
    const file = { ...JSON_POLICY, uri: 'file:///module/boundary.json' };
    expect(
      allowed(policy(`|${PUT}`), GET.replace('identity-based policy', 'permissions boundary'), file),
    ).toHaveLength(2);
  });
});

function pasted(marked: string, file: File): { readonly title: string; readonly text: string } | undefined {
  const { text, offset, project } = at(marked, file);
  const fix = pastedDenial(engine, project, file.uri, offset);
  return fix === undefined ? undefined : { title: fix.title, text: applyEdits(text, fix.edits) };
}

describe('a pasted message', () => {
  const lines = (inside: string) =>
    `{\n  "Version": "2012-10-17",\n  "Statement": [\n    ${inside}\n  ]\n}\n`;
  const GOT = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/key' };

  test.each([
    ['alone', lines(`|${GET}`), 1],
    ['behind a statement', lines(`${PUT},\n    |${GET}`), 2],
    ['without a comma', lines(`${PUT}\n    |${GET}`), 2],
    ['before a statement', lines(`|${GET}\n    ${PUT}`), 2],
    ['over several lines', lines(`|${GET.replace(/ (?=on|because)/g, '\n')}`), 1],
    [
      'as tools print it',
      lines(`|An error occurred (AccessDenied) when calling the GetObject operation: ${GET}`),
      1,
    ],
    ['with a request id', lines(`|AccessDenied: ${GET}\n\tstatus code: 403, request id: 0a-1b`), 1],
    ['on one line with others', `{"Version":"2012-10-17","Statement":[${PUT}, |${GET}]}`, 2],
  ])('%s becomes the statement', (_name, text, count) => {
    const after = pasted(text, JSON_POLICY);
    expect(after?.title).toBe('Allow "s3:GetObject" on "arn:aws:s3:::bucket/key"');
    const { Statement } = JSON.parse(after?.text ?? '');
    expect(Statement).toHaveLength(count);
    expect(Statement).toContainEqual(GOT);
  });

  test('that allows nothing new goes, with its comma', () => {
    const said = GET.replace(/because.*/, 'with an explicit deny in a service control policy');
    const after = pasted(lines(`${PUT},\n    |${said}`), JSON_POLICY);
    expect(after?.title).toMatch(/^Remove the message: an explicit deny in a service control policy/);
    expect(after?.text).toBe(lines(PUT));
  });

  test('in Action and Resource becomes the action and the resource', () => {
    const plain = GET.replaceAll('"', '');
    const action = pasted(
      lines(`{"Effect":"Allow","Action":["s3:PutObject","|${plain}"],"Resource":"*"}`),
      JSON_POLICY,
    );
    expect(JSON.parse(action?.text ?? '').Statement[0].Action).toEqual(['s3:PutObject', 's3:GetObject']);
    const resource = pasted(
      lines(`{"Effect":"Allow","Action":"s3:GetObject","Resource":"|${plain}"}`),
      JSON_POLICY,
    );
    expect(JSON.parse(resource?.text ?? '').Statement[0].Resource).toBe('arn:aws:s3:::bucket/key');
  });

  test('in Terraform becomes a block', () => {
    const after = pasted(`data "aws_iam_policy_document" "x" {\n  |${GET}\n}\n`, MAIN_TF);
    expect(after?.text).toBe(
      'data "aws_iam_policy_document" "x" {\n  statement {\n    effect    = "Allow"\n    actions   = ["s3:GetObject"]\n    resources = ["arn:aws:s3:::bucket/key"]\n  }\n}\n',
    );
  });

  test('is looked for only where it stands', () => {
    expect(pasted(`|${lines(PUT)}`, JSON_POLICY)).toBeUndefined();
    const text = lines(`|${GET}`).replace('|', '');
    const project = projectOf(text, JSON_POLICY);
    expect(pastedDenial(engine, project, JSON_POLICY.uri, 3)).toBeUndefined();
    expect(pastedDenial(engine, project, 'file:///nothing.json', 3)).toBeUndefined();
  });
});

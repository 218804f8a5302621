import { describe, expect, test } from 'vitest';
import { inlayHints, type Project, wordsOf } from '../../server/core/index.ts';
import { engine, policy, projectOf, uri } from './fixture.ts';
import { engine as both, spotIn } from './terraform-fixture.ts';

/** The text with the hints in it, between angle brackets. */
function hinted(text: string, project: Project = projectOf(text), locale = 'en'): string {
  const hints = inlayHints(engine(), project, uri, { start: 0, end: text.length }, wordsOf(locale));
  return hints.reduceRight(
    (shown, { offset, label }) => `${shown.slice(0, offset)}<${label}>${shown.slice(offset)}`,
    text,
  );
}

const action = (items: string) => policy(`{ "Effect": "Allow", "Action": ${items}, "Resource": "*" }`);
const services = engine().catalog.services;
const count = (prefix: string, name: RegExp) =>
  services.find((one) => one.prefix === prefix)?.actions.filter((one) => name.test(one.name)).length ?? 0;

test('how many actions a wildcard grants, and nothing beside a full name', () => {
  const found = hinted(action('["aps:Query*", "aps:GetLabels", "aps:*Workspace*"]'));
  expect(count('aps', /Workspace/)).toBeGreaterThan(5);
  expect(found).toContain(
    `"aps:Query*"<1 action>, "aps:GetLabels", "aps:*Workspace*"<${count('aps', /Workspace/)} actions>]`,
  );
});

test('everything, unknown services and wildcards that match nothing', () => {
  expect(hinted(action('"*"'))).toContain('"*"<every action>,');
  expect(hinted(action('["nope:*", "*:Get*"]'))).not.toContain('<');
});

test('the tooltip tells the levels, and of which day the data is', () => {
  const text = action('"aps:Query*"');
  const [hint] = inlayHints(engine(), projectOf(text), uri, { start: 0, end: text.length }, wordsOf('en'));
  expect(hint?.tooltip).toContain('1 read · 0 write · 0 permissions management');
  expect(hint?.tooltip).toContain(engine().catalog.date);
});

test('Chinese', () => {
  expect(hinted(action('"aps:Query*"'), undefined, 'zh-cn')).toContain('<1 个操作>');
});

describe('names of accounts', () => {
  const text = policy(
    '{ "Effect": "Allow", "Principal": { "AWS": ["111122223333", "arn:aws:iam::111122223333:root", "444455556666"] }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b-1111222233334", "Condition": { "StringEquals": { "aws:SourceAccount": "111122223333" } } }',
  );
  const plain = projectOf(text);
  const project = { ...plain, settings: { ...plain.settings, accounts: { '111122223333': 'production' } } };

  test('stand beside their ids in principals, ARNs and conditions', () => {
    const found = hinted(text, project);
    expect(found.split('<production>').length - 1).toBe(3);
    expect(found).toContain('"arn:aws:iam::111122223333<production>:root"');
    expect(found).toContain('"b-1111222233334"'.slice(1, -1));
  });

  test('only for accounts that have one', () => {
    expect(hinted(text)).toBe(text);
  });

  test('of Alibaba Cloud', () => {
    const ram =
      '{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": "acs:ram::1234567890123456:root" } }] }';
    const accounts = { '1234567890123456': 'hangzhou' };
    const settings = { ...projectOf(ram).settings, accounts };
    expect(hinted(ram, { ...projectOf(ram), settings })).toContain(':1234567890123456<hangzhou>:root');
  });
});

test('Terraform, only on screen', () => {
  const main = `data "aws_iam_policy_document" "a" {
  statement {
    actions = ["aps:Query*", "\${var.service}:Get*"]
  }
}
data "aws_iam_policy_document" "b" {
  statement {
    actions = ["aps:Query*"]
  }
}
`;
  const { project, uri: at } = spotIn({ 'main.tf': `|${main}` });
  const hints = inlayHints(both, project, at, { start: 0, end: 100 }, wordsOf('en'));
  expect(hints.map(({ offset, label }) => `${main.slice(offset - 12, offset)} ${label}`)).toEqual([
    '"aps:Query*" 1 action',
  ]);
});

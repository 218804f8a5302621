import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyzeModule } from './module.ts';

/** Every argument of the AWS provider that takes a policy gives the document its kind. */

interface Row {
  readonly provider: string;
  readonly block: string;
  readonly type: string;
  readonly attribute: string;
  readonly kind: string;
  readonly grammar?: string;
  readonly kindBy?: unknown;
  readonly kindFrom?: string;
  readonly list?: boolean;
  readonly computed?: boolean;
}

const table = new URL('../../server/tables/facts/terraform/policy-attributes.json', import.meta.url);
const rows = (JSON.parse(readFileSync(table, 'utf8')) as readonly Row[]).filter(
  ({ provider, grammar, computed, kindFrom }) =>
    provider === 'aws' && grammar === undefined && computed !== true && kindFrom === undefined,
);

const DOCUMENT =
  'data "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["s3:GetObject"]\n    resources = ["*"]\n  }\n}\n';

/** The block with the document where the row says. */
function blockOf({ block, type, attribute, list }: Row): string {
  const names = attribute.split('.');
  const last = names.pop() ?? '';
  const json = 'data.aws_iam_policy_document.d.json';
  const inner = `${last} = ${list === true ? `[${json}]` : json}\n`;
  const body = names.reduceRight((text, name) => `${name} {\n${text}}\n`, inner);
  return `${block} "${type}"${block === 'provider' ? '' : ' "x"'} {\n${body}}\n`;
}

describe('a document is what it is used as', () => {
  test('by a hundred arguments', () => {
    expect(rows.length).toBeGreaterThan(80);
  });
  test.each(rows.map((row): [string, Row] => [`${row.block} ${row.type}.${row.attribute}`, row]))(
    '%s',
    (_, row) => {
      const [policy] = analyzeModule(DOCUMENT + blockOf(row)).policies;
      expect(policy?.use.by).toBe('consumer');
      if (row.kindBy === undefined)
        expect(policy?.use.kind).toBe(row.kind === 'registry' ? 'resource' : row.kind);
    },
  );
});

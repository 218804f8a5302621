import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  allRules,
  createEngine,
  createTerraform,
  defaultSettings,
  type Engine,
  type Rule,
} from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';
import { hclParser } from '../terraform/parser.ts';

const parser = await hclParser();
const uri = 'file:///module/main.tf';

/** With documents that say something to rules, are used in several ways, refer to a local, and have one name. */
const text = `locals { bucket = "arn:aws:s3:::logs" }

data "aws_iam_policy_document" "one" {
  statement {
    actions   = ["s3:GetObject", "s3:GetObject", "s3:GetObjct"]
    resources = [local.bucket, "arn:aws:s3:::other/*"]
  }
}

data "aws_iam_policy_document" "two" {
  version = "2008-10-17"
  statement {
    sid       = "A b"
    actions   = ["ec2:*"]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "aws:SourceIp"
      values   = ["10.0.0.0/8"]
    }
  }
}

resource "aws_iam_policy" "one" { policy = data.aws_iam_policy_document.one.json }
resource "aws_s3_bucket_policy" "one" {
  bucket = aws_s3_bucket.logs.id
  policy = data.aws_iam_policy_document.one.json
}
resource "aws_iam_policy" "two" { policy = data.aws_iam_policy_document.two.json }

locals {
  three = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "allow", Action = "iam:PasRole", Resource = "*" }] })
  four  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "allow", Action = "iam:PasRole", Resource = "*" }] })
}
`;

const pieces = ['', '\n', '# a line\n', 's3:', '"', '{', '}', 'x', 'logs', '2012-10-17', 'Deny'];

function engineWith(rules: readonly Rule[]): Engine {
  return createEngine({
    catalog: catalog(),
    languages: [createTerraform({ parser, facts: () => catalog().terraform, catalog: catalog() })],
    rules,
    onBug: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
}

function analyze(engine: Engine, version: string) {
  const source = { uri, languageId: 'terraform', text: version };
  return engine.analyze({ sources: new Map([[uri, source]]), settings: defaultSettings }, uri);
}

function said(engine: Engine, version: string) {
  return analyze(engine, version)?.findings.map(({ fixes, ...finding }) => ({ ...finding, fixes: fixes() }));
}

test('after any edits the findings and their fixes are those of a fresh engine', () => {
  const edit = fc.record({
    at: fc.nat(text.length),
    remove: fc.nat(8),
    insert: fc.constantFrom(...pieces),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const engine = engineWith(allRules);
      let version = text;
      expect(said(engine, version)?.length).toBeGreaterThan(8);
      for (const { at, remove, insert } of edits) {
        const start = Math.min(at, version.length);
        version = version.slice(0, start) + insert + version.slice(start + remove);
        expect(said(engine, version)).toEqual(said(engineWith(allRules), version));
      }
    }),
    { numRuns: 30 },
  );
});

test('a policy that an edit left alone or moved is not judged again until somebody wants its fixes', () => {
  const judged: string[] = [];
  const rule: Rule = {
    id: 'counts',
    severity: 'hint',
    dialects: ['aws'],
    summary: 'Counts',
    check: {
      document: (policy, ctx) => {
        judged.push(policy.name);
        ctx.report({ at: policy.range, path: [], message: 'seen', fixes: () => [] });
      },
    },
  };
  const engine = engineWith([rule]);
  analyze(engine, text);
  expect(judged.length).toBe(5);
  judged.length = 0;
  const moved = analyze(engine, `# behind a comment\n${text}`);
  expect(judged).toEqual([]);
  expect(moved?.policies.length).toBe(5);
  for (const { document, findings } of moved?.policies ?? []) expect(findings[0]?.at).toEqual(document.range);
  moved?.findings[0]?.fixes();
  expect(judged.length).toBe(1);
  judged.length = 0;
  analyze(engine, `# behind a comment\n${text.replace('ec2:*', 'ec2:Get*')}`);
  expect(judged).toEqual(['data.aws_iam_policy_document.two']);
});

test('what was judged before is let go of', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const engine = engineWith(allRules);
  const held: WeakRef<object>[] = [];
  for (let lines = 0; lines < 30; lines++) {
    const found = analyze(engine, `${'\n'.repeat(lines)}${text}`);
    expect(found?.findings.length).toBeGreaterThan(3);
    for (const { document } of found?.policies ?? []) held.push(new WeakRef(document.root));
    // References that were just made or looked at hold for the rest of the turn.
    await new Promise(setImmediate);
  }
  collect();
  const living = held.filter((reference) => reference.deref() !== undefined).length;
  // A few versions are remembered: of thirty, the last.
  expect(living).toBeLessThan(held.length / 2);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  complete,
  createEngine,
  createTerraform,
  defaultSettings,
  explainPolicies,
  hover,
  json,
  type Project,
  resolveCompletion,
  type Source,
} from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';
import { hclParser } from '../terraform/parser.ts';

/** Whatever a file calls its things, no feature makes a link, a command, an image or HTML of it. */

const engine = createEngine({
  catalog: catalog(),
  languages: [
    json,
    createTerraform({ parser: await hclParser(), facts: () => catalog().terraform, catalog: catalog() }),
  ],
  rules: [],
});

/** The host stands in no text of ours. */
const EVIL = 'evil.example';
const attacks = [
  `[x](https://${EVIL})`,
  `![x](https://${EVIL}/a.png)`,
  `<img src=https://${EVIL}>`,
  `<a href='command:${EVIL}'>x</a>`,
  `[x](command:${EVIL})`,
  `https://${EVIL}/a`,
  `www.${EVIL}`,
  `a@${EVIL}`,
  `<https://${EVIL}>`,
  `\`[x](https://${EVIL})\``,
  `\`\`\`\n[x](https://${EVIL})`,
  `](https://${EVIL}) [`,
  `*/ $(${EVIL}) <script>//${EVIL}</script>`,
  `|x|\n|-|\n|https://${EVIL}|`,
  `[x]: https://${EVIL}`,
  `\\[x](https://${EVIL})`,
  `\\\`[x](https://${EVIL})`,
  `&lt;img src=https://${EVIL}&gt;`,
  `&#91;x](https://${EVIL})`,
];

const attack = fc
  .array(
    fc.oneof(fc.constantFrom(...attacks), fc.constantFrom('`', '\\', '*', ' ', '<', '](', '![', '\n', 'x')),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.includes(EVIL));

/** In every place of a policy that people name things in. */
function jsonOf(text: string): string {
  const arn = `arn:aws:iam::111122223333:role/${text}`;
  return JSON.stringify(
    {
      Version: text,
      Id: text,
      [text]: text,
      Statement: [
        {
          Sid: text,
          Effect: 'Allow',
          Action: [text, `s3:${text}`, 's3:GetObject', `s3:Get${text}*`],
          Resource: [text, `arn:aws:s3:::${text}/*`, `arn:${text}:s3:::b`, `\${aws:PrincipalTag/${text}}`],
          Principal: { AWS: [text, arn], Service: text, Federated: text, [text]: text },
          Condition: {
            StringEquals: { [`aws:PrincipalTag/${text}`]: text, [text]: [text], 'aws:SourceIp': text },
            [text]: { 'aws:SourceVpc': text },
          },
          [text]: { [text]: text },
        },
        { Effect: text, NotAction: text, NotResource: text, NotPrincipal: { AWS: text } },
      ],
    },
    undefined,
    1,
  );
}

function terraformOf(text: string): string {
  const quoted = JSON.stringify(text);
  return `data "aws_iam_policy_document" ${quoted} {
  policy_id = ${quoted}
  statement {
    effect    = ${quoted}
    sid       = ${quoted}
    actions   = [${quoted}, "s3:GetObject"]
    resources = [${quoted}, aws_s3_bucket.b.arn, "\${local.l}/*", module.m.arn]
    principals {
      type        = ${quoted}
      identifiers = [${quoted}]
    }
    condition {
      test     = ${quoted}
      variable = ${quoted}
      values   = [${quoted}]
    }
  }
}
locals { l = ${quoted} }
module "m" { source = ${quoted} }
resource "aws_s3_bucket" "b" {
  bucket = ${quoted}
}
resource "aws_iam_role" "r" {
  name               = ${quoted}
  assume_role_policy = jsonencode({ Statement = [{ Sid = ${quoted}, Effect = "Allow", Action = [local.l], Principal = { AWS = ${quoted} }, Resource = ${quoted} }] })
}
`;
}

function projectOf(name: string, languageId: string, text: string, evil: string): Project {
  const uri = `file:///w/${name}`;
  const config: Source = {
    uri: 'file:///w/policywright.json',
    languageId: 'json',
    text: JSON.stringify({ accounts: { '111122223333': evil } }),
  };
  const sources = new Map([{ uri, languageId, text }, config].map((source) => [source.uri, source]));
  return { sources, settings: { ...defaultSettings, accounts: { '111122223333': evil } } };
}

/** All Markdown of a document: hovers, what completion resolves to, and the explanation. */
function* markdownOf(project: Project, uri: string, step: number): Generator<string> {
  const text = project.sources.get(uri)?.text ?? '';
  for (let at = 0; at < text.length; at += step) {
    const found = hover(engine, project, uri, at);
    if (found !== undefined) yield found.markdown;
    if (at % (9 * step) > 0) continue;
    for (const { topic, label } of complete(engine, project, uri, at)?.items.slice(0, 3) ?? []) {
      const more = topic === undefined ? undefined : resolveCompletion(engine, topic, label);
      if (more !== undefined) yield more;
    }
  }
  for (const explained of explainPolicies(engine, project, uri)) yield explained;
}

/** What of Markdown is active around the host: code is none, and neither is what a backslash stands before. */
function active(markdown: string): readonly string[] {
  const rest = withoutCode(markdown)
    .replace(/\\[!-/:-@[-`{-~]/g, '·')
    .replace(/&(lt|gt|amp);/g, '·');
  const near = new RegExp(`((https?:/|www\\.|@|\\]:\\s)[^\\s·]*|\\]\\([^)·]*|<[^>·]*)${EVIL}`, 'gi');
  return [...rest.matchAll(near)].map(([match]) => match);
}

/** Code blocks and spans by CommonMark's rules: as many backticks close as open, and a backslash opens none. */
function withoutCode(markdown: string): string {
  const blocks = markdown.replace(/^(`{3,})[^`\n]*\n[\s\S]*?^\1`*$/gm, '');
  let result = '';
  for (let at = 0; at < blocks.length; ) {
    const [run] = /^`+/.exec(blocks.slice(at)) ?? [];
    if (run === undefined) {
      const step = blocks[at] === '\\' ? 2 : 1;
      result += blocks.slice(at, at + step);
      at += step;
      continue;
    }
    const close = new RegExp(`(?<!\`)\`{${run.length}}(?!\`)`).exec(blocks.slice(at + run.length));
    const paragraph = close === null ? -1 : blocks.slice(at, at + run.length + close.index).indexOf('\n\n');
    const isSpan = close !== null && paragraph < 0;
    result += isSpan ? '' : run;
    at += isSpan ? 2 * run.length + close.index : run.length;
  }
  return result;
}

test('the detector sees what is active', () => {
  for (const text of attacks.slice(0, 9)) expect(active(text), text).not.toEqual([]);
  expect(active(`\`https://${EVIL}\``)).toEqual([]);
  expect(active(`\\\`https://${EVIL}\``)).not.toEqual([]);
});

test.each([
  ['policy.json', 'json', jsonOf],
  ['main.tf', 'terraform', terraformOf],
] as const)('%s', (name, languageId, write) => {
  let seen = 0;
  const check = (evil: string, step: number) => {
    const project = projectOf(name, languageId, write(evil), evil);
    for (const markdown of markdownOf(project, `file:///w/${name}`, step)) {
      seen++;
      expect(active(markdown), markdown).toEqual([]);
    }
  };
  for (const evil of attacks) check(evil, 7);
  fc.assert(
    fc.property(attack, (evil) => check(evil, 23)),
    { numRuns: 25 },
  );
  expect(seen).toBeGreaterThan(500);
});

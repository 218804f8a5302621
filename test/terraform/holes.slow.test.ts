import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Analysis, PolicyPath } from '../../server/core/index.ts';
import { readExamples } from '../pages/page.ts';
import { analyzeModule } from './module.ts';
import { expression, isList, isObject, type Json } from './print.ts';

/**
 * What is unknown may be what the author means: a policy with one part taken out of sight gets no finding that it did not have
 * when the part was in sight.
 */

const folder = new URL('../../docs/rules/', import.meta.url);

for (const page of readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md')) {
  const examples = readExamples(readFileSync(new URL(page, folder), 'utf8'));
  const policies = examples.flatMap((example) => {
    const policy =
      example.expect === 'fixed' || example.language !== 'json' ? undefined : parse(example.text);
    const fits = policy !== undefined && 'Statement' in policy && example.text.length < 5_000;
    return fits ? [{ example, policy }] : [];
  });
  if (policies.length === 0) continue;
  describe(page, () => {
    for (const { example, policy } of policies) {
      const run = (value: string) =>
        analyzeModule(
          `resource "aws_iam_policy" "x" {\n  policy = jsonencode(${value})\n}\n`,
          'main.tf',
          example.kind ?? 'identity',
        );
      test(`line ${example.line}`, () => {
        const plain = toldWithRelated(run(expression(policy)));
        for (const { value, hidden } of variants(policy)) {
          const text = expression(value)
            .replaceAll(`"${HIDDEN}"`, 'var.hidden')
            .replaceAll(HIDDEN, '${var.hidden}');
          const more = told(run(text)).filter((finding) => !plain.has(finding));
          expect(more, `without ${hidden}\n${text}`).toEqual([]);
        }
      });
    }
  });
}

const HIDDEN = 'HIDDEN';

/** Rule and element: which of several values is pointed at may change. */
function told({ findings }: Analysis): readonly string[] {
  return findings.map(({ rule, path }) => `${rule} ${placeOf(path)}`);
}

/** With the places that take part: of two that are equal, the other may be reported once the first is out of sight. */
function toldWithRelated(analysis: Analysis): ReadonlySet<string> {
  const more = analysis.findings.flatMap(({ rule, related }) =>
    related.map(({ path }) => `${rule} ${placeOf(path ?? [])}`),
  );
  const all = [...told(analysis), ...more];
  // One check, which Access Analyzer gives two names: all values are private, or some.
  return new Set([...all, ...all.map((one) => one.replace(/^(private-\S*)/, '$1-subset'))]);
}

function placeOf(path: PolicyPath): string {
  return path.join('.').replace(/\.\d+$/, '');
}

interface Variant {
  readonly value: Json;
  readonly hidden: string;
}

/** The policy once for each of its values, with that value out of sight; strings also with their end or beginning hidden. */
function variants(value: Json, path = ''): readonly Variant[] {
  const here: Variant[] = [];
  const rest = (name: string, part: Json, put: (part: Json) => Json) => {
    const at = `${path}/${name}`;
    here.push({ value: put(HIDDEN), hidden: at });
    if (typeof part === 'string' && part.length > 1) {
      for (const cut of new Set([1, part.indexOf(':') + 1, part.length >> 1, part.length - 1])) {
        // A dollar before a hole would escape it.
        if (!part.slice(0, cut).endsWith('$'))
          here.push({ value: put(`${part.slice(0, cut)}${HIDDEN}`), hidden: `${at} from ${cut}` });
        here.push({ value: put(`${HIDDEN}${part.slice(cut)}`), hidden: `${at} until ${cut}` });
      }
    }
    here.push(...variants(part, at).map((variant) => ({ ...variant, value: put(variant.value) })));
  };
  if (isList(value)) {
    value.forEach((item, index) => {
      rest(String(index), item, (part) => value.map((one, at) => (at === index ? part : one)));
    });
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value))
      rest(name, item, (part) => ({ ...value, [name]: part }));
  }
  return here;
}

function parse(text: string): { readonly [name: string]: Json } | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

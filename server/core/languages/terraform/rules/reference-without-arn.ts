import type { Item, Statement } from '../../../policy/model.ts';
import type { Report } from '../../../rules/rule.ts';
import type { ModuleFile } from '../module.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { wholeResources } from './whole-resource.ts';

/** `resources = [aws_s3_bucket.logs.id]`: the bare name where an ARN belongs. `aws_s3_bucket.logs`: all of the bucket. */
export const referenceWithoutArn: ModuleRule = {
  id: 'reference-without-arn',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A resource is named by something that holds no ARN',
  check: {},
  *checkFile(file, ctx) {
    for (const { document } of ctx.linked.found.policiesIn(file.source)) {
      if (!ctx.dialects.includes(document.dialect)) continue;
      for (const statement of document.statements) {
        for (const item of itemsOf(statement)) yield* judge(item, file, ctx);
        yield* wholeResources(statement, file, ctx);
      }
    }
  },
};

function itemsOf({ resource, notResource }: Statement): readonly Item[] {
  return [...(resource?.value.items ?? []), ...(notResource?.value.items ?? [])];
}

function* judge({ text, path }: Item, file: ModuleFile, { facts }: ModuleRuleContext): Iterable<Report> {
  const [first] = text.pieces;
  if (first?.kind !== 'hole' || first.reference?.attribute === undefined) return;
  const { target, attribute } = first.reference;
  const [type = ''] = target.split('.');
  if (type === 'data' || facts.arns(type, attribute).length > 0) return;
  const shape = facts.valueShape(type, attribute);
  if (shape === undefined || !BARE.has(shape.kind) || facts.arns(type, 'arn').length === 0) return;
  const written = file.source.text.slice(first.range.start, first.range.end);
  const step = new RegExp(`\\.${attribute}(?=\\s*~?\\}?$)`).exec(written);
  const at =
    step === null
      ? first.range
      : {
          start: first.range.start + step.index,
          end: first.range.start + step.index + step[0].length,
        };
  yield {
    at,
    path,
    message: `"${attribute}" of ${type} is ${WORDS[shape.kind] ?? 'no ARN'}, and IAM takes only ARNs and "*" as resources; write ".arn"`,
    fixes: () =>
      step === null
        ? []
        : [{ title: 'Replace by ".arn"', applicability: 'review', edits: [{ range: at, newText: '.arn' }] }],
  };
}

const WORDS: Readonly<Record<string, string>> = { id: 'a bare id', name: 'a bare name', url: 'a URL' };

const BARE: ReadonlySet<string> = new Set(['id', 'name', 'url', 'unique-id', 'resource-id']);

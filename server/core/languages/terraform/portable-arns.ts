import { parseArn } from '../../catalog/arn.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import type { Refactoring } from '../../refactor/refactoring.ts';
import { counted } from '../../refactor/statement/words.ts';
import type { TextEdit } from '../../text/edit.ts';
import { covers, type TextRange } from '../../text/range.ts';
import { isModuleFile } from './folders.ts';

/** ARNs of a Terraform policy that name a partition take that of the provider. */
export const portableArns: Refactoring = {
  name: 'partition-portable-arns',
  title: 'Make ARNs portable across partitions',
  kind: 'refactor.rewrite',
  offer(ctx) {
    const { uri, text } = ctx.file.source;
    if (ctx.policy === undefined || !isModuleFile(uri)) return undefined;
    const { document } = ctx.policy;
    const partitions = new Set(ctx.catalog.partitions.map(({ id }) => id));
    const all = textsOf(document).flatMap((one) => partitionOf(document, one, partitions) ?? []);
    const here = all.filter((one) => covers(one.text.range, ctx.range));
    const found = here.length > 0 ? here : all;
    if (found.length === 0 || new Set(found.map(({ partition }) => partition)).size > 1) return undefined;
    const title = `Make ${counted(found.length, 'ARN')} portable across partitions`;
    const declared = ctx
      .candidates()
      .find(({ type, index }) => type === 'data.aws_partition' && index === 'none');
    if (declared === undefined && !uri.endsWith('.tf'))
      return { title, disabled: 'The module has no data source "aws_partition"' };
    const target = declared?.target ?? 'data.aws_partition.current';
    const edits = () => {
      const changed = found.map(({ range }) => ({ range, newText: `\${${target}.partition}` }));
      return [{ uri, edits: declared === undefined ? [...changed, dataSource(text)] : changed }];
    };
    return {
      title,
      grade: 'review',
      note: `allows nothing else in "${found[0]?.partition}", and there the same elsewhere`,
      edits,
    };
  },
};

interface Found {
  readonly text: Text;
  readonly partition: string;
  readonly range: TextRange;
}

function partitionOf(
  { write }: PolicyDocument,
  text: Text,
  partitions: ReadonlySet<string>,
): Found | undefined {
  const [first] = text.pieces;
  if (first?.kind !== 'text' || first.range.end - first.range.start !== first.text.length) return undefined;
  // What follows may be an expression: enough for the five fields.
  const arn = parseArn(`${first.text}:::::`);
  if (arn === undefined || !partitions.has(arn.partition.text) || !first.text.startsWith('arn:'))
    return undefined;
  if (arn.partition.end >= first.text.length) return undefined;
  const range = {
    start: first.range.start + arn.partition.start,
    end: first.range.start + arn.partition.end,
  };
  // Only strings that stand there are taken: what a function makes of a text is not ours to change.
  if (write.part(range, arn.partition.text).length === 0) return undefined;
  return { text, partition: arn.partition.text, range };
}

function textsOf({ statements }: PolicyDocument): readonly Text[] {
  return statements.flatMap(({ resource, notResource, principal, notPrincipal, condition }) => {
    const lists = [
      ...[resource, notResource].flatMap((field) => (field === undefined ? [] : [field.value])),
      ...[principal, notPrincipal].flatMap((field) =>
        (field?.value.entries ?? []).map(({ values }) => values),
      ),
      ...(condition?.value.operators ?? []).flatMap(({ entries }) => entries.map(({ values }) => values)),
    ];
    return lists.flatMap(({ items }) => items.map((item) => item.text));
  });
}

function dataSource(text: string): TextEdit {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith(eol + eol) ? '' : text.endsWith('\n') ? eol : eol + eol;
  const range = { start: text.length, end: text.length };
  return { range, newText: `${gap}data "aws_partition" "current" {}${eol}` };
}

import type { Catalog, ManagedPolicy } from '../../catalog/catalog.ts';
import { fingerprintOf } from '../../catalog/fingerprint.ts';
import type { PlainValue } from '../../policy/model.ts';
import { plainOf } from '../../policy/plain.ts';
import { entryOf } from '../../policy/value.ts';
import type { Offer, Refactoring, RefactoringContext, Refusal } from '../../refactor/refactoring.ts';
import type { TextEdit } from '../../text/edit.ts';
import { covers } from '../../text/range.ts';
import type { InModule } from './convert/conversions.ts';
import { isJsonModuleFile } from './folders.ts';
import type { Attribute, Block } from './hcl/ast.ts';
import { mentionsIn } from './mentions.ts';
import { attributeOf, type Module } from './module.ts';
import { eolOf, indentAt } from './trivia.ts';
import { removeFromBody } from './write/body.ts';
import { isLiteral } from './write/nodes.ts';
import { printExpr } from './write/print.ts';
import { quote } from './write/texts.ts';
import { tidy } from './write/tidy.ts';

/** A managed policy of AWS in place of its copy, and the other way round. */
export function managedPolicyRefactorings(inModule: InModule): readonly Refactoring[] {
  return [
    {
      name: 'attach-managed-policy',
      title: 'Attach the managed policy in place of its copy',
      kind: 'refactor.rewrite',
      offer: (ctx) => attach(ctx, inModule),
    },
    {
      name: 'inline-managed-policy',
      title: "Write an attached managed policy's statements out",
      kind: 'refactor.inline',
      offer: (ctx) => writeOut(ctx, inModule),
    },
  ];
}

/** Blocks of a policy of one's own, the attachment that can take their place, and the longest policy that they hold. */
const KINDS: readonly { readonly inline: string; readonly attachment: string; readonly limit: number }[] = [
  { inline: 'aws_iam_role_policy', attachment: 'aws_iam_role_policy_attachment', limit: 10_240 },
  { inline: 'aws_iam_user_policy', attachment: 'aws_iam_user_policy_attachment', limit: 2_048 },
  { inline: 'aws_iam_group_policy', attachment: 'aws_iam_group_policy_attachment', limit: 5_120 },
];

function attach(ctx: RefactoringContext, inModule: InModule): Offer | Refusal | undefined {
  const place = blockAt(ctx, inModule, 'inline');
  const policy = place && attributeOf(place.block.body, 'policy');
  if (place === undefined || policy === undefined || ctx.policy === undefined) return undefined;
  const { document } = ctx.policy;
  if (!covers(policy.value.range, document.range)) return undefined;
  const statement = entryOf(document.root, 'Statement');
  const said = statement === undefined ? undefined : plainOf(statement.value);
  const managed = said === undefined ? undefined : currentCopy(said, ctx.catalog);
  if (managed === undefined) return undefined;
  const title = `Attach ${managed.name} in place of its copy`;
  const refusal = refusalOf(place, title);
  if (refusal !== undefined) return refusal;
  const { block } = place;
  const names = block.body.attributes.filter(({ name }) => name === 'name' || name === 'name_prefix');
  return offer(
    ctx,
    place,
    title,
    place.kind.attachment,
    'the same access today, and what AWS makes of it later',
    [
      ...argument(policy, 'policy_arn', quote(managed.arn, false)),
      ...removeFromBody(ctx.file.source.text, names),
    ],
  );
}

function writeOut(ctx: RefactoringContext, inModule: InModule): Offer | Refusal | undefined {
  const place = blockAt(ctx, inModule, 'attachment');
  const arn = place && attributeOf(place.block.body, 'policy_arn');
  if (place === undefined || arn === undefined || !isLiteral(arn.value)) return undefined;
  const { text } = ctx.file.source;
  const managed = ctx.catalog.managedPolicy(text.slice(arn.value.range.start + 1, arn.value.range.end - 1));
  const current = managed?.versions.at(-1)?.document();
  if (managed === undefined || current === undefined) return undefined;
  const title = `Write the statements of ${managed.name} out`;
  const { limit, inline } = place.kind;
  if (current.length > limit) {
    const reason = `They have ${current.length} characters, and a policy of one's own takes ${limit} there`;
    return { title, disabled: reason };
  }
  const refusal = refusalOf(place, title);
  if (refusal !== undefined) return refusal;
  const eol = eolOf(text);
  const indent = indentAt(text, arn.range.start);
  const style = { eol, sign: ' = ', quotedKeys: false, commas: false, inlineLists: false };
  const printed = printExpr(JSON.parse(current) as PlainValue, style, indent, true);
  const named = `${quote(managed.name, false)}${eol}${indent}policy = jsonencode(${printed})`;
  const note = 'the same access today, and no longer what AWS makes of it later';
  return offer(ctx, place, title, inline, note, argument(arn, 'name', named));
}

interface Place {
  readonly module: Module;
  readonly block: Block;
  readonly kind: (typeof KINDS)[number];
}

function blockAt(
  ctx: RefactoringContext,
  inModule: InModule,
  form: 'inline' | 'attachment',
): Place | undefined {
  if (isJsonModuleFile(ctx.file.source.uri)) return undefined;
  const found = inModule(ctx);
  const block = found?.file.hcl.body.blocks.find(
    ({ type, range, unclosed }) => type === 'resource' && unclosed !== true && covers(range, ctx.range),
  );
  const kind = KINDS.find((one) => one[form] === block?.labels[0]?.text);
  return found === undefined || block === undefined || kind === undefined
    ? undefined
    : { module: found.linked.module, block, kind };
}

/** Another type makes another address: nothing may name the old one. */
function refusalOf({ module, block }: Place, title: string): Refusal | undefined {
  const address = block.labels.map((label) => label.text).join('.');
  const named = module.files.some((file) => mentionsIn(file).some(({ target }) => target === address));
  return named ? { title, disabled: `Something refers to ${address}` } : undefined;
}

/** The managed policy whose newest version says the same, for anybody to attach. */
function currentCopy(statements: PlainValue, catalog: Catalog): ManagedPolicy | undefined {
  return catalog
    .managedCopies(fingerprintOf(statements))
    .filter(({ policy, version }) => policy.versions.at(-1) === version)
    .map(({ policy }) => policy)
    .filter(({ arn }) => !arn.includes(':policy/aws-service-role/'))
    .toSorted((a, b) => a.name.length - b.name.length)[0];
}

function argument({ range }: Attribute, name: string, value: string): readonly TextEdit[] {
  return [{ range, newText: `${name} = ${value}` }];
}

function offer(
  ctx: RefactoringContext,
  { block }: Place,
  title: string,
  type: string,
  note: string,
  inside: readonly TextEdit[],
): Offer {
  const { uri, text } = ctx.file.source;
  const [label] = block.labels;
  const renamed =
    label === undefined ? [] : [{ range: label.range, newText: spellLabel(text, label.range.start, type) }];
  const edits = () => [{ uri, edits: tidy(text, block.range, [...renamed, ...inside]) }];
  return { title, grade: 'review', note, edits };
}

function spellLabel(text: string, at: number, type: string): string {
  return text[at] === '"' ? `"${type}"` : type;
}

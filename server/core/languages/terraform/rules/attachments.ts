import { textWith } from '../../../policy/text.ts';
import type { Value } from '../../../policy/value.ts';
import type { TextRange } from '../../../text/range.ts';
import { attributesAt } from '../consumers.ts';
import { evaluate } from '../evaluate.ts';
import type { Attribute, Block } from '../hcl/ast.ts';
import type { LinkedModule } from '../link.ts';
import { attributeOf, isRepeated, type ModuleFile } from '../module.ts';
import { mentionOf } from './expressions.ts';
import type { ModuleRuleContext } from './module-rule.ts';

/** A policy by its ARN, given to an identity of the module. */
export interface PolicyAttachment {
  readonly file: ModuleFile;
  /** Where the policy is named. */
  readonly at: TextRange;
  /** `aws_iam_role.server`, or `role "server"` where only a name is given. Undefined where that is not certain. */
  readonly holder: string | undefined;
  readonly policy: AttachedPolicy;
}

/** One of AWS's by the path behind `policy/`, or the module's own: `aws_iam_policy.writer`. */
export type AttachedPolicy = { readonly managed: string } | { readonly resource: string };

const known = new WeakMap<LinkedModule, readonly PolicyAttachment[]>();

/** Every policy that the module attaches by its ARN, permissions boundaries left out. */
export function attachmentsOf(ctx: ModuleRuleContext): readonly PolicyAttachment[] {
  const { linked } = ctx;
  const found = known.get(linked) ?? linked.module.files.flatMap((file) => [...attachmentsIn(file, ctx)]);
  known.set(linked, found);
  return found;
}

function* attachmentsIn(file: ModuleFile, { linked, facts }: ModuleRuleContext): Iterable<PolicyAttachment> {
  for (const block of file.hcl.body.blocks) {
    if (block.type !== 'resource') continue;
    for (const { attribute: path, form, kind, principal } of facts.references(
      'resource',
      block.labels[0]?.text ?? '',
    )) {
      if ((form !== 'arn' && form !== 'arn-list') || kind !== 'identity') continue;
      const holders = holdersOf(block, principal, file, linked);
      for (const attribute of attributesAt(block.body, path.split('.'))) {
        for (const { value, at } of policiesIn(attribute, file, linked)) {
          const policy = policyOf(value, linked);
          if (policy === undefined) continue;
          for (const holder of holders) yield { file, at, holder, policy };
        }
      }
    }
  }
}

type Principal = { readonly argument: string; readonly target: string } | 'self' | undefined;

function holdersOf(
  block: Block,
  principal: Principal,
  file: ModuleFile,
  linked: LinkedModule,
): readonly (string | undefined)[] {
  const repeated = isRepeated(block);
  const name = block.labels.map(({ text }) => text).join('.');
  if (principal === 'self') return [name];
  const [argument] = principal === undefined ? [] : attributesAt(block.body, principal.argument.split('.'));
  if (principal === undefined || argument === undefined || repeated) return [undefined];
  const items = argument.value.kind === 'tuple' ? argument.value.items : [argument.value];
  return items.map((item) => {
    const mention = mentionOf(item);
    if (mention !== undefined)
      return mention.data || mention.indexed ? undefined : `${mention.type}.${mention.name}`;
    const value = evaluate(item, linked.scopeOf(file));
    const text = value.type === 'string' ? value.text.value : undefined;
    return text === undefined ? undefined : named(principal.target, text, linked);
  });
}

/** The module's own resource of that name, where there is one. */
function named(type: string, name: string, { module, scopeOf }: LinkedModule): string {
  for (const [target, { node, file }] of module.resources) {
    if (!target.startsWith(`${type}.`)) continue;
    const own = attributeOf(node.body, 'name');
    const value = own === undefined ? undefined : evaluate(own.value, scopeOf(file));
    if (value?.type === 'string' && value.text.value === name) return target;
  }
  return `${type.replace('aws_iam_', '')} "${name}"`;
}

/** The values of an argument, each with the place in it. */
function policiesIn(
  { value }: Attribute,
  file: ModuleFile,
  linked: LinkedModule,
): readonly { readonly value: Value; readonly at: TextRange }[] {
  const found = evaluate(value, linked.scopeOf(file));
  const items = found.type === 'list' ? found.items : [found];
  return items.map((item) => ({ value: item, at: item.range }));
}

function policyOf(value: Value, linked: LinkedModule): AttachedPolicy | undefined {
  if (value.type === 'string') {
    const path = /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(textWith(value.text, '_'))?.[1];
    if (path !== undefined) return { managed: path };
  }
  const reference = referenceOf(value);
  if (reference === undefined) return undefined;
  if (reference.startsWith('aws_iam_policy.')) return { resource: reference };
  return reference.startsWith('data.aws_iam_policy.') ? dataPolicy(reference, linked) : undefined;
}

/** What a value refers to as a whole. */
function referenceOf(value: Value): string | undefined {
  if (value.type === 'unknown') return value.reference?.target;
  if (value.type !== 'string' || value.text.pieces.length !== 1) return undefined;
  const [piece] = value.text.pieces;
  return piece?.kind === 'hole' ? piece.reference?.target : undefined;
}

/** `data "aws_iam_policy"` by the ARN or name of one of AWS's. */
function dataPolicy(reference: string, { module, scopeOf }: LinkedModule): AttachedPolicy | undefined {
  const data = module.data.get(reference.slice('data.'.length));
  if (data === undefined) return undefined;
  for (const name of ['arn', 'name']) {
    const argument = attributeOf(data.node.body, name);
    const value = argument === undefined ? undefined : evaluate(argument.value, scopeOf(data.file));
    if (value?.type !== 'string') continue;
    const text = textWith(value.text, '_');
    const path = name === 'arn' ? /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(text)?.[1] : text;
    if (path !== undefined) return { managed: path };
  }
  return undefined;
}

/** The last part of the path: what AWS's policies are called. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

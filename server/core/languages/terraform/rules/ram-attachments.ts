import type { Entry, Value } from '../../../policy/value.ts';
import type { TextRange } from '../../../text/range.ts';
import { attributesAt } from '../consumers.ts';
import { evaluate, roundsOf } from '../evaluate.ts';
import type { Block, Expr } from '../hcl/ast.ts';
import type { LinkedModule } from '../link.ts';
import { attributeOf, type ModuleFile } from '../module.ts';
import { named, type Scope } from '../scope.ts';
import { keyText, knownText, objectValue } from '../values.ts';
import { mentionOf } from './expressions.ts';
import type { ModuleRuleContext } from './module-rule.ts';

/** A policy of Alibaba Cloud by its name, given to somebody. */
export interface RamAttachment {
  readonly file: ModuleFile;
  readonly block: Block;
  /** One of several that the block makes. */
  readonly isRound: boolean;
  /** Where the policy is named. */
  readonly at: TextRange;
  /** `alicloud_ram_user.dev`, or `alicloud_ram_user "dev"` where only a name is given; undefined where that is not known. */
  readonly holder: string | undefined;
  /** `user`, `group`, `role`, in words. */
  readonly holderKind: string;
  /** Undefined where it is not known. */
  readonly policy: string | undefined;
  /** The module's own resource that the policy is: `alicloud_ram_policy.reader`. */
  readonly own: string | undefined;
  /** The policy is one of the cloud's: said so, or not said otherwise and named like one. */
  readonly isSystem: boolean;
  /** What the attachment is limited to, as the file has it; absent: the whole account. */
  readonly group: string | undefined;
}

const known = new WeakMap<LinkedModule, readonly RamAttachment[]>();

/** Every policy that the module attaches by its name. */
export function ramAttachments(ctx: ModuleRuleContext): readonly RamAttachment[] {
  const { linked } = ctx;
  const found = known.get(linked) ?? linked.module.files.flatMap((file) => [...attachmentsIn(file, ctx)]);
  known.set(linked, found);
  return found;
}

function* attachmentsIn(file: ModuleFile, { linked, facts }: ModuleRuleContext): Iterable<RamAttachment> {
  for (const block of file.hcl.body.blocks) {
    const type = block.labels[0]?.text ?? '';
    if (block.type !== 'resource' || !type.startsWith('alicloud_')) continue;
    for (const { attribute: path, form, principal } of facts.references('resource', type)) {
      if (form !== 'name+type') continue;
      if (path.includes('.')) {
        yield* nestedIn(block, path, file, linked);
        continue;
      }
      const [policyName] = attributesAt(block.body, [path]);
      if (policyName === undefined) continue;
      const argument = principal === undefined || principal === 'self' ? HOLDER : principal.argument;
      const target = principal === undefined || principal === 'self' ? undefined : principal.target;
      const own = ownPolicy(policyName.value, linked);
      for (const { scope, isRound } of roundsIn(block, linked.scopeOf(file))) {
        const policy = textIn(policyName.value, scope);
        yield {
          file,
          block,
          isRound,
          at: policyName.value.range,
          holder: holderOf(block, argument, target, scope, linked),
          holderKind: kindOf(block, target, scope),
          policy,
          own,
          isSystem: own === undefined && isSystem(block, policy, scope),
          group: groupOf(block, file),
        };
      }
    }
  }
}

/** Policies that a block lists for itself: the permissions of an access configuration. */
function* nestedIn(
  block: Block,
  path: string,
  file: ModuleFile,
  linked: LinkedModule,
): Iterable<RamAttachment> {
  for (const { value } of attributesAt(block.body, path.split('.'))) {
    const policy = textOf(value, file, linked);
    yield {
      file,
      block,
      isRound: true,
      at: value.range,
      holder: block.labels.map(({ text }) => text).join('.'),
      holderKind: 'access configuration',
      policy,
      own: ownPolicy(value, linked),
      isSystem: policy !== undefined && isSystemName(policy),
      group: undefined,
    };
  }
}

/** A block with a `for_each` that is known stands for one per element; with one that is not, for any number. */
function roundsIn(
  block: Block,
  scope: Scope,
): readonly { readonly scope: Scope; readonly isRound: boolean }[] {
  const forEach = attributeOf(block.body, 'for_each')?.value;
  if (forEach === undefined) return [{ scope, isRound: attributeOf(block.body, 'count') !== undefined }];
  const collection = evaluate(forEach, scope);
  const rounds = roundsOf(collection);
  if (rounds === undefined || rounds.length > MAX_ROUNDS) return [{ scope, isRound: true }];
  return rounds.map(([key, value]) => {
    const { range } = forEach;
    const entry = (name: string, part: Value): Entry => ({
      key: keyText(name, range),
      name,
      range,
      value: part,
    });
    // The elements of a set are their own keys.
    const own = collection.type === 'list' ? value : key;
    const each = objectValue([entry('key', own), entry('value', value)], range);
    return { scope: named(scope, [['each', each]]), isRound: true };
  });
}

const MAX_ROUNDS = 50;

/** The argument of attachments by Resource Manager, which take users, groups and roles. */
const HOLDER = 'principal_name';

function isSystem(block: Block, policy: string | undefined, scope: Scope): boolean {
  const argument = attributeOf(block.body, 'policy_type');
  const type = argument === undefined ? undefined : textIn(argument.value, scope);
  if (type !== undefined) return type === 'System';
  return policy !== undefined && isSystemName(policy);
}

/** What the cloud calls its own policies. */
export function isSystemName(name: string): boolean {
  return name === 'AdministratorAccess' || /^Aliyun[A-Z]/.test(name);
}

function holderOf(
  block: Block,
  argument: string,
  target: string | undefined,
  scope: Scope,
  linked: LinkedModule,
): string | undefined {
  const given = attributeOf(block.body, argument);
  return given === undefined ? undefined : ownerIn(given.value, target, scope, linked);
}

/** The resource that an argument names, or the name itself. */
export function ownerOf(
  expr: Expr,
  target: string | undefined,
  file: ModuleFile,
  linked: LinkedModule,
): string | undefined {
  return ownerIn(expr, target, linked.scopeOf(file), linked);
}

function ownerIn(
  expr: Expr,
  target: string | undefined,
  scope: Scope,
  linked: LinkedModule,
): string | undefined {
  const mention = mentionOf(expr);
  if (mention !== undefined)
    return mention.data || mention.indexed ? undefined : `${mention.type}.${mention.name}`;
  const text = textIn(expr, scope);
  if (text === undefined) return undefined;
  return target === undefined ? JSON.stringify(text) : resourceNamed(target, text, linked);
}

/** The module's own resource of that name, where there is one. */
function resourceNamed(type: string, name: string, linked: LinkedModule): string {
  for (const [target, { node, file }] of linked.module.resources) {
    if (!target.startsWith(`${type}.`)) continue;
    for (const argument of ['name', 'user_name', 'group_name', 'role_name']) {
      const own = attributeOf(node.body, argument);
      if (own !== undefined && textOf(own.value, file, linked) === name) return target;
    }
  }
  return `${type} "${name}"`;
}

function kindOf(block: Block, target: string | undefined, scope: Scope): string {
  if (target !== undefined) return /_(user|group|role)$/.exec(target)?.[1] ?? 'identity';
  const argument = attributeOf(block.body, 'principal_type');
  const type = argument === undefined ? undefined : textIn(argument.value, scope);
  return type === 'IMSUser' ? 'user' : type === 'IMSGroup' ? 'group' : 'role';
}

function ownPolicy(expr: Expr, { module }: LinkedModule): string | undefined {
  const mention = mentionOf(expr);
  if (mention === undefined || mention.data) return undefined;
  const target = `${mention.type}.${mention.name}`;
  return module.resources.has(target) ? target : undefined;
}

function groupOf(block: Block, file: ModuleFile): string | undefined {
  const group = attributeOf(block.body, 'resource_group_id')?.value;
  return group === undefined ? undefined : file.source.text.slice(group.range.start, group.range.end);
}

export function textOf(expr: Expr, file: ModuleFile, linked: LinkedModule): string | undefined {
  return textIn(expr, linked.scopeOf(file));
}

function textIn(expr: Expr, scope: Scope): string | undefined {
  const value = evaluate(expr, scope);
  return value.type === 'string' ? knownText(value) : undefined;
}

/** The resources of a type that stand in a file. */
export function resourcesOf(file: ModuleFile, type: string): readonly Block[] {
  return file.hcl.body.blocks.filter((block) => block.type === 'resource' && block.labels[0]?.text === type);
}

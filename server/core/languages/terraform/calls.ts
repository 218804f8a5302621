import type { TerraformFacts } from '../../catalog/terraform.ts';
import type { PolicyUse } from '../../policy/use.ts';
import { type Consumer, consumersOf } from './consumers.ts';
import type { Attribute, Block, Expr } from './hcl/ast.ts';
import { attributeOf, type Module, type ModuleFile, type Named } from './module.ts';
import { type Origin, originsOf, withMerged } from './origins.ts';
import { enter, newWork, type Scope, sourceOf, type World } from './scope.ts';
import { trace } from './trace.ts';

/** The local module that a call in a module names. Undefined: none, or none that was read. */
export type Called = (module: Module, call: string) => Module | undefined;

/** An argument that takes a policy, and where it comes from. */
export interface Taking {
  readonly consumer: Consumer;
  readonly origins: readonly Origin[];
}

/** Scopes whose references lead through outputs into the modules that are called. */
export function seeingOutputs(
  scopeOf: (file: ModuleFile) => Scope,
  called: Called,
): (file: ModuleFile) => Scope {
  let world: World | undefined;
  return (file) => {
    const scope = scopeOf(file);
    world ??= worldBehind(scope.world, called, LEVELS);
    return { ...scope, world };
  };
}

/** `levels`: of further modules, called by those that the outputs are of. */
function worldBehind(world: World, called: Called, levels: number): World {
  const behind = (from: Scope, call: string, output: string) => {
    const block = from.module.calls.get(call);
    const child = block === undefined ? undefined : called(from.module, call);
    const outside = block === undefined ? undefined : enter(from, `module.${call}`, block.file);
    if (block === undefined || child === undefined || outside === undefined) return undefined;
    const named = child.outputs.get(output);
    const value = named === undefined ? undefined : attributeOf(named.node.body, 'value');
    if (named === undefined || value === undefined) return undefined;
    const inside = insideOf(outside, block.node, child)(named.file);
    return {
      expr: value.value,
      scope: { ...inside, world: worldBehind(inside.world, called, levels - 1) },
    };
  };
  const work = { ...world.work, traces: new WeakMap(), origins: new WeakMap() };
  return { ...world, work, behind: levels < 0 ? () => undefined : behind };
}

/** What calls hand to modules that use it as a policy: `policy = var.policy_json` in there, or in a module that one calls. */
export function* throughCalls(
  module: Module,
  facts: TerraformFacts,
  scopeOf: (file: ModuleFile) => Scope,
  called: Called,
): Iterable<Taking> {
  for (const [name, call] of module.calls) {
    const child = called(module, name);
    if (child === undefined || !handsOn(call.node, scopeOf(call.file))) continue;
    const doors = call.node.body.attributes.map((attribute) => ({
      attribute,
      scope: withOwnWork(scopeOf(call.file)),
    }));
    const inChild = insideOf(
      scopeOf(call.file),
      call.node,
      child,
      (argument) => doors.find(({ attribute }) => attribute === argument)?.scope,
    );
    for (const { consumer, origins } of takenIn(child, inChild, facts, called, LEVELS)) {
      for (const { attribute, scope } of doors) {
        const through = origins.filter((origin) => origin.scope.world === scope.world);
        if (through.length > 0)
          yield { consumer: outsideOf(consumer, name, call, attribute), origins: through };
      }
    }
  }
}

/** Modules that a called module calls in turn, and no further: each is read anew for every call. */
const LEVELS = 1;

function* takenIn(
  module: Module,
  scopeOf: (file: ModuleFile) => Scope,
  facts: TerraformFacts,
  called: Called,
  levels: number,
): Iterable<Taking> {
  for (const consumer of consumersOf(module, facts, scopeOf))
    yield { consumer, origins: withMerged(originsOf(consumer.attribute.value, scopeOf(consumer.file))) };
  if (levels === 0) return;
  for (const [name, call] of module.calls) {
    const child = called(module, name);
    if (child === undefined || !handsOn(call.node, scopeOf(call.file))) continue;
    yield* takenIn(child, insideOf(scopeOf(call.file), call.node, child), facts, called, levels - 1);
  }
}

/** Whether an argument of a call may hold a policy: most have names, numbers and references to something else. */
function handsOn({ body }: Block, scope: Scope): boolean {
  return body.attributes.some(({ value }) => mayHoldPolicy(value, scope));
}

function mayHoldPolicy(expr: Expr, scope: Scope): boolean {
  return trace(expr, [], scope).some((leaf) => {
    if (leaf.kind === 'document' || leaf.rendered !== undefined) return true;
    const { expr: found, scope: inner } = leaf;
    const isAny = (parts: readonly Expr[]) => parts.some((part) => mayHoldPolicy(part, inner));
    switch (found.kind) {
      case 'template':
        return found.heredoc !== 'no' || sourceOf(found.inner, inner).includes('{');
      case 'tuple':
        return isAny(found.items);
      case 'object':
        return STATEMENT.test(sourceOf(found.range, inner)) || isAny(found.entries.map(({ value }) => value));
      default:
        return found.kind === 'call' || found.kind === 'for';
    }
  });
}

/** A key that every statement has. */
const STATEMENT = /\bEffect\b/;

/**
 * Scopes of a called module, whose variables are the arguments of the call. `outside`: where the call stands;
 * `scopeFor`: another scope for one of its arguments.
 */
function insideOf(
  outside: Scope,
  call: Block,
  child: Module,
  scopeFor: (argument: Attribute) => Scope | undefined = () => undefined,
): (file: ModuleFile) => Scope {
  const inside = withOwnWork(outside, (of, variable) => {
    const argument = of.folder === child.folder ? attributeOf(call.body, variable) : undefined;
    return argument === undefined
      ? undefined
      : { expr: argument.value, scope: scopeFor(argument) ?? outside };
  });
  return (file) => ({ ...inside, module: child, file });
}

/** A world whose places can be told from those of another. */
function withOwnWork(scope: Scope, given?: World['given']): Scope {
  const work = newWork(scope.world.work.budget);
  return { ...scope, world: { ...scope.world, work, ...(given === undefined ? {} : { given }) } };
}

/** As the caller sees it: the resource in the module has no name here. */
function outsideOf(consumer: Consumer, name: string, call: Named<Block>, attribute: Attribute): Consumer {
  const { file, node } = call;
  const use = { ...elsewhere(consumer.use), at: { uri: file.source.uri, range: attribute.range } };
  return { ...consumer, file, block: node, name: `module.${name}`, attribute, use };
}

/** The use in another module's eyes, where the names of this one mean nothing. */
export function elsewhere(use: PolicyUse): PolicyUse {
  const { service, resourceType } = use.attachedTo ?? { service: '' };
  return { ...use, attachedTo: resourceType === undefined ? { service } : { service, resourceType } };
}

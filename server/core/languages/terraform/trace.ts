import { covers } from '../../text/range.ts';
import { evaluate } from './evaluate.ts';
import type { Body, CallExpr, Expr, ForExpr, Step, TraversalExpr } from './hcl/ast.ts';
import { partsOf } from './mentions.ts';
import { attributeOf } from './module.ts';
import { RAM_DOCUMENT, RAM_DOCUMENT_TEXT } from './ram-blocks.ts';
import { enter, type Scope } from './scope.ts';
import { knownText } from './values.ts';

/** An expression that a value may come from, once references, choices and collections are followed. */
export type Leaf = (
  | {
      readonly kind: 'expr';
      readonly expr: Expr;
      readonly scope: Scope;
      /** It is a template whose text a data source renders, with these values. */
      readonly rendered?: { readonly values: Expr | undefined };
    }
  /** The text of a document data source: its type and name. */
  | { readonly kind: 'document'; readonly name: string; readonly scope: Scope }
) & {
  /** Words that `replace()` takes out on the way. */
  readonly replaced?: readonly string[];
};

/** A way into a collection. `element`s are keys or indexes, of which one without a name may be any. */
type PathStep =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'element'; readonly name?: string };

export const ANY: PathStep = { kind: 'element' };

/** AWS's data sources that render a document from blocks. */
export const DOCUMENTS: ReadonlySet<string> = new Set([
  'aws_iam_policy_document',
  'aws_iam_policy_documents',
]);

/** Every place that the value at a path into an expression may come from: a conditional has two, `each.value` has as many as there are elements. */
export function trace(expr: Expr, path: readonly PathStep[], scope: Scope): readonly Leaf[] {
  if (path.length > MAX_PATH) return [];
  const { traces } = scope.world.work;
  const known = traces.get(expr) ?? new Map<string, readonly Leaf[]>();
  traces.set(expr, known);
  const key = path.map((step) => `${step.kind} ${step.name ?? ''}`).join('\n');
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  // Who comes here again on the way adds nothing.
  known.set(key, []);
  const leaves = [...new Set(leavesOf(expr, path, scope))];
  known.set(key, leaves);
  return leaves;
}

/** Deeper than people nest; bounds references that go round in circles. */
const MAX_PATH = 12;

function leavesOf(expr: Expr, path: readonly PathStep[], scope: Scope): readonly Leaf[] {
  const [step, ...rest] = path;
  const self = (): readonly Leaf[] => (step === undefined ? [{ kind: 'expr', expr, scope }] : []);
  switch (expr.kind) {
    case 'template': {
      const [only] = expr.parts;
      return expr.heredoc === 'no' && expr.parts.length === 1 && only?.kind === 'interpolation'
        ? trace(only.expr, path, scope)
        : self();
    }
    case 'conditional':
      return [...trace(expr.yes, path, scope), ...trace(expr.no, path, scope)];
    case 'tuple': {
      if (step === undefined) return self();
      const one = expr.items[Number(step.name)];
      return (one === undefined ? expr.items : [one]).flatMap((item) => trace(item, rest, scope));
    }
    case 'object':
      if (step === undefined) return self();
      return expr.entries.flatMap(({ key, computed, value }) => {
        const bare = !computed && key.kind === 'traversal' && key.steps.length === 0;
        const name = step.name === undefined ? undefined : bare ? key.root : knownText(evaluate(key, scope));
        return name === undefined || name === step.name ? trace(value, rest, scope) : [];
      });
    case 'for':
      return step === undefined ? self() : trace(expr.value, rest, scope);
    case 'other': {
      const [only] = expr.parts;
      return expr.parts.length === 1 && only !== undefined ? trace(only, path, scope) : [];
    }
    case 'call':
      return leavesOfCall(expr, path, scope) ?? self();
    case 'traversal':
      return leavesOfReference(expr, path, scope);
    default:
      return self();
  }
}

/** Undefined: the function makes something of its own. */
function leavesOfCall(call: CallExpr, path: readonly PathStep[], scope: Scope): readonly Leaf[] | undefined {
  const [first, second] = call.args;
  const [step, ...rest] = path;
  if (first === undefined) return undefined;
  const of = (args: readonly Expr[], into: readonly PathStep[]) =>
    args.flatMap((arg) => trace(arg, into, scope));
  if (SAME.has(call.name)) return of([first], path);
  switch (call.name) {
    case 'replace': {
      const word = second === undefined ? undefined : knownText(evaluate(second, scope));
      return of([first], path).map((leaf) =>
        word === undefined || word === '' ? leaf : { ...leaf, replaced: [...(leaf.replaced ?? []), word] },
      );
    }
    case 'try':
    case 'coalesce':
      return of(call.args, path);
    case 'one':
      return of([first], [ANY, ...path]);
    case 'element':
      return of([first], [ANY, ...path]);
    case 'join':
      return step === undefined ? of(call.args.slice(1), [ANY]) : [];
    case 'lookup': {
      const name = second === undefined ? undefined : knownText(evaluate(second, scope));
      const into: PathStep = name === undefined ? ANY : { kind: 'element', name };
      return [...of([first], [into, ...path]), ...of(call.args.slice(2), path)];
    }
  }
  // What collections are made of; whole ones are leaves.
  if (step === undefined) return undefined;
  switch (call.name) {
    case 'merge': {
      const spread = call.spread ? call.args.at(-1) : undefined;
      const plain = spread === undefined ? call.args : call.args.slice(0, -1);
      return [...of(plain, path), ...(spread === undefined ? [] : of([spread], [ANY, ...path]))];
    }
    case 'coalescelist':
      return of(call.args, path);
    case 'concat':
    case 'setunion':
    case 'compact':
    case 'distinct':
    case 'reverse':
    case 'slice':
    case 'values':
      return of(call.args, [ANY, ...rest]);
    case 'flatten':
      return [...of([first], [ANY, ...rest]), ...of([first], [ANY, ANY, ...rest])];
    case 'zipmap':
      return second === undefined ? [] : of([second], [ANY, ...rest]);
    default:
      return undefined;
  }
}

/** What they are given is what they give, or says the same. */
const SAME: ReadonlySet<string> = new Set([
  'trimspace',
  'chomp',
  'sensitive',
  'nonsensitive',
  'tostring',
  'tolist',
  'toset',
  'tomap',
]);

function leavesOfReference(expr: TraversalExpr, path: readonly PathStep[], scope: Scope): readonly Leaf[] {
  const steps = expr.steps.map((step) => pathStep(step, scope));
  if (expr.on !== undefined) return trace(expr.on, [...steps, ...path], scope);
  const bound = bindingOf(expr, scope);
  if (bound !== undefined) {
    const into = bound.isBlock ? steps.slice(1) : steps;
    return bound.isBlock && steps[0]?.name !== 'value'
      ? []
      : trace(bound.collection, [ANY, ...into, ...path], scope);
  }
  const [first, second] = steps;
  const name = first?.kind === 'member' ? first.name : undefined;
  if (name === undefined) return [];
  const rest = [...steps.slice(1), ...path];
  switch (expr.root) {
    case 'local': {
      const local = scope.module.locals.get(name);
      const inside = local === undefined ? undefined : enter(scope, `local.${name}`, local.file);
      return local === undefined || inside === undefined ? [] : trace(local.node.value, rest, inside);
    }
    case 'var':
      return leavesOfVariable(name, rest, scope);
    case 'module':
      return leavesOfOutput(name, rest, scope);
    case 'data':
      return second?.kind === 'member' ? leavesOfData(name, second.name, rest.slice(1), scope) : [];
    default:
      return leavesOfBlock(scope.module.resources.get(`${expr.root}.${name}`), rest, scope);
  }
}

function pathStep(step: Step, scope: Scope): PathStep {
  if (step.kind === 'attribute') return { kind: 'member', name: step.name };
  const name = step.kind === 'index' ? knownText(evaluate(step.expr, scope)) : undefined;
  return name === undefined ? ANY : { kind: 'element', name };
}

/** What the caller gives, else what the variable is when nobody gives it anything. */
function leavesOfVariable(name: string, path: readonly PathStep[], scope: Scope): readonly Leaf[] {
  const given = scope.world.given?.(scope.module, name);
  if (given !== undefined) return trace(given.expr, path, given.scope);
  const variable = scope.module.variables.get(name);
  const value = variable === undefined ? undefined : attributeOf(variable.node.body, 'default')?.value;
  const inside = variable === undefined ? undefined : enter(scope, `var.${name}`, variable.file);
  return value === undefined || inside === undefined ? [] : trace(value, path, inside);
}

/** An output of a module, or of one of several. */
function leavesOfOutput(call: string, path: readonly PathStep[], scope: Scope): readonly Leaf[] {
  const at = path.findIndex((step) => step.kind === 'member');
  const output = path[at]?.name;
  const found = output === undefined ? undefined : scope.world.behind?.(scope, call, output);
  return found === undefined ? [] : trace(found.expr, path.slice(at + 1), found.scope);
}

function leavesOfData(type: string, name: string, path: readonly PathStep[], scope: Scope): readonly Leaf[] {
  const members = path.flatMap((step) => (step.kind === 'member' ? [step.name] : []));
  if (type === RAM_DOCUMENT) {
    const isText = members.length === 1 && members[0] === RAM_DOCUMENT_TEXT;
    return isText ? [{ kind: 'document', name: `${type}.${name}`, scope }] : [];
  }
  if (DOCUMENTS.has(type)) {
    const isText = members.length === 1 && (members[0] === 'json' || members[0] === 'minified_json');
    return isText ? [{ kind: 'document', name: `${type}.${name}`, scope }] : [];
  }
  const block = scope.module.data.get(`${type}.${name}`);
  if (type !== 'template_file' || members[0] !== 'rendered') return leavesOfBlock(block, path, scope);
  const values = block === undefined ? undefined : attributeOf(block.node.body, 'vars')?.value;
  const at = path.findIndex((step) => step.name === 'rendered');
  const template = leavesOfBlock(block, [{ kind: 'member', name: 'template' }, ...path.slice(at + 1)], scope);
  return template.map((leaf) => (leaf.kind === 'expr' ? { ...leaf, rendered: { values } } : leaf));
}

/** An attribute that is an argument of the block is what the argument says: `aws_iam_policy.x.policy`. */
function leavesOfBlock(
  block: ReturnType<Scope['module']['resources']['get']>,
  path: readonly PathStep[],
  scope: Scope,
): readonly Leaf[] {
  if (block === undefined) return [];
  const at = path.findIndex((step) => step.kind === 'member');
  const step = path[at];
  const argument = step?.name === undefined ? undefined : attributeOf(block.node.body, step.name);
  const inside = enter(scope, block.node.labels.map((label) => label.text).join('.'), block.file);
  if (argument === undefined || inside === undefined) return [];
  return trace(argument.value, path.slice(at + 1), inside);
}

interface Binding {
  /** What `each`, an iterator or a name of a `for` goes through. */
  readonly collection: Expr;
  /** Of a block: the element has a `key` and a `value`. */
  readonly isBlock: boolean;
}

/** What gives the name at the root of a reference its meaning, where that is a loop around it. */
function bindingOf({ root, range }: TraversalExpr, scope: Scope): Binding | undefined {
  let binding: Binding | undefined;
  const walk = ({ attributes, blocks }: Body): void => {
    const block = blocks.find((one) => covers(one.range, range));
    if (block === undefined) {
      const attribute = attributes.find(({ value }) => covers(value.range, range));
      if (attribute !== undefined) binding = loopAround(attribute.value, root, range) ?? binding;
      return;
    }
    const forEach = attributeOf(block.body, 'for_each')?.value;
    const iterator = block.type === 'dynamic' ? iteratorOf(block.body, block.labels[0]?.text) : 'each';
    if (forEach !== undefined && iterator === root && !covers(forEach.range, range))
      binding = { collection: forEach, isBlock: true };
    walk(block.body);
  };
  walk(scope.file.hcl.body);
  return binding;
}

function iteratorOf(body: Body, type: string | undefined): string | undefined {
  const iterator = attributeOf(body, 'iterator')?.value;
  return iterator?.kind === 'traversal' ? iterator.root : type;
}

function loopAround(expr: Expr, root: string, range: Expr['range']): Binding | undefined {
  for (const part of partsOf(expr)) {
    if (!covers(part.range, range)) continue;
    const inner = loopAround(part, root, range);
    if (inner !== undefined) return inner;
    return expr.kind === 'for' && part !== expr.in ? loopOf(expr, root) : undefined;
  }
  return expr.kind === 'for' ? loopOf(expr, root) : undefined;
}

/** Of two names the first is the key. */
function loopOf({ names, in: collection }: ForExpr, root: string): Binding | undefined {
  return names.at(-1) === root ? { collection, isBlock: false } : undefined;
}

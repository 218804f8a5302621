import type { Value } from '../../policy/value.ts';
import { documentJson } from './document.ts';
import type { Expr, Step, TraversalExpr } from './hcl/ast.ts';
import { attributeOf } from './module.ts';
import { enter, type Scope } from './scope.ts';
import { knownText, listValue, madeString, relocate, unknown } from './values.ts';

type Evaluate = (expr: Expr, scope: Scope) => Value;

/** What a reference stands for. Things that only a plan or an account knows are holes that remember their reference. */
export function referenceValue(expr: TraversalExpr, scope: Scope, evaluate: Evaluate): Value {
  if (expr.on !== undefined) return follow(evaluate(expr.on, scope), expr.steps, expr, scope, evaluate);
  const bound = scope.names.get(expr.root);
  if (bound !== undefined) return follow(relocate(bound, expr.range), expr.steps, expr, scope, evaluate);
  const [first, ...rest] = expr.steps;
  const name = first?.kind === 'attribute' ? first.name : undefined;
  switch (expr.root) {
    case 'local':
      return name === undefined ? unknown(expr.range) : localValue(name, rest, expr, scope, evaluate);
    case 'var':
      return name === undefined ? unknown(expr.range) : variableValue(name, rest, expr, scope, evaluate);
    case 'module':
      return name === undefined ? unknown(expr.range) : moduleValue(name, rest, expr, scope, evaluate);
    case 'data':
      return dataValue(expr, scope, evaluate);
    case 'path':
      return name === 'module' || name === 'root' || name === 'cwd'
        ? pathValue(name, expr, scope)
        : unknown(expr.range);
    case 'each':
    case 'count':
    case 'self':
    case 'terraform':
      return unknown(expr.range, { reference: { target: sourceText(expr, scope) } });
    default:
      return resourceValue(expr, scope);
  }
}

function localValue(
  name: string,
  steps: readonly Step[],
  expr: TraversalExpr,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  const local = scope.module.locals.get(name);
  const hole = unknown(expr.range, { reference: { target: `local.${name}` } });
  if (local === undefined) return hole;
  const { locals } = scope.world.work;
  const key = `${scope.module.folder} ${name}`;
  let value = locals.get(key);
  if (value === undefined) {
    const inside = enter(scope, `local.${name}`, local.file);
    if (inside === undefined) return hole;
    value = evaluate(local.node.value, inside);
    locals.set(key, value);
  }
  const here = local.file === scope.file ? value : relocate(value, expr.range);
  return follow(here, steps, expr, scope, evaluate);
}

function variableValue(
  name: string,
  steps: readonly Step[],
  expr: TraversalExpr,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  const value = scope.world.variable(scope.module, name);
  if (value !== undefined) return follow(relocate(value, expr.range), steps, expr, scope, evaluate);
  return unknown(expr.range, { reference: { target: `var.${name}` } });
}

function moduleValue(
  name: string,
  steps: readonly Step[],
  expr: TraversalExpr,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  const output = steps.find((step) => step.kind === 'attribute');
  const direct = steps[0]?.kind === 'attribute';
  const value = output === undefined || !direct ? undefined : scope.world.output(scope, name, output.name);
  if (value !== undefined) return follow(relocate(value, expr.range), steps.slice(1), expr, scope, evaluate);
  return unknown(expr.range, { reference: { target: `module.${name}` } });
}

/** `data.aws_iam_policy_document.x.json` is the document's text; other data sources are holes. */
function dataValue(expr: TraversalExpr, scope: Scope, evaluate: Evaluate): Value {
  const [type, name, ...rest] = expr.steps;
  if (type?.kind !== 'attribute' || name?.kind !== 'attribute') return unknown(expr.range);
  const attribute = rest.find((step) => step.kind === 'attribute');
  const target = `data.${type.name}.${name.name}`;
  const reference = attribute === undefined ? { target } : { target, attribute: attribute.name };
  if (isDocument(type.name) && (attribute?.name === 'json' || attribute?.name === 'minified_json')) {
    const text = documentJson(`${type.name}.${name.name}`, scope, evaluate);
    if (text !== undefined) return madeString(text, expr.range);
  }
  const shape = shapeOf(`data.${type.name}`, rest, scope);
  const hole = unknown(expr.range, { reference, ...(shape === undefined ? {} : { shape }) });
  return rest.some((step) => step.kind === 'splat') ? listValue([], expr.range, [expr.range]) : hole;
}

function isDocument(type: string): boolean {
  return type === 'aws_iam_policy_document';
}

function resourceValue(expr: TraversalExpr, scope: Scope): Value {
  const [name, ...rest] = expr.steps;
  if (name?.kind !== 'attribute') return unknown(expr.range);
  const target = `${expr.root}.${name.name}`;
  const attribute = rest.find((step) => step.kind === 'attribute');
  const reference = attribute === undefined ? { target } : { target, attribute: attribute.name };
  const shape = shapeOf(expr.root, rest, scope);
  if (rest.some((step) => step.kind === 'splat')) return listValue([], expr.range, [expr.range]);
  const fixed = attribute === undefined ? undefined : literalArgument(target, attribute.name, scope);
  if (fixed !== undefined) return madeString(fixed, expr.range);
  return unknown(expr.range, { reference, ...(shape === undefined ? {} : { shape }) });
}

/** Of the attribute, or of one in nested blocks: `identity[0].oidc[0].issuer`. */
function shapeOf(type: string, steps: readonly Step[], { world }: Scope): string | undefined {
  const path = steps.flatMap((step) => (step.kind === 'attribute' ? [step.name] : []));
  return path.length === 0 ? undefined : world.shape(type, path.join('.'));
}

/** An argument that the resource block spells out is the attribute's value: `aws_iam_role.x.name`. Computed ones are not spelt. */
function literalArgument(target: string, attribute: string, scope: Scope): string | undefined {
  const resource = scope.module.resources.get(target);
  const value = resource === undefined ? undefined : attributeOf(resource.node.body, attribute)?.value;
  if (resource === undefined || value?.kind !== 'template' || value.heredoc !== 'no') return undefined;
  if (value.parts.some((part) => part.kind !== 'literal')) return undefined;
  const text = resource.file.source.text.slice(value.inner.start, value.inner.end);
  return text.includes('\\') || text.includes('{') ? undefined : text;
}

/** Paths are URIs of the host here; `file()` joins and looks them up. */
function pathValue(name: 'module' | 'root' | 'cwd', expr: TraversalExpr, scope: Scope): Value {
  return name === 'module' ? madeString(scope.module.folder, expr.range) : unknown(expr.range);
}

/** Attributes, indexes and splats of a value. */
export function follow(
  value: Value,
  steps: readonly Step[],
  expr: TraversalExpr,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  let at = value;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    if (step.kind === 'splat') {
      const rest = steps.slice(index + 1);
      if (at.type !== 'list') return listValue([], expr.range, [expr.range]);
      return { ...at, items: at.items.map((item) => follow(item, rest, expr, scope, evaluate)) };
    }
    const next = step.kind === 'attribute' ? member(at, step.name) : element(at, evaluate(step.expr, scope));
    if (next === undefined) return unknown(expr.range);
    at = next;
  }
  return at;
}

function member(value: Value, name: string): Value | undefined {
  return value.type === 'object' ? value.entries.find((entry) => entry.name === name)?.value : undefined;
}

function element(value: Value, index: Value): Value | undefined {
  const key = knownText(index);
  if (key === undefined) return undefined;
  if (value.type === 'object') return member(value, key);
  return value.type === 'list' && value.open.length === 0 ? value.items[Number(key)] : undefined;
}

function sourceText(expr: Expr, scope: Scope): string {
  return scope.file.source.text.slice(expr.range.start, expr.range.end);
}

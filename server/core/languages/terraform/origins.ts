import type { Uri } from '../../text/source.ts';
import { evaluate } from './evaluate.ts';
import { namedUri } from './files.ts';
import type { CallExpr, Expr, TemplateExpr, TraversalExpr } from './hcl/ast.ts';
import { enter, type Scope } from './scope.ts';
import type { TemplateUse } from './template-file.ts';

/** Where the text of a policy attribute is written, once references are followed. */
export type Origin =
  /** `jsonencode({ … })`: an object of HCL, spelled out or made by `merge` and the like. */
  | { readonly kind: 'object'; readonly expr: Expr; readonly scope: Scope }
  /** JSON in a heredoc or quoted string. */
  | { readonly kind: 'text'; readonly expr: TemplateExpr; readonly scope: Scope }
  /** `data.aws_iam_policy_document.NAME.json`: the name with its type. */
  | { readonly kind: 'document'; readonly name: string; readonly scope: Scope }
  /** `file("…")` or `templatefile("…", …)`. */
  | { readonly kind: 'file'; readonly uri: Uri; readonly template?: TemplateUse };

/** Every place that an expression may take its text from; an attribute with a conditional has two. */
export function originsOf(expr: Expr, scope: Scope): readonly Origin[] {
  const { origins } = scope.world.work;
  const known = origins.get(expr);
  if (known !== undefined) return known;
  // The same place again and again is one place.
  const found = [...new Set(findOrigins(expr, scope))];
  origins.set(expr, found);
  return found;
}

function findOrigins(expr: Expr, scope: Scope): readonly Origin[] {
  switch (expr.kind) {
    case 'template': {
      const [only] = expr.parts;
      if (expr.heredoc === 'no' && expr.parts.length === 1 && only?.kind === 'interpolation') {
        return originsOf(only.expr, scope);
      }
      return [{ kind: 'text', expr, scope }];
    }
    case 'conditional':
      return [...originsOf(expr.yes, scope), ...originsOf(expr.no, scope)];
    case 'call':
      return callOrigins(expr, scope);
    case 'traversal':
      return referenceOrigins(expr, scope);
    case 'tuple':
      return expr.items.flatMap((item) => originsOf(item, scope));
    case 'other':
      return expr.parts.length === 1 && expr.parts[0] !== undefined ? originsOf(expr.parts[0], scope) : [];
    default:
      return [];
  }
}

function callOrigins(call: CallExpr, scope: Scope): readonly Origin[] {
  const [first] = call.args;
  if (first === undefined) return [];
  if (call.name === 'jsonencode') return objectOrigins(first, scope);
  if (call.name === 'file' || call.name === 'templatefile') {
    const uri = namedUri(call, scope, evaluate);
    if (uri === undefined) return [];
    const template = call.name === 'templatefile' ? { template: { call, scope } } : {};
    return [{ kind: 'file', uri, ...template }];
  }
  if (TRANSPARENT.has(call.name)) return originsOf(first, scope);
  if (CHOICES.has(call.name)) return call.args.flatMap((arg) => originsOf(arg, scope));
  return [];
}

const TRANSPARENT = new Set(['trimspace', 'chomp', 'sensitive', 'nonsensitive', 'tostring', 'one']);
const CHOICES = new Set(['coalesce', 'try', 'compact', 'concat']);

/** The object that `jsonencode` is given, here or in a local. */
function objectOrigins(expr: Expr, scope: Scope): readonly Origin[] {
  if (expr.kind === 'object') return [{ kind: 'object', expr, scope }];
  if (expr.kind === 'conditional')
    return [...objectOrigins(expr.yes, scope), ...objectOrigins(expr.no, scope)];
  if (expr.kind === 'call' && expr.name === 'jsondecode' && expr.args[0] !== undefined)
    return originsOf(expr.args[0], scope);
  if (expr.kind === 'call' && TRANSPARENT.has(expr.name) && expr.args[0] !== undefined)
    return objectOrigins(expr.args[0], scope);
  if ((expr.kind === 'call' && expr.name === 'merge') || (expr.kind === 'for' && expr.key !== undefined))
    return [{ kind: 'object', expr, scope }];
  const local = localOf(expr, scope);
  return local === undefined ? [] : objectOrigins(local.expr, local.scope);
}

function referenceOrigins(expr: TraversalExpr, scope: Scope): readonly Origin[] {
  const local = localOf(expr, scope);
  if (local !== undefined) return originsOf(local.expr, local.scope);
  const [type, name, ...rest] = expr.steps;
  if (expr.root !== 'data' || type?.kind !== 'attribute' || name?.kind !== 'attribute') return [];
  const attribute = rest.find((step) => step.kind === 'attribute');
  const isText = attribute?.name === 'json' || attribute?.name === 'minified_json';
  return DOCUMENTS.has(type.name) && isText
    ? [{ kind: 'document', name: `${type.name}.${name.name}`, scope }]
    : [];
}

/** The data sources that render a document from blocks. */
export const DOCUMENTS: ReadonlySet<string> = new Set([
  'aws_iam_policy_document',
  'aws_iam_policy_documents',
]);

/** `local.x` and nothing behind it. */
function localOf(expr: Expr, scope: Scope): { readonly expr: Expr; readonly scope: Scope } | undefined {
  if (expr.kind !== 'traversal' || expr.root !== 'local' || expr.steps.length !== 1) return undefined;
  const [step] = expr.steps;
  const local = step?.kind === 'attribute' ? scope.module.locals.get(step.name) : undefined;
  if (local === undefined || step?.kind !== 'attribute') return undefined;
  const inside = enter(scope, `local.${step.name}`, local.file);
  return inside === undefined ? undefined : { expr: local.node.value, scope: inside };
}

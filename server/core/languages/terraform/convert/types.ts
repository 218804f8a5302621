import type { TextRange } from '../../../text/range.ts';
import { evaluate } from '../evaluate.ts';
import type { Expr, TraversalExpr } from '../hcl/ast.ts';
import { partsOf } from '../mentions.ts';
import { attributeOf } from '../module.ts';
import type { Scope } from '../scope.ts';
import { commentsOfExpr } from './comments.ts';
import type { ExprForm, ExprType } from './form.ts';

/** An expression of the author's, as it can stand anywhere. */
export function exprForm(expr: Expr, scope: Scope): ExprForm {
  const source = sourceOf(expr.range, scope);
  const breaks = /[\r\n]/.test(source) && !BRACKETED.has(expr.kind) && !source.startsWith('(');
  return {
    kind: 'expr',
    source: breaks ? `(${source})` : source,
    type: typeOf(expr, scope),
    comments: commentsOfExpr(scope.file.source.text, expr),
  };
}

export function sourceOf({ start, end }: TextRange, scope: Scope): string {
  return scope.file.source.text.slice(start, end);
}

/** Expressions that may break their lines wherever they stand. */
const BRACKETED: ReadonlySet<string> = new Set(['call', 'tuple', 'object', 'for', 'template']);

/** What an expression gives. Never a guess: what the files do not tell is `unknown`. */
export function typeOf(expr: Expr, scope: Scope): ExprType {
  switch (expr.kind) {
    case 'template': {
      const [only] = expr.parts;
      const same = expr.heredoc === 'no' && expr.parts.length === 1 && only?.kind === 'interpolation';
      return same ? typeOf(only.expr, scope) : 'string';
    }
    case 'tuple':
      return 'list';
    case 'for':
      return expr.key === undefined ? 'list' : 'unknown';
    case 'call':
      if (STRINGS.has(expr.name)) return 'string';
      return LISTS.has(expr.name) ? 'list' : 'unknown';
    case 'conditional': {
      const [yes, no] = [typeOf(expr.yes, scope), typeOf(expr.no, scope)];
      return yes === no ? yes : 'unknown';
    }
    case 'traversal':
      return typeOfReference(expr, scope);
    case 'other':
      return parenthesised(expr.range, scope) && expr.parts.length === 1 && expr.parts[0] !== undefined
        ? typeOf(expr.parts[0], scope)
        : 'unknown';
    default:
      return 'unknown';
  }
}

function parenthesised(range: TextRange, scope: Scope): boolean {
  const source = sourceOf(range, scope);
  return source.startsWith('(') && source.endsWith(')');
}

function typeOfReference(expr: TraversalExpr, scope: Scope): ExprType {
  const value = evaluate(expr, scope);
  if (value.type === 'string') return 'string';
  if (value.type === 'list') return 'list';
  if (value.type !== 'unknown') return 'unknown';
  if (value.shape !== undefined) return 'string';
  const last = expr.steps.at(-1);
  const name = last?.kind === 'attribute' ? last.name : undefined;
  switch (expr.root) {
    case 'path':
      return 'string';
    case 'each':
      return expr.steps.length === 1 && name === 'key' ? 'string' : 'unknown';
    case 'var':
      return expr.steps.length === 1 && name !== undefined ? typeOfVariable(name, scope) : 'unknown';
    case 'local':
    case 'module':
    case 'count':
    case 'self':
    case 'terraform':
      return 'unknown';
    default:
      return name !== undefined && ALWAYS_STRINGS.test(name) && isResource(expr, scope)
        ? 'string'
        : 'unknown';
  }
}

/** A reference to an attribute of a resource or data source: not to one of its nested values. */
function isResource({ root, steps }: TraversalExpr, { names }: Scope): boolean {
  if (names.has(root) || !(root === 'data' || root.includes('_'))) return false;
  const attributes = steps.filter(({ kind }) => kind === 'attribute').length;
  return attributes === (root === 'data' ? 3 : 2) && steps.every(({ kind }) => kind !== 'splat');
}

/** Attributes that are strings in every provider of AWS. */
const ALWAYS_STRINGS =
  /^(arn|id|name|bucket|url|account_id|partition|unique_id|dns_suffix|json|minified_json)$|_arn$/;

function typeOfVariable(name: string, { module }: Scope): ExprType {
  const block = module.variables.get(name)?.node;
  const type = block === undefined ? undefined : attributeOf(block.body, 'type')?.value;
  if (type?.kind === 'traversal' && type.root === 'string' && type.steps.length === 0) return 'string';
  return type?.kind === 'call' && (type.name === 'list' || type.name === 'set') ? 'list' : 'unknown';
}

/** Names in an expression that mean something only in the block where it stands: `each.key`. */
export function boundNames(expr: Expr): readonly string[] {
  const own = expr.kind === 'traversal' && BOUND.has(expr.root) && expr.on === undefined ? [expr.root] : [];
  return [...own, ...partsOf(expr).flatMap(boundNames)];
}

const BOUND: ReadonlySet<string> = new Set(['each', 'count', 'self']);

const STRINGS: ReadonlySet<string> = new Set([
  'abspath',
  'base64decode',
  'base64encode',
  'basename',
  'chomp',
  'dirname',
  'file',
  'format',
  'formatdate',
  'indent',
  'join',
  'jsonencode',
  'lower',
  'md5',
  'pathexpand',
  'replace',
  'sha1',
  'sha256',
  'strrev',
  'substr',
  'templatefile',
  'title',
  'tostring',
  'trim',
  'trimprefix',
  'trimspace',
  'trimsuffix',
  'upper',
  'urlencode',
  'uuidv5',
]);

const LISTS: ReadonlySet<string> = new Set([
  'chunklist',
  'compact',
  'concat',
  'distinct',
  'fileset',
  'flatten',
  'formatlist',
  'keys',
  'matchkeys',
  'range',
  'reverse',
  'setintersection',
  'setproduct',
  'setsubtract',
  'setunion',
  'slice',
  'sort',
  'split',
  'tolist',
  'toset',
  'values',
]);

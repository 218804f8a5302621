import type { Uri } from '../../text/source.ts';
import { evaluate } from './evaluate.ts';
import { namedUri } from './files.ts';
import type { Expr, ObjectExpr, TemplateExpr, TupleExpr } from './hcl/ast.ts';
import { attributeOf } from './module.ts';
import { MERGING } from './names.ts';
import type { Scope } from './scope.ts';
import type { TemplateUse } from './template-file.ts';
import { ANY, type Leaf, trace } from './trace.ts';

/** Where the text of a policy attribute is written, once references are followed. */
export type Origin =
  /** `jsonencode({ … })`: an object of HCL, spelled out or made by `merge` and the like. */
  (
    | { readonly kind: 'object'; readonly expr: Expr; readonly scope: Scope }
    /** Statements, in a list or alone, that go through a call into such an object. */
    | { readonly kind: 'statements'; readonly expr: TupleExpr | ObjectExpr; readonly scope: Scope }
    /** JSON in a heredoc or quoted string. */
    | { readonly kind: 'text'; readonly expr: TemplateExpr; readonly scope: Scope }
    /** `data.aws_iam_policy_document.NAME.json`: the name with its type. */
    | { readonly kind: 'document'; readonly name: string; readonly scope: Scope }
    /** `file("…")` or `templatefile("…", …)`. */
    | {
        readonly kind: 'file';
        readonly uri: Uri;
        readonly scope: Scope;
        readonly template?: TemplateUse;
      }
  ) & {
    /** Words that `replace()` takes out of the finished text. */
    readonly replaced?: readonly string[];
    /** Another document merges it. */
    readonly isMerged?: true;
  };

/** Every place that an expression, or an element of the list it is, may take its text from; an attribute with a conditional has two. */
export function originsOf(expr: Expr, scope: Scope): readonly Origin[] {
  const { origins } = scope.world.work;
  const known = origins.get(expr);
  if (known !== undefined) return known;
  // An expression that comes back to itself adds nothing.
  origins.set(expr, []);
  const leaves = new Set([...trace(expr, [], scope), ...trace(expr, [ANY], scope)]);
  const found = distinct([...leaves].flatMap(originsOfLeaf));
  origins.set(expr, found);
  return found;
}

/** The same place again and again is one place. */
function distinct(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) return origins;
  const seen = new Map<unknown, Origin[]>();
  return origins.filter((origin) => {
    const place =
      origin.kind === 'file' ? origin.uri : origin.kind === 'document' ? origin.name : origin.expr;
    const there = seen.get(place) ?? [];
    seen.set(place, there);
    const isNew = there.every(
      ({ scope, replaced }) =>
        scope.world !== origin.scope.world || replaced?.join() !== origin.replaced?.join(),
    );
    if (isNew) there.push(origin);
    return isNew;
  });
}

function originsOfLeaf(leaf: Leaf): readonly Origin[] {
  if (leaf.kind === 'document') return [leaf];
  const { expr, scope, rendered } = leaf;
  const replaced = leaf.replaced === undefined ? {} : { replaced: leaf.replaced };
  if (expr.kind === 'template') {
    // Of a text that is rendered twice the parts of the second time are not known.
    return rendered !== undefined && /[$%]{2}\{/.test(sourceOf(leaf))
      ? []
      : [{ kind: 'text', expr, scope, ...replaced }];
  }
  if (expr.kind !== 'call') return [];
  const [first, second] = expr.args;
  if (first === undefined) return [];
  if (expr.name === 'jsonencode')
    return trace(first, [], scope)
      .flatMap(originsOfObject)
      .map((origin) => ({ ...origin, ...replaced }));
  if (expr.name !== 'file' && expr.name !== 'templatefile') return [];
  const uri = namedUri(expr, scope, evaluate);
  if (uri === undefined) return [];
  const isTemplate = expr.name === 'templatefile' || rendered !== undefined;
  const values = rendered === undefined ? second : rendered.values;
  const template = { template: { values, scope, ...replaced } };
  return [
    { kind: 'file', uri, scope, ...(isTemplate || leaf.replaced !== undefined ? template : {}), ...replaced },
  ];
}

function sourceOf({ expr, scope }: Extract<Leaf, { kind: 'expr' }>): string {
  return scope.file.source.text.slice(expr.range.start, expr.range.end);
}

/** What `jsonencode` is given: an object, or JSON that was read. */
function originsOfObject(leaf: Leaf): readonly Origin[] {
  if (leaf.kind === 'document') return [];
  const { expr, scope } = leaf;
  if (expr.kind === 'object') return [{ kind: 'object', expr, scope }, ...statementsFromOutside(expr, scope)];
  if (expr.kind === 'for' && expr.key !== undefined) return [{ kind: 'object', expr, scope }];
  if (expr.kind !== 'call') return [];
  if (expr.name === 'merge') return [{ kind: 'object', expr, scope }];
  const [first] = expr.args;
  return expr.name === 'jsondecode' && first !== undefined ? originsOf(first, scope) : [];
}

/** What callers hand over for the statements of an object, as a whole or among others. */
function statementsFromOutside(object: ObjectExpr, scope: Scope): readonly Origin[] {
  const visit = (leaf: Leaf): readonly Origin[] => {
    if (leaf.kind === 'document') return [];
    const { expr, scope: inner } = leaf;
    if (expr.kind === 'tuple' || expr.kind === 'object') {
      if (inner.world !== scope.world) return [{ kind: 'statements', expr, scope: inner }];
      return expr.kind === 'tuple' ? expr.items.flatMap((item) => trace(item, [], inner).flatMap(visit)) : [];
    }
    if (expr.kind !== 'call' || !LISTING.has(expr.name)) return [];
    return expr.args.flatMap((arg) => trace(arg, [], inner).flatMap(visit));
  };
  return trace(object, [{ kind: 'element', name: 'Statement' }], scope).flatMap(visit);
}

/** Functions that put lists together. */
const LISTING: ReadonlySet<string> = new Set(['concat', 'flatten', 'compact', 'distinct']);

/** Documents that a document merges are used as it is. */
export function withMerged(origins: readonly Origin[]): readonly Origin[] {
  const all: Origin[] = [];
  const seen = new Set<string>();
  const add = (origin: Origin) => {
    all.push(origin);
    if (origin.kind !== 'document') return;
    const { module } = origin.scope;
    const named = module.data.get(origin.name);
    const key = `${module.folder} ${origin.name}`;
    if (named === undefined || seen.has(key)) return;
    seen.add(key);
    for (const argument of MERGING) {
      const attribute = attributeOf(named.node.body, argument);
      if (attribute === undefined) continue;
      for (const merged of originsOf(attribute.value, { ...origin.scope, file: named.file }))
        add({
          ...merged,
          isMerged: true,
          replaced: [...(origin.replaced ?? []), ...(merged.replaced ?? [])],
        });
    }
  };
  for (const origin of origins) add(origin);
  return all;
}

import type { Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import type { Source, Uri } from '../../text/source.ts';
import type { Expr } from './hcl/ast.ts';
import type { Module, ModuleFile } from './module.ts';
import type { Origin } from './origins.ts';
import type { Leaf } from './trace.ts';

/** What an expression can see. Scopes nest by making new ones; nothing in them changes. */
export interface Scope {
  readonly module: Module;
  /** The file whose text the ranges of an expression speak of. */
  readonly file: ModuleFile;
  /** Names of `for` expressions, dynamic blocks and template arguments. */
  readonly names: ReadonlyMap<string, Value>;
  /** Locals, variables and documents on the way here: a second visit is a cycle. */
  readonly trail: ReadonlySet<string>;
  readonly world: World;
}

/** The world outside the module, as far as the host has read it. */
export interface World {
  /** The text of a file that `file()` or `templatefile()` names. */
  source(uri: Uri): Source | undefined;
  /** Values of the arguments of the calls of this module, when it is certain that there is one caller. */
  variable(module: Module, name: string): Value | undefined;
  /** The argument of the call through which a module is looked at, with the scope it stands in. */
  given?(module: Module, name: string): { readonly expr: Expr; readonly scope: Scope } | undefined;
  /** The expression of an output of a called local module, for who follows it there. */
  behind?(
    scope: Scope,
    call: string,
    output: string,
  ): { readonly expr: Expr; readonly scope: Scope } | undefined;
  /** What an output of a called local module is. */
  output(scope: Scope, call: string, output: string): Value | undefined;
  /** What any value of an attribute looks like, with IAM's wildcards: `aws_sqs_queue` + `arn`, `data.aws_caller_identity` + `account_id`. */
  shape(type: string, attribute: string): string | undefined;
  readonly work: Work;
}

/** What was worked out already, and how much work the answer at hand has cost: files can ask for more than a machine can do. */
export interface Work {
  /** Values of locals, by module and name. */
  readonly locals: Map<string, Value>;
  /** Texts of documents, by module and name. */
  readonly documents: Map<string, string | undefined>;
  /** Where values come from, by expression and path into it. */
  readonly traces: WeakMap<Expr, Map<string, readonly Leaf[]>>;
  /** Where the text of an expression is written. */
  readonly origins: WeakMap<Expr, readonly Origin[]>;
  /** Shared by the worlds of one reading. */
  readonly budget: Budget;
}

export interface Budget {
  /** Expressions evaluated for the outermost one. */
  steps: number;
  /** Evaluations that are not done. */
  depth: number;
}

export function newWork(budget: Budget): Work {
  return { locals: new Map(), documents: new Map(), traces: new WeakMap(), origins: new WeakMap(), budget };
}

export function named(scope: Scope, names: Iterable<readonly [string, Value]>): Scope {
  return { ...scope, names: new Map([...scope.names, ...names]) };
}

/** Undefined: the thing depends on itself. */
export function enter(scope: Scope, what: string, file: ModuleFile): Scope | undefined {
  const step = `${file.source.uri} ${what}`;
  if (scope.trail.has(step) || scope.trail.size > MAX_DEPTH) return undefined;
  return { ...scope, file, names: NO_NAMES, trail: new Set([...scope.trail, step]) };
}

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** Longer chains of references than people write; bounds the work. */
const MAX_DEPTH = 64;

/** The source of a stretch of the scope's file. */
export function sourceOf(range: TextRange, scope: Scope): string {
  return scope.file.source.text.slice(range.start, range.end);
}

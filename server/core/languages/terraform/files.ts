import type { Value } from '../../policy/value.ts';
import type { Source, Uri } from '../../text/source.ts';
import { escapeName } from '../../text/uri.ts';
import type { CallExpr, Expr } from './hcl/ast.ts';
import type { Scope } from './scope.ts';
import { knownText, madeString, unknown } from './values.ts';

type Evaluate = (expr: Expr, scope: Scope) => Value;

/** The text of `file("…")`, when the host has read it. */
export function readFile(call: CallExpr, scope: Scope, evaluate: Evaluate): Value {
  const source = namedFile(call, scope, evaluate);
  return source === undefined ? unknown(call.range) : madeString(source.text, call.range);
}

/** A template's text has holes that only its arguments fill: the file is read as a policy of its own, its text is a hole here. */
export function readTemplateFile(call: CallExpr, _scope: Scope, _evaluate: Evaluate): Value {
  return unknown(call.range);
}

/** The file that the first argument names. */
export function namedFile(call: CallExpr, scope: Scope, evaluate: Evaluate): Source | undefined {
  const uri = namedUri(call, scope, evaluate);
  return uri === undefined ? undefined : scope.world.source(uri);
}

export function namedUri(call: CallExpr, scope: Scope, evaluate: Evaluate): Uri | undefined {
  const [argument] = call.args;
  const path = argument === undefined ? undefined : knownText(evaluate(argument, scope));
  return path === undefined ? undefined : resolveUri(scope.module.folder, path);
}

/** `./` and `..` taken out. A path from the root of a disk is not looked up: it differs by machine. */
export function resolveUri(folder: Uri, path: string): Uri | undefined {
  const below = path.startsWith(folder) ? path.slice(folder.length) : path.startsWith('/') ? undefined : path;
  if (below === undefined) return undefined;
  const joined = `${folder}/${below.split('/').filter(Boolean).map(escapeName).join('/')}`;
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?)?(.*)$/is.exec(joined) ?? [];
  const parts: string[] = [];
  for (const part of rest.split('/')) {
    if (part === '..') parts.splice(Math.max(1, parts.length - 1));
    else if (part !== '.') parts.push(part);
  }
  return `${scheme}${parts.join('/')}`;
}

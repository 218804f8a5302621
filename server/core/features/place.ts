import type { Catalog } from '../catalog/catalog.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { Engine } from '../engine.ts';
import type { FileModel } from '../languages/language.ts';
import type { Cursor } from '../policy/cursor.ts';
import type { PolicyPath, Statement } from '../policy/model.ts';
import type { PolicyUse } from '../policy/use.ts';
import type { Project } from '../project.ts';
import type { Uri } from '../text/source.ts';

/** Where somebody points in a policy, with everything that completion and hover ask about it. */
export interface Place {
  readonly project: Project;
  readonly uri: Uri;
  readonly engine: Engine;
  readonly catalog: Catalog;
  readonly dialect: Dialect;
  readonly cursor: Cursor;
  readonly use: PolicyUse;
  /** Undefined outside statements, and where the statement is typed too little to be read. */
  readonly statement: Statement | undefined;
  readonly spot: Spot;
}

/** What stands or would stand at the cursor. */
export type Spot =
  | { readonly at: 'document-key'; readonly name: string }
  | { readonly at: 'document-value'; readonly name: string }
  | { readonly at: 'statement-body' }
  | { readonly at: 'statement-key'; readonly name: string }
  | { readonly at: 'sid' | 'effect' }
  | { readonly at: 'action' | 'resource'; readonly name: string }
  | { readonly at: 'principal-body'; readonly name: string }
  | { readonly at: 'principal-kind'; readonly name: string; readonly kind: string }
  | { readonly at: 'principal'; readonly name: string; readonly kind: string }
  | { readonly at: 'condition-body' }
  | { readonly at: 'operator'; readonly operator: string }
  | { readonly at: 'operator-body'; readonly operator: string }
  | { readonly at: 'condition-key'; readonly operator: string; readonly key: string }
  | { readonly at: 'condition-value'; readonly operator: string; readonly key: string };

/** Undefined outside every policy and at places that policies do not have. */
export function placeAt(engine: Engine, project: Project, uri: Uri, offset: number): Place | undefined {
  const source = project.sources.get(uri);
  const file = engine.read(project, uri);
  if (source === undefined || file === undefined) return undefined;
  const cursor = file.locate?.(offset) ?? engine.languageOf(source)?.locate(file, offset);
  const spot = cursor === undefined ? undefined : spotOf(cursor);
  if (cursor === undefined || spot === undefined) return undefined;
  const base = statementPath(cursor.path);
  return {
    project,
    uri,
    engine,
    catalog: engine.catalog.of(cursor.policy.dialect),
    dialect: dialectOf(cursor.policy.dialect),
    cursor,
    use: useOf(engine, file, cursor, project),
    statement: cursor.policy.statements.find(({ path }) => samePath(path, base)),
    spot,
  };
}

const UNKNOWN: PolicyUse = { kind: 'unknown', by: 'default' };

function useOf(engine: Engine, file: FileModel, cursor: Cursor, project: Project): PolicyUse {
  const stated =
    file.policies.find(({ document }) => document === cursor.policy) ??
    file.policies.find(
      ({ document: { range } }) => range.start <= cursor.offset && cursor.offset <= range.end,
    );
  return engine.usesOf(project, file, stated ?? { document: cursor.policy })[0] ?? UNKNOWN;
}

/** The path of the statement that a path leads into: a lone statement object has no index. */
function statementPath(path: PolicyPath): PolicyPath {
  return path.slice(0, typeof path[1] === 'number' ? 2 : 1);
}

function spotOf(cursor: Cursor): Spot | undefined {
  const { path, role } = cursor;
  const [root] = path;
  if (role === 'key' && path.length <= 1) return { at: 'document-key', name: String(root ?? '') };
  if (root !== 'Statement')
    return path.length === 1 ? { at: 'document-value', name: String(root) } : undefined;
  const [element, second, third, fourth, ...rest] = path.slice(statementPath(path).length);
  if (element === undefined) return role === 'value' ? { at: 'statement-body' } : undefined;
  if (typeof element === 'number' || rest.length > 0) return undefined;
  if (second === undefined && role === 'key') return { at: 'statement-key', name: element };
  switch (element) {
    case 'Sid':
    case 'Effect':
      return second === undefined ? { at: element === 'Sid' ? 'sid' : 'effect' } : undefined;
    case 'Action':
    case 'NotAction':
      return isItem(second, third) && role === 'value' ? { at: 'action', name: element } : undefined;
    case 'Resource':
    case 'NotResource':
      return isItem(second, third) && role === 'value' ? { at: 'resource', name: element } : undefined;
    case 'Principal':
    case 'NotPrincipal':
      return principalSpot(element, role, second, third, fourth);
    case 'Condition':
      return conditionSpot(role, second, third, fourth);
    default:
      return undefined;
  }
}

type Step = string | number | undefined;

/** The value itself or an item of its list. */
function isItem(step: Step, next: Step): boolean {
  return (step === undefined || typeof step === 'number') && next === undefined;
}

function principalSpot(
  name: string,
  role: Cursor['role'],
  kind: Step,
  item: Step,
  next: Step,
): Spot | undefined {
  if (kind === undefined || typeof kind === 'number') return { at: 'principal-body', name };
  if (!isItem(item, next)) return undefined;
  return role === 'key' ? { at: 'principal-kind', name, kind } : { at: 'principal', name, kind };
}

function conditionSpot(role: Cursor['role'], operator: Step, key: Step, item: Step): Spot | undefined {
  if (operator === undefined) return role === 'value' ? { at: 'condition-body' } : undefined;
  if (typeof operator === 'number' || typeof key === 'number') return undefined;
  if (key === undefined)
    return role === 'key' ? { at: 'operator', operator } : { at: 'operator-body', operator };
  if (role === 'key') return item === undefined ? { at: 'condition-key', operator, key } : undefined;
  return item === undefined || typeof item === 'number'
    ? { at: 'condition-value', operator, key }
    : undefined;
}

function samePath(a: PolicyPath, b: PolicyPath): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

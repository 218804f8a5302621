import type { PolicyDocument } from '../policy/model.ts';
import type { Entry, Value } from '../policy/value.ts';

/** JSON as programs have it. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export type JsonAnswer = { readonly text: string } | { readonly refused: string };

/** The document as AWS gets it, laid out with two blanks; refused where a part of it is known to the template language only. */
export function policyJson({ root, implied }: PolicyDocument): JsonAnswer {
  if (root.type !== 'object') return { refused: 'It is no JSON object' };
  const unknown: string[] = [];
  const document = new Map<string, Json>();
  if (implied.version !== undefined && !root.entries.some(({ name }) => name === 'Version'))
    document.set('Version', implied.version);
  for (const [name, value] of members(root.entries, unknown)) {
    const leaveOut = implied.emptyLists === 'left out';
    document.set(name, name === 'Statement' ? withImplied(value, implied.effect, leaveOut) : value);
  }
  if (root.open.length > 0) unknown.push('other elements');
  const [what] = unknown;
  if (what !== undefined) return { refused: `Only Terraform knows ${what}` };
  return { text: `${JSON.stringify(Object.fromEntries(document), undefined, 2)}\n` };
}

function members(entries: readonly Entry[], unknown: string[]): readonly (readonly [string, Json])[] {
  return entries.map((entry) => {
    if (entry.key.value === undefined) unknown.push('the name of an element');
    return [entry.name, jsonOf(entry.value, unknown)];
  });
}

/** What is not known goes to `unknown`, in words. */
function jsonOf(value: Value, unknown: string[]): Json {
  switch (value.type) {
    case 'null':
      return null;
    case 'unknown':
      unknown.push(value.reference === undefined ? 'a value' : `the value of "${spelled(value.reference)}"`);
      return null;
    case 'list':
      if (value.open.length > 0) unknown.push('all items of a list');
      return value.items.map((item) => jsonOf(item, unknown));
    case 'object':
      if (value.open.length > 0) unknown.push('all entries of an object');
      return Object.fromEntries(members(value.entries, unknown));
    default:
      return scalarOf(value, unknown);
  }
}

function scalarOf({ type, text }: Extract<Value, { text: unknown }>, unknown: string[]): Json {
  if (text.value === undefined) {
    const hole = text.pieces.find((piece) => piece.kind === 'hole');
    const reference = hole?.kind === 'hole' ? hole.reference : undefined;
    unknown.push(reference === undefined ? 'a part of a text' : `the value of "${spelled(reference)}"`);
    return null;
  }
  if (type === 'string') return text.value;
  return type === 'boolean' ? text.value === 'true' : Number(text.value);
}

function spelled({ target, attribute }: { readonly target: string; readonly attribute?: string }): string {
  return attribute === undefined ? target : `${target}.${attribute}`;
}

/** What the syntax supplies where the author says nothing. */
function withImplied(statements: Json, effect: string | undefined, leaveOut: boolean): Json {
  if (!isList(statements)) return statements;
  return statements.map((statement) => {
    if (!isObject(statement)) return statement;
    const entries = Object.entries(statement).filter(
      ([name, value]) =>
        !leaveOut || !((isList(value) && value.length === 0) || (name === 'Sid' && value === '')),
    );
    if (effect === undefined || 'Effect' in statement) return Object.fromEntries(entries);
    const at = entries[0]?.[0] === 'Sid' ? 1 : 0;
    return Object.fromEntries(entries.toSpliced(at, 0, ['Effect', effect]));
  });
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { Value } from '../../policy/value.ts';
import { isKnown } from './values.ts';

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };
type Statement = { readonly [name: string]: Plain };

/**
 * The JSON that the provider makes of a document and those it merges, when all of them are known.
 * Its ways, from the provider's source: a statement with a known Sid replaces the earlier one, lists are sorted descending,
 * a single element becomes a string, empty elements are left out.
 */
export function renderDocument(
  own: Value,
  sources: Value | undefined,
  overrides: Value | undefined,
): string | undefined {
  const before = documentsOf(sources);
  const after = documentsOf(overrides);
  if (before === undefined || after === undefined || own.type !== 'object' || !isKnown(own)) return undefined;
  const mine = plainOf(own) as { readonly [name: string]: Plain };
  let version = '';
  let id = '';
  let statements: readonly Statement[] = [];
  for (const document of [...before, { ...mine, Version: mine['Version'] ?? '2012-10-17' }, ...after]) {
    const found = document['Version'];
    if (typeof found === 'string' && found > version) version = found;
    if (typeof document['Id'] === 'string' && document['Id'] !== '') id = document['Id'];
    statements = merge(statements, document['Statement']);
  }
  const body: Record<string, Plain> = { Version: version };
  if (id !== '') body['Id'] = id;
  if (statements.length > 0) body['Statement'] = statements.map(ordered);
  return JSON.stringify(body, null, 2);
}

function documentsOf(value: Value | undefined): readonly { readonly [name: string]: Plain }[] | undefined {
  if (value === undefined || value.type === 'null') return [];
  if (value.type !== 'list' || !isKnown(value)) return undefined;
  const documents: { readonly [name: string]: Plain }[] = [];
  for (const item of value.items) {
    if (item.type === 'null') continue;
    if (item.type !== 'string') return undefined;
    if (item.text.value === '') continue;
    try {
      const parsed = JSON.parse(item.text.value ?? '') as Plain;
      if (!isObject(parsed)) return undefined;
      documents.push(parsed);
    } catch {
      return undefined;
    }
  }
  return documents;
}

function merge(statements: readonly Statement[], more: Plain | undefined): readonly Statement[] {
  const result = [...statements];
  const list = Array.isArray(more) ? (more as readonly Plain[]) : [];
  for (const statement of list) {
    if (!isObject(statement)) continue;
    const sid = statement['Sid'];
    const at = typeof sid === 'string' && sid !== '' ? result.findIndex((one) => one['Sid'] === sid) : -1;
    if (at < 0) result.push(statement);
    else result[at] = statement;
  }
  return result;
}

const ORDER = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

function ordered(statement: Statement): Statement {
  const result: Record<string, Plain> = {};
  for (const name of ORDER) {
    const value = name === 'Effect' ? (statement[name] ?? 'Allow') : statement[name];
    if (value === undefined || value === '') continue;
    const shaped =
      name === 'Condition'
        ? conditionOf(value)
        : name.endsWith('Principal')
          ? principalOf(value)
          : listOf(value);
    if (shaped !== undefined) result[name] = shaped;
  }
  return result;
}

function listOf(value: Plain): Plain | undefined {
  if (!Array.isArray(value)) return value;
  const items = [...new Set(value as readonly Plain[])].sort().reverse();
  return items.length === 0 ? undefined : items.length === 1 ? items[0] : items;
}

function principalOf(value: Plain): Plain | undefined {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([kind, identifiers]) => {
    const list = listOf(identifiers);
    return list === undefined ? [] : [[kind, list] as const];
  });
  return Object.fromEntries(entries);
}

/** The order of condition values is the author's. */
function conditionOf(value: Plain): Plain | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([operator, keys]) => [
      operator,
      isObject(keys)
        ? Object.fromEntries(
            Object.entries(keys).map(([key, values]) => [
              key,
              Array.isArray(values) && values.length === 1 ? (values[0] as Plain) : values,
            ]),
          )
        : keys,
    ]),
  );
}

/** A known value as plain data. */
export function plainOf(value: Value): Plain {
  switch (value.type) {
    case 'string':
      return value.text.value ?? '';
    case 'number':
      return Number(value.text.value);
    case 'boolean':
      return value.text.value === 'true';
    case 'list':
      return value.items.map(plainOf);
    case 'object':
      return Object.fromEntries(value.entries.map((entry) => [entry.name, plainOf(entry.value)]));
    default:
      return null;
  }
}

function isObject(value: Plain | undefined): value is { readonly [name: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { PolicyPath } from '../../policy/model.ts';
import type { PolicyUse } from '../../policy/use.ts';
import { type Entry, entryOf, type ObjectValue, type Value } from '../../policy/value.ts';

/** A policy in a larger JSON file: an object, or a string that may hold a whole document. */
export interface Found {
  readonly value: Value;
  readonly path: PolicyPath;
  /** The document is written inside a string. */
  readonly embedded: boolean;
  readonly use?: PolicyUse;
}

/**
 * Every policy in the file. A policy at the root is alone; elsewhere tools put them under names of their own.
 * `expected`: the file is one in which people write a policy, so that an empty document is the beginning of one.
 */
export function findPolicies(root: Value, expected: () => boolean): readonly Found[] {
  if (isPolicy(root) || isBeginning(root)) return [{ value: root, path: [], embedded: false }];
  if (isBlank(root) && expected()) return [{ value: openOf(root), path: [], embedded: false }];
  const found: Found[] = [];
  search(root, [], found);
  return found;
}

function search(value: Value, path: (string | number)[], found: Found[]): void {
  if (path.length > MAX_DEPTH) return;
  if (value.type === 'list') {
    for (let index = 0; index < value.items.length; index++) {
      const item = value.items[index];
      if (item !== undefined) visit(item, index, path, found);
    }
  } else if (value.type === 'object') {
    for (const entry of value.entries) visit(entry.value, entry.name, path, found);
  }
}

function visit(value: Value, step: string | number, path: (string | number)[], found: Found[]): void {
  if (value.type === 'string') {
    if (!mayEmbed(value.text.value)) return;
  } else if (!isPolicy(value)) {
    path.push(step);
    search(value, path, found);
    path.pop();
    return;
  }
  const use = USES.get(step);
  const embedded = value.type === 'string';
  found.push({ value, path: [...path, step], embedded, ...(use === undefined ? {} : { use }) });
}

function mayEmbed(text: string | undefined): boolean {
  return text !== undefined && text.length > 20 && /^\s*\{/.test(text) && text.includes('Statement');
}

/** An object with a `Statement` that looks like IAM's: other software has statements too. */
export function isPolicy(value: Value): value is ObjectValue {
  const statement = entryOf(value, 'Statement')?.value;
  if (statement === undefined) return false;
  if (hasVersion(value)) return true;
  if (statement.type === 'object') return isStatement(statement);
  return statement.type === 'list' && statement.items.some(isStatement);
}

/** A document at the root of which only the version is typed yet. */
function isBeginning(value: Value): boolean {
  return value.type === 'object' && hasVersion(value) && value.entries.length <= 2;
}

/** Nothing, or no more than the first characters of a policy. */
function isBlank(value: Value): boolean {
  if (value.type === 'unknown') return value.missing === true;
  return value.type === 'object' && value.entries.length <= 3 && value.entries.every(isBegun);
}

function isBegun({ name, value }: Entry): boolean {
  const start = name.toLowerCase();
  if (!ROOT_ELEMENTS.some((element) => element.startsWith(start))) return false;
  if (value.type === 'string') return VERSIONS.some((version) => version.startsWith(value.text.value ?? '-'));
  if (value.type === 'list') return value.items.length === 0;
  return value.type === 'object' ? value.entries.length === 0 : value.type === 'unknown';
}

/** What is only begun lacks nothing: nobody can say that a file will be a policy. */
function openOf(value: Value): Value {
  return value.type === 'object' ? { ...value, open: [value.range] } : value;
}

function hasVersion(value: Value): boolean {
  const version = entryOf(value, 'Version')?.value;
  return version?.type === 'string' && /^(20(08|12)-|1$)/.test(version.text.value ?? '');
}

/** `Effect`, two other elements, or an action with its service. */
function isStatement(value: Value): boolean {
  if (value.type !== 'object') return false;
  const elements = value.entries.filter((entry) => STATEMENT_ELEMENTS.has(entry.name));
  if (elements.length > 1) return true;
  const [only] = elements;
  if (only === undefined) return false;
  return only.name === 'Effect' || (only.name.endsWith('Action') && namesAction(only.value));
}

function namesAction(value: Value): boolean {
  if (value.type === 'list') return value.items.some(namesAction);
  return value.type === 'string' && /^(\*|[a-z0-9-]+:.*)$/i.test(value.text.value ?? '');
}

const STATEMENT_ELEMENTS: ReadonlySet<string> = new Set([
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
]);
const ROOT_ELEMENTS = ['version', 'id', 'statement'];
const VERSIONS = ['2012-10-17', '2008-10-17', '1'];

const trust: PolicyUse = {
  kind: 'trust',
  by: 'consumer',
  attachedTo: { service: 'iam', resourceType: 'role' },
};

/** Names under which the AWS CLI, CloudFormation and IAM's answers put a policy whose kind is thereby known. */
const USES: ReadonlyMap<string | number, PolicyUse> = new Map([
  ['AssumeRolePolicyDocument', trust],
  ['AssumeRolePolicy', trust],
]);

/** Deeper nesting than any tool writes; bounds the search. */
const MAX_DEPTH = 64;

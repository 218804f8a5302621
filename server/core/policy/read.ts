import type { TextRange } from '../text/range.ts';
import type {
  Condition,
  ConditionEntry,
  ConditionOperator,
  DialectName,
  Field,
  List,
  Mistyped,
  PolicyDocument,
  PolicyPath,
  Principal,
  PrincipalEntry,
  Problem,
  RepeatedKey,
  Statement,
  Writer,
} from './model.ts';
import { under } from './path.ts';
import { isScalar, isString, mistype, readList } from './read-list.ts';
import type { Text } from './text.ts';
import type { Entry, ObjectValue, Value } from './value.ts';

export interface PolicyOrigin {
  readonly name: string;
  readonly language: string;
  readonly dialect: DialectName;
  readonly write: Writer;
  readonly implied?: PolicyDocument['implied'];
  readonly problems?: readonly Problem[];
}

/** Reads any value as a policy. Never fails: what does not fit is in `others`, `repeated` and each field's `mistyped`. */
export function readPolicy(root: Value, origin: PolicyOrigin): PolicyDocument {
  const object = root.type === 'object' ? root : emptyObject(root.range);
  const { fields, others, repeated, add } = collect();
  const repeatedKeys: RepeatedKey[] = [];
  const document: Draft<PolicyDocument> = {
    dialect: origin.dialect,
    name: origin.name,
    language: origin.language,
    range: root.range,
    statements: [],
    fields,
    others,
    repeated,
    open: root.type === 'unknown' ? [root.range] : object.open,
    implied: origin.implied ?? {},
    repeatedKeys,
    problems: origin.problems ?? [],
    root,
    write: origin.write,
  };
  for (const entry of object.entries) {
    const path = [entry.name];
    switch (entry.name) {
      case 'Version':
        document.version = add(document.version, textField(entry, path));
        break;
      case 'Id':
        document.id = add(document.id, textField(entry, path));
        break;
      case 'Statement':
        document.statement = add(document.statement, statementsField(entry, path, repeatedKeys));
        break;
      default:
        other(entry, path, fields, others);
    }
  }
  const { statement } = document;
  if (statement !== undefined) {
    document.statements = statement.value;
    document.open = [...document.open, ...openPartsOf(statement.raw)];
  }
  return document;
}

/** Statements that nobody can see. */
function openPartsOf(raw: Value): readonly TextRange[] {
  if (raw.type === 'list') {
    const unknown = raw.items.filter((item) => item.type === 'unknown').map((item) => item.range);
    return unknown.length === 0 ? raw.open : [...raw.open, ...unknown];
  }
  return raw.type === 'unknown' ? [raw.range] : [];
}

type Draft<T> = { -readonly [Name in keyof T]: T[Name] };

/** Fields in the author's order. JSON keeps the last of equal keys, and so do we. */
function collect() {
  const fields: Field<unknown>[] = [];
  const repeated: Field<unknown>[] = [];
  const others: Field<unknown>[] = [];
  const add = <T>(earlier: Field<T> | undefined, field: Field<T>): Field<T> => {
    if (earlier !== undefined) repeated.push(earlier);
    fields.push(field);
    return field;
  };
  return { fields, others, repeated, add };
}

function other(entry: Entry, path: PolicyPath, fields: Field<unknown>[], others: Field<unknown>[]): void {
  const field = fieldOf(entry, path, undefined, []);
  fields.push(field);
  others.push(field);
}

function statementsField(
  entry: Entry,
  path: PolicyPath,
  repeatedKeys: RepeatedKey[],
): Field<readonly Statement[]> {
  const mistyped: Mistyped[] = [];
  const statements: Statement[] = [];
  const { value } = entry;
  if (value.type === 'object') {
    statements.push(readStatement(value, path, repeatedKeys));
  } else if (value.type === 'list') {
    value.items.forEach((item, index) => {
      const itemPath = under(path, index);
      if (item.type === 'object') statements.push(readStatement(item, itemPath, repeatedKeys));
      else mistype(mistyped, item, itemPath, 'a statement object');
    });
  } else {
    mistype(mistyped, value, path, 'a statement object or a list of them');
  }
  return fieldOf(entry, path, statements, mistyped);
}

function readStatement(object: ObjectValue, path: PolicyPath, repeatedKeys: RepeatedKey[]): Statement {
  const { fields, others, repeated, add } = collect();
  const statement: Draft<Statement> = {
    range: object.range,
    path,
    // All at once: statements of one shape are read faster by the rules than those that grow.
    sid: undefined,
    effect: undefined,
    action: undefined,
    notAction: undefined,
    resource: undefined,
    notResource: undefined,
    principal: undefined,
    notPrincipal: undefined,
    condition: undefined,
    fields,
    others,
    repeated,
    open: object.open,
  };
  for (const entry of object.entries) {
    const at = under(path, entry.name);
    switch (entry.name) {
      case 'Sid':
        statement.sid = add(statement.sid, textField(entry, at));
        break;
      case 'Effect':
        statement.effect = add(statement.effect, textField(entry, at));
        break;
      case 'Action':
        statement.action = add(statement.action, listField(entry, at));
        break;
      case 'NotAction':
        statement.notAction = add(statement.notAction, listField(entry, at));
        break;
      case 'Resource':
        statement.resource = add(statement.resource, listField(entry, at));
        break;
      case 'NotResource':
        statement.notResource = add(statement.notResource, listField(entry, at));
        break;
      case 'Principal':
        statement.principal = add(statement.principal, principalField(entry, at, repeatedKeys));
        break;
      case 'NotPrincipal':
        statement.notPrincipal = add(statement.notPrincipal, principalField(entry, at, repeatedKeys));
        break;
      case 'Condition':
        statement.condition = add(statement.condition, conditionField(entry, at, repeatedKeys));
        break;
      default:
        other(entry, at, fields, others);
    }
  }
  return statement;
}

function textField(entry: Entry, path: PolicyPath): Field<Text | undefined> {
  const mistyped: Mistyped[] = [];
  const { value } = entry;
  if (value.type === 'string') return fieldOf(entry, path, value.text, mistyped);
  mistype(mistyped, value, path, 'a string');
  return fieldOf(entry, path, undefined, mistyped);
}

function listField(entry: Entry, path: PolicyPath): Field<List> {
  const mistyped: Mistyped[] = [];
  return fieldOf(entry, path, readList(entry.value, path, mistyped, isString), mistyped);
}

function principalField(entry: Entry, path: PolicyPath, repeatedKeys: RepeatedKey[]): Field<Principal> {
  const mistyped: Mistyped[] = [];
  const { value } = entry;
  if (value.type === 'string') {
    return fieldOf(
      entry,
      path,
      { range: value.range, bare: { text: value.text, path }, entries: [], open: [] },
      mistyped,
    );
  }
  if (value.type === 'object') {
    const named = value.entries.filter(hasKnownKey);
    const entries = named.map((kind): PrincipalEntry => {
      const at = under(path, kind.name);
      return {
        kind: kind.name,
        key: kind.key,
        range: kind.range,
        path: at,
        values: readList(kind.value, at, mistyped, isString),
      };
    });
    noteRepeats(value, path, repeatedKeys);
    return fieldOf(entry, path, { range: value.range, entries, open: openOf(value, named) }, mistyped);
  }
  mistype(mistyped, value, path, '"*" or an object');
  const open = value.type === 'unknown' ? [value.range] : [];
  return fieldOf(entry, path, { range: value.range, entries: [], open }, mistyped);
}

function conditionField(entry: Entry, path: PolicyPath, repeatedKeys: RepeatedKey[]): Field<Condition> {
  const mistyped: Mistyped[] = [];
  const { value } = entry;
  if (value.type !== 'object') {
    mistype(mistyped, value, path, 'an object of operators');
    const open = value.type === 'unknown' ? [value.range] : [];
    return fieldOf(entry, path, { range: value.range, operators: [], open }, mistyped);
  }
  const named = value.entries.filter(hasKnownKey);
  const operators = named.map((operator) => readOperator(operator, path, mistyped, repeatedKeys));
  noteRepeats(value, path, repeatedKeys);
  return fieldOf(entry, path, { range: value.range, operators, open: openOf(value, named) }, mistyped);
}

function readOperator(
  operator: Entry,
  base: PolicyPath,
  mistyped: Mistyped[],
  repeatedKeys: RepeatedKey[],
): ConditionOperator {
  const path = under(base, operator.name);
  const { name, key, range, value } = operator;
  if (value.type !== 'object') {
    mistype(mistyped, value, path, 'an object of condition keys');
    return { name, key, range, path, entries: [], open: value.type === 'unknown' ? [value.range] : [] };
  }
  const named = value.entries.filter(hasKnownKey);
  const entries = named.map((entry): ConditionEntry => {
    const at = under(path, entry.name);
    return {
      name: entry.name,
      key: entry.key,
      range: entry.range,
      path: at,
      values: readList(entry.value, at, mistyped, isScalar),
    };
  });
  noteRepeats(value, path, repeatedKeys);
  return { name, key, range, path, entries, open: openOf(value, named) };
}

/** A key with a hole in it may be any key: nothing can be said of it, nor of what is absent beside it. */
function hasKnownKey(entry: Entry): boolean {
  return entry.key.value !== undefined;
}

function openOf(object: ObjectValue, named: readonly Entry[]): readonly TextRange[] {
  if (named.length === object.entries.length) return object.open;
  const holed = object.entries.filter((entry) => !hasKnownKey(entry)).map((entry) => entry.range);
  return [...object.open, ...holed];
}

function noteRepeats(object: ObjectValue, path: PolicyPath, repeatedKeys: RepeatedKey[]): void {
  const { entries } = object;
  if (entries.length < 2) return;
  const seen = new Set<string>();
  for (const entry of entries) {
    if (seen.has(entry.name)) repeatedKeys.push({ entry, path: under(path, entry.name) });
    seen.add(entry.name);
  }
}

function fieldOf<T>(entry: Entry, path: PolicyPath, value: T, mistyped: readonly Mistyped[]): Field<T> {
  const { name, range, value: raw, maybe } = entry;
  const key = entry.key.inner;
  return maybe === undefined
    ? { name, key, range, path, value, raw, mistyped }
    : { name, key, range, path, value, raw, mistyped, maybe };
}

function emptyObject(range: TextRange): ObjectValue {
  return { type: 'object', range, entries: [], open: [] };
}

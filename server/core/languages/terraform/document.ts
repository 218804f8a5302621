import type { Piece, Text } from '../../policy/text.ts';
import type { Entry, Value } from '../../policy/value.ts';
import { own } from '../../text/own.ts';
import type { TextRange } from '../../text/range.ts';
import { type Content, contentsOf, expandDynamic, isDynamic } from './contents.ts';
import type { Attribute, Block, Expr } from './hcl/ast.ts';
import { renderDocument } from './merge.ts';
import { attributeOf } from './module.ts';
import { ELEMENT_OF_ARGUMENT } from './names.ts';
import { enter, type Scope } from './scope.ts';
import { keyText, knownText, listValue, objectValue, textOf } from './values.ts';

type Evaluate = (expr: Expr, scope: Scope) => Value;

/** A block of `aws_iam_policy_document` in IAM's spelling: what it says itself, without the documents it merges. */
export function documentValue(block: Block, scope: Scope, evaluate: Evaluate, isWhole = true): Value {
  const { body } = block;
  const entries: Entry[] = [];
  const version = attributeOf(body, 'version');
  const id = attributeOf(body, 'policy_id');
  if (version !== undefined) entries.push(entryFrom(version, 'Version', evaluate(version.value, scope)));
  if (id !== undefined) entries.push(entryFrom(id, 'Id', evaluate(id.value, scope)));
  const statements: Value[] = [];
  const open: TextRange[] = [];
  for (const child of body.blocks) {
    if (child.type === 'statement') statements.push(statementValue(child, child.range, scope, evaluate));
    else if (isDynamic(child, 'statement')) {
      const rounds = expandDynamic(child, scope, evaluate);
      if (rounds.open) open.push(child.range);
      for (const round of rounds.rounds) {
        statements.push(statementValue(round.content, child.range, round.scope, evaluate));
      }
    } else if (child.type !== 'lifecycle') open.push(child.range);
  }
  for (const attribute of body.attributes) {
    if (!ARGUMENTS_OF_DOCUMENT.has(attribute.name)) open.push(attribute.range);
  }
  if (block.unclosed === true) open.push({ start: block.range.end, end: block.range.end });
  // An empty document is there for others to merge.
  if (!isWhole && statements.length === 0) open.push(block.range);
  const first = body.blocks.find((child) => child.type === 'statement' || isDynamic(child, 'statement'));
  const place = first?.typeRange ?? { start: block.range.start, end: block.range.start };
  const list = listValue(statements, body.range, open);
  entries.push({ key: keyText('statement', place), name: 'Statement', range: body.range, value: list });
  return objectValue(entries, block.range);
}

/** The text that `.json` gives, with all merged documents, when nothing in it depends on what only Terraform knows. */
export function documentJson(name: string, scope: Scope, evaluate: Evaluate): string | undefined {
  const { documents } = scope.world.work;
  const key = `${scope.module.folder} ${name}`;
  if (documents.has(key)) return documents.get(key);
  const text = renderedJson(name, scope, evaluate);
  documents.set(key, text);
  return text;
}

function renderedJson(name: string, scope: Scope, evaluate: Evaluate): string | undefined {
  const document = scope.module.data.get(name);
  const inside = document === undefined ? undefined : enter(scope, `data.${name}`, document.file);
  if (document === undefined || inside === undefined) return undefined;
  const { body } = document.node;
  const list = (attribute: string) => {
    const found = attributeOf(body, attribute);
    return found === undefined ? undefined : evaluate(found.value, inside);
  };
  const own = withoutMerged(documentValue(document.node, inside, evaluate), body.attributes);
  return renderDocument(own, list('source_policy_documents'), list('override_policy_documents'));
}

/** Those that tell nothing of the statements. */
const ARGUMENTS_OF_DOCUMENT: ReadonlySet<string> = new Set([
  'version',
  'policy_id',
  'count',
  'for_each',
  'provider',
  'depends_on',
  'max_policy_size',
]);

/** What is merged here; the arguments of older providers stay unknown. */
const MERGED = ['source_policy_documents', 'override_policy_documents'];

function withoutMerged(value: Value, attributes: readonly Attribute[]): Value {
  if (value.type !== 'object') return value;
  const merged = attributes
    .filter((attribute) => MERGED.includes(attribute.name))
    .map((attribute) => attribute.range);
  const entries = value.entries.map((entry) =>
    entry.value.type === 'list'
      ? {
          ...entry,
          value: { ...entry.value, open: entry.value.open.filter((range) => !merged.includes(range)) },
        }
      : entry,
  );
  return { ...value, entries };
}

/** `range`: of the whole block, `dynamic` and all. */
function statementValue(block: Block, range: TextRange, scope: Scope, evaluate: Evaluate): Value {
  const entries: Entry[] = [];
  const open: TextRange[] = [];
  for (const attribute of block.body.attributes) {
    const name = own(ELEMENT_OF_ARGUMENT, attribute.name);
    const value = evaluate(attribute.value, scope);
    // No element of the policy. What the author means by it may be any that seems absent.
    if (name === undefined) open.push(attribute.range);
    else if (value.type === 'null') continue;
    else {
      const strings = asStrings(value);
      const entry = entryFrom(attribute, name, VARIABLES.has(name) ? withVariables(strings) : strings);
      // `null` is as good as leaving the argument out.
      entries.push(value.type === 'unknown' ? { ...entry, maybe: true } : entry);
    }
  }
  for (const [type, name] of PRINCIPALS) {
    const principal = principalOf(block, type, name, scope, evaluate, open);
    if (principal !== undefined) entries.push(principal);
  }
  const condition = conditionOf(block, scope, evaluate, open);
  if (condition !== undefined) entries.push(condition);
  for (const child of block.body.blocks) {
    const type = child.type === 'dynamic' ? child.labels[0]?.text : child.type;
    if (!STATEMENT_BLOCKS.has(type ?? '')) open.push(child.range);
  }
  if (block.unclosed === true) open.push({ start: block.range.end, end: block.range.end });
  return objectValue(inOrder(entries), range, open);
}

/** Fields come in the author's order, blocks among arguments. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => a.range.start - b.range.start);
}

const STATEMENT_BLOCKS: ReadonlySet<string> = new Set(['principals', 'not_principals', 'condition']);

/** Where the provider turns `&{` into `${`. */
const VARIABLES = new Set(['Resource', 'NotResource']);

const PRINCIPALS = [
  ['principals', 'Principal'],
  ['not_principals', 'NotPrincipal'],
] as const;

interface Grouped {
  readonly key: Text;
  readonly name: string;
  range: TextRange;
  readonly items: Value[];
  readonly open: TextRange[];
}

function principalOf(
  block: Block,
  type: string,
  name: string,
  scope: Scope,
  evaluate: Evaluate,
  open: TextRange[],
): Entry | undefined {
  const rounds = contentsOf(block, type, scope, evaluate, open);
  const [first] = rounds;
  if (first === undefined) return undefined;
  const groups = new Map<string, Grouped>();
  const holes: TextRange[] = [];
  for (const { content, range, scope: inner } of rounds) {
    const kind = attributeOf(content.body, 'type');
    const identifiers = attributeOf(content.body, 'identifiers');
    const kindValue = kind === undefined ? undefined : evaluate(kind.value, inner);
    const kindName = knownText(kindValue);
    if (kindValue?.type !== 'string' || kindName === undefined) {
      holes.push(range);
      continue;
    }
    gather(groups, kindName, kindValue.text, range, identifiers, inner, evaluate);
  }
  const whole = { start: first.range.start, end: rounds.at(-1)?.range.end ?? first.range.end };
  const key = keyText(type, first.header);
  const [only] = [...groups.values()];
  const [star] = only?.items ?? [];
  if (
    groups.size === 1 &&
    only?.name === '*' &&
    only.items.length === 1 &&
    star !== undefined &&
    knownText(star) === '*'
  ) {
    return { key, name, range: whole, value: star, ...doubtOf(rounds) };
  }
  const value = objectValue(groupEntries(groups), whole, holes);
  return { key, name, range: whole, value, ...doubtOf(rounds) };
}

function conditionOf(block: Block, scope: Scope, evaluate: Evaluate, open: TextRange[]): Entry | undefined {
  const rounds = contentsOf(block, 'condition', scope, evaluate, open);
  const [first] = rounds;
  if (first === undefined) return undefined;
  const operators = new Map<
    string,
    { readonly key: Text; range: TextRange; readonly keys: Map<string, Grouped> }
  >();
  const holes: TextRange[] = [];
  for (const { content, range, scope: inner } of rounds) {
    const test = attributeOf(content.body, 'test');
    const variable = attributeOf(content.body, 'variable');
    const values = attributeOf(content.body, 'values');
    const operator = test === undefined ? undefined : evaluate(test.value, inner);
    const key = variable === undefined ? undefined : evaluate(variable.value, inner);
    const operatorName = knownText(operator);
    if (operator?.type !== 'string' || operatorName === undefined || key?.type !== 'string') {
      holes.push(range);
      continue;
    }
    const group = operators.get(operatorName) ?? {
      key: operator.text,
      range,
      keys: new Map<string, Grouped>(),
    };
    operators.set(operatorName, group);
    const keyName = key.text.value ?? scope.file.source.text.slice(key.text.inner.start, key.text.inner.end);
    gather(group.keys, keyName, key.text, range, values, inner, evaluate);
  }
  const whole = { start: first.range.start, end: rounds.at(-1)?.range.end ?? first.range.end };
  const entries = [...operators].map(
    ([name, group]): Entry => ({
      key: group.key,
      name,
      range: group.range,
      value: objectValue(groupEntries(group.keys), group.range),
    }),
  );
  return {
    key: keyText('condition', first.header),
    name: 'Condition',
    range: whole,
    value: objectValue(entries, whole, holes),
    ...doubtOf(rounds),
  };
}

function doubtOf(rounds: readonly Content[]): Pick<Entry, 'maybe'> {
  return rounds.every(({ maybe }) => maybe) ? { maybe: true } : {};
}

/** Blocks that say the same name twice add to one list. */
function gather(
  groups: Map<string, Grouped>,
  name: string,
  key: Text,
  range: TextRange,
  values: Attribute | undefined,
  scope: Scope,
  evaluate: Evaluate,
): void {
  const group = groups.get(name) ?? { key, name, range, items: [], open: [] };
  groups.set(name, group);
  const value = values === undefined ? undefined : withVariables(asStrings(evaluate(values.value, scope)));
  if (value?.type === 'list') {
    group.items.push(...value.items);
    group.open.push(...value.open);
  } else group.open.push(value?.range ?? range);
}

function groupEntries(groups: ReadonlyMap<string, Grouped>): readonly Entry[] {
  return [...groups.values()].map((group) => ({
    key: group.key,
    name: group.name,
    range: group.range,
    value: listValue(group.items, group.range, group.open),
  }));
}

/** In some places the provider turns `&{aws:username}` into IAM's variable. Both spellings are two characters long. */
function withVariables(value: Value): Value {
  if (value.type === 'list') return { ...value, items: value.items.map(withVariables) };
  if (value.type !== 'string' || !value.text.pieces.some(isAmpersand)) return value;
  const pieces = value.text.pieces.map(
    (piece): Piece => (piece.kind === 'text' ? { ...piece, text: piece.text.replaceAll('&{', '${') } : piece),
  );
  return { ...value, text: textOf(pieces, value.text.range, value.text.inner) };
}

/** The provider's arguments are strings: `true` and `3600` become those words. */
function asStrings(value: Value): Value {
  if (value.type === 'list') return { ...value, items: value.items.map(asStrings) };
  if (value.type !== 'number' && value.type !== 'boolean') return value;
  return { ...value, type: 'string', text: { ...value.text, pieces: value.text.pieces, literal: 'string' } };
}

function isAmpersand(piece: Piece): boolean {
  return piece.kind === 'text' && piece.text.includes('&{');
}

function entryFrom(attribute: Attribute, name: string, value: Value): Entry {
  return { key: keyText(attribute.name, attribute.key), name, range: attribute.range, value };
}

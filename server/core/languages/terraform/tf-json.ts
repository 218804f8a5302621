import type { Text } from '../../policy/text.ts';
import type { Entry, ObjectValue, Value } from '../../policy/value.ts';
import { own } from '../../text/own.ts';
import type { TextRange } from '../../text/range.ts';
import { readJson } from '../json/value.ts';
import type { Attribute, Block, Body, Expr, HclFile, Label, TemplateExpr } from './hcl/ast.ts';
import { type HclParser, parseHcl } from './hcl/parse.ts';
import { shift } from './hcl/shift.ts';

/**
 * A module file in Terraform's JSON syntax as the same plain data as native syntax. Strings are templates; one whose
 * expression itself needs JSON escapes is not looked into.
 */
export function parseTfJson(parser: HclParser, text: string): HclFile {
  const range = { start: 0, end: text.length };
  const reading = readJson(text);
  const problems = reading.errors.map(({ start, end }) => ({ at: { start, end }, kind: 'syntax' as const }));
  const reader: Reader = { text, parser };
  const blocks =
    reading.value?.type === 'object'
      ? reading.value.entries.flatMap((entry) => topBlocks(entry, reader))
      : [];
  return { body: { range, attributes: [], blocks }, problems };
}

interface Reader {
  readonly text: string;
  readonly parser: HclParser;
}

/** How many names stand between a block's type and its body. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  provider: 1,
  variable: 1,
  output: 1,
  module: 1,
  locals: 0,
  terraform: 0,
};

function topBlocks(entry: Entry, reader: Reader): readonly Block[] {
  const labels = own(LABELS, entry.name);
  return labels === undefined ? [] : labelled(entry, entry, labels, [], reader);
}

/** Every body below a type, through its labels. A list holds several bodies of one name. */
function labelled(
  type: Entry,
  at: Entry,
  left: number,
  labels: readonly Label[],
  reader: Reader,
): readonly Block[] {
  return objectsOf(at.value).flatMap((object): readonly Block[] => {
    if (left === 0) return [blockOf(type, labels, at.range, object, reader)];
    return object.entries.flatMap((entry) =>
      entry.name === COMMENT
        ? []
        : labelled(type, entry, left - 1, [...labels, { text: entry.name, range: entry.key.range }], reader),
    );
  });
}

function objectsOf(value: Value): readonly ObjectValue[] {
  if (value.type === 'object') return [value];
  return value.type === 'list' ? value.items.flatMap(objectsOf) : [];
}

/** A property of bodies that Terraform ignores. */
const COMMENT = '//';

function blockOf(
  type: Entry,
  labels: readonly Label[],
  range: TextRange,
  object: ObjectValue,
  reader: Reader,
): Block {
  return { type: type.name, typeRange: type.key.inner, labels, range, body: bodyOf(object, reader) };
}

function bodyOf(object: ObjectValue, reader: Reader): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const entry of object.entries) {
    if (entry.name === COMMENT) continue;
    if (entry.name === 'dynamic') blocks.push(...labelled(entry, entry, 1, [], reader));
    else if (NESTED.has(entry.name) && objectsOf(entry.value).length > 0) {
      for (const nested of objectsOf(entry.value))
        blocks.push(blockOf(entry, [], nested.range, nested, reader));
    } else {
      const { key, name, range } = entry;
      attributes.push({ name, key: key.inner, range, value: exprOf(entry.value, reader) });
    }
  }
  return { range: object.range, attributes, blocks };
}

/** Names of nested blocks on the way to a policy: without the provider's schema JSON does not tell them from objects. */
const NESTED = new Set([
  'statement',
  'principal',
  'principals',
  'not_principals',
  'condition',
  'content',
  'inline_policy',
  'details',
  's3_access_point',
  'assume_role',
  'assume_role_with_web_identity',
]);

function exprOf(value: Value, reader: Reader): Expr {
  const { range } = value;
  switch (value.type) {
    case 'string':
      return templateOf(value.text, reader);
    case 'number':
      return { kind: 'number', range };
    case 'boolean':
      return { kind: 'bool', range, value: value.text.value === 'true' };
    case 'null':
      return { kind: 'null', range };
    case 'list':
      return { kind: 'tuple', range, items: value.items.map((item) => exprOf(item, reader)) };
    case 'object':
      return {
        kind: 'object',
        range,
        entries: value.entries.map(({ key, range: whole, value: part }) => ({
          key: templateOf(key, reader),
          computed: false,
          value: exprOf(part, reader),
          range: whole,
        })),
      };
    default:
      return { kind: 'missing', range };
  }
}

/** JSON's escapes are among those of a quoted string of HCL, so a plain string is read as one where it stands. */
function templateOf({ range, inner }: Text, { text, parser }: Reader): Expr {
  const raw = text.slice(inner.start, inner.end);
  const plain: TemplateExpr = {
    kind: 'template',
    range,
    inner,
    heredoc: 'no',
    parts: [{ kind: 'literal', range: inner }],
  };
  if (raw === '') return { ...plain, parts: [] };
  if (!/(^|[^$])\$\{|(^|[^%])%\{/.test(raw)) return plain;
  const escaped = raw.includes('\\');
  const expression = /^\$\{/.test(raw);
  if (escaped && expression) return { kind: 'other', range, parts: [] };
  const { body } = parseHcl(parser, `${HEAD}"${raw}"\n`);
  const value = body.attributes[0]?.value;
  return value?.kind === 'template'
    ? shift(value, inner.start - HEAD.length - 1)
    : { kind: 'other', range, parts: [] };
}

const HEAD = 'x = ';

import type { Catalog, ConditionKey } from '../../catalog/catalog.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { dialectOf } from '../../dialects/dialects.ts';
import { own } from '../../text/own.ts';
import { exampleOf, familiesOf, usualOperator } from '../conditions.ts';
import { code, codeBlock, enumerate, escapeText, link, paragraphs } from '../markdown.ts';
import { guideLink, pages, referenceLink } from '../reference.ts';
import { globalKeyMeanings } from './global-keys.ts';

/** A condition key as written. */
export function describeConditionKey(catalog: Catalog, name: string): string | undefined {
  const key = catalog.conditionKey(name);
  if (key === undefined) return undefined;
  const facts = key.global;
  const values = key.multivalued
    ? `several values per request: use ${code('ForAnyValue:')} or ${code('ForAllValues:')}`
    : 'one value per request';
  return paragraphs([
    `**${code(name)}** · ${key.type} · ${values}`,
    globalKeyMeanings[key.name.toLowerCase()] ?? escapeText(catalog.describeConditionKey(key) ?? ''),
    facts === undefined ? undefined : escapeText(facts.note),
    facts === undefined ? undefined : `Present: ${escapeText(facts.present)}`,
    operatorsOf(key, dialectOf(catalog.dialect)),
    codeBlock('json', exampleText(key, name)),
    facts === undefined
      ? referenceLink(catalog, catalog.service(name.slice(0, Math.max(0, name.indexOf(':')))))
      : guideLink(catalog, `${dialectOf(catalog.dialect).cloud}-wide condition keys`, pages.globalKeys),
  ]);
}

function operatorsOf(key: ConditionKey, { operators }: Dialect): string {
  const there = new Set(operators.map(({ family }) => family));
  const families = familiesOf(key).filter((family) => family !== 'Null' && there.has(family));
  const absence = there.has('Null') ? `, and ${code('Null')} to test whether it is there` : '';
  return `Operators: ${enumerate(families, 3)}${absence}`;
}

function exampleText(key: ConditionKey, name: string): string {
  const value = exampleOf(key);
  const operator = usualOperator(key);
  return `"${operator}": { ${JSON.stringify(name)}: ${JSON.stringify(key.multivalued ? [value] : value)} }`;
}

/** An operator with its qualifier and `IfExists`. */
export function describeOperator(dialect: Dialect, name: string): string | undefined {
  const parsed = dialect.parseOperator(name);
  const facts = dialect.operators.find((one) => one.name === parsed?.base);
  if (parsed === undefined || facts === undefined) return undefined;
  return paragraphs([
    `**${code(name)}** · ${facts.family}`,
    `${escapeText(facts.summary)}.`,
    facts.wild ? `Takes ${code('*')} and ${code('?')} as wildcards.` : undefined,
    parsed.qualifier === undefined ? undefined : QUALIFIERS[parsed.qualifier],
    parsed.ifExists ? IF_EXISTS : absence(facts.negated, facts.family === 'Null'),
    SEVERAL,
    codeBlock(
      'json',
      `"${name.replace(/[^\w:]/g, '')}": { "${keyFor(facts.family, dialect)}": ${JSON.stringify(facts.example)} }`,
    ),
    dialect.name === 'aws' ? link('Condition operators', pages.operators) : undefined,
  ]);
}

const QUALIFIERS = {
  ForAllValues:
    '`ForAllValues:` holds when every value of the request is among those listed. It also holds when the key is absent or empty, so an `Allow` wants a `Null` test beside it.',
  ForAnyValue:
    '`ForAnyValue:` holds when at least one value of the request is among those listed. Without the key it does not hold.',
} as const;

const IF_EXISTS = '`IfExists`: the condition also holds when the request has no such key.';

const SEVERAL =
  'Several values under one key are alternatives; several keys and several operators must all be met.';

function absence(negated: boolean, isNull: boolean): string | undefined {
  if (isNull) return undefined;
  return negated
    ? 'When the request has no such key, the condition holds.'
    : 'When the request has no such key, the condition does not hold.';
}

function keyFor(family: string, { keyPrefix }: Dialect): string {
  const key = KEYS[family] ?? (keyPrefix === 'aws' ? 'aws:PrincipalTag/team' : 'aws:ResourceTag/team');
  return key.replace('aws:', `${keyPrefix}:`);
}

const KEYS: Readonly<Record<string, string>> = {
  ARN: 'aws:SourceArn',
  Numeric: 'aws:MultiFactorAuthAge',
  Date: 'aws:CurrentTime',
  Bool: 'aws:SecureTransport',
  IPAddress: 'aws:SourceIp',
  Null: 'aws:TokenIssueTime',
  Binary: 'example:Key',
};

/** A policy variable without its braces. */
export function describeVariable(catalog: Catalog, inner: string, active: boolean): string | undefined {
  const [name = '', fallback] = inner.split(/(?<!\s)\s*,\s*/, 2);
  const literal = own(LITERALS, name);
  const key = catalog.conditionKey(name);
  if (literal === undefined && key === undefined) return undefined;
  return paragraphs([
    `**${code(`\${${inner}}`)}** · policy variable`,
    literal ?? `Becomes the value that the request has for ${code(name)}.`,
    key === undefined
      ? undefined
      : (globalKeyMeanings[key.name.toLowerCase()] ?? escapeText(catalog.describeConditionKey(key) ?? '')),
    key?.global === undefined
      ? undefined
      : `${escapeText(key.global.note)} Present: ${escapeText(key.global.present)}`,
    key?.multivalued === true ? 'A key with several values cannot be a variable.' : undefined,
    literal !== undefined || fallback !== undefined
      ? undefined
      : 'Where the key is absent, the value or ARN with the variable matches nothing.',
    active ? undefined : '**In this document it is plain text:** variables need `"Version": "2012-10-17"`.',
    link('Policy variables', pages.variables),
  ]);
}

const LITERALS: Readonly<Record<string, string>> = {
  '*': 'The character `*` itself, not a wildcard.',
  '?': 'The character `?` itself, not a wildcard.',
  $: 'The character `$` itself.',
};

import { dialectOf } from '../../dialects/dialects.ts';
import { kindOfName } from '../../policy/kind.ts';
import type { PolicyKind } from '../../policy/use.ts';
import type { Source } from '../../text/source.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { documentItems } from './templates.ts';

export interface Skeleton {
  readonly label: string;
  readonly detail: string;
  /** JSON with snippet stops. */
  readonly value: string;
}

/** Statement objects that fit a kind of policy, the usual one first. */
export function statementSkeletons(kind: PolicyKind, principal: string): readonly Skeleton[] {
  const body = BODIES[kind] ?? identityBody;
  const usual = kind === 'scp' || kind === 'rcp' ? 'Deny' : 'Allow';
  const other = usual === 'Deny' ? 'Allow' : 'Deny';
  const effects = kind === 'rcp' ? [usual] : [usual, other];
  return effects.map((effect) => ({
    label: `${effect} statement`,
    detail: NAMES[kind] ?? NAMES.identity,
    value: body(effect, principal),
  }));
}

/**
 * Whole documents for an empty file. Undefined unless nothing but perhaps the beginning of an object stands there.
 * The kind that the file's name tells comes first.
 */
export function completeEmptyFile(
  source: Source,
  offset: number,
  templates: boolean,
): CompletionList | undefined {
  const typed = source.text.trim();
  if (!/^(?:\{\s*\}?|"?[a-z ]*"?)$/i.test(typed)) return undefined;
  const start = typed === '' ? offset : source.text.indexOf(typed);
  const range = { start, end: typed === '' ? offset : start + typed.length };
  if (offset < range.start || offset > range.end) return undefined;
  const named = kindOfName(source.uri.slice(source.uri.lastIndexOf('/') + 1));
  const filter = source.text.slice(range.start, offset);
  const documents = [
    ...KINDS.map((kind) => ({ kind, dialect: dialectOf('aws'), label: NAMES[kind] })),
    ...RAM_KINDS.map((kind) => ({ kind, dialect: dialectOf('ram'), label: `RAM ${NAMES[kind]}` })),
  ];
  const items = documents.map(({ kind, dialect, label }, index): CompletionItem => {
    const statement = statementSkeletons(kind, dialect.ownPrincipal)[0]?.value ?? '{ $1 }';
    return {
      label,
      kind: 'skeleton',
      detail: dialect.name === 'aws' ? 'new document' : `new document for ${dialect.cloud}`,
      newText: `{\n\t"Version": "${dialect.versions[0]}",\n\t"Statement": [\n\t\t${indent(statement)}\n\t]\n}`,
      snippet: true,
      sortText: `${kind === named ? 0 : 1}${String(index).padStart(2, '0')}`,
      topic: 'kind',
      ...(filter === '' ? {} : { filterText: `${filter} ${label}` }),
    };
  });
  const more = templates ? documentItems(filter) : [];
  return { range, items: [...items, ...more], incomplete: false };
}

const KINDS = ['identity', 'resource', 'trust', 'scp', 'rcp', 'boundary', 'session', 'endpoint'] as const;

/** Kinds that people write for Alibaba Cloud. */
const RAM_KINDS = ['identity', 'trust'] as const;

/** What people call the kinds. */
export const NAMES: Readonly<Record<PolicyKind, string>> = {
  identity: 'identity policy',
  resource: 'resource policy',
  trust: 'role trust policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  endpoint: 'VPC endpoint policy',
  unknown: 'policy',
};

/** `principal`: the kind that stands for accounts, users and roles. */
type Body = (effect: string, principal: string) => string;

const object = (lines: readonly string[]) => `{\n${lines.map((line) => `\t${line}`).join(',\n')}\n}`;

const identityBody: Body = (effect) =>
  object([`"Effect": "${effect}"`, '"Action": ["$1"]', '"Resource": "$2"']);

const resourceBody: Body = (effect, principal) =>
  object([
    `"Effect": "${effect}"`,
    `"Principal": { "${principal}": "$1" }`,
    '"Action": ["$2"]',
    '"Resource": "$3"',
  ]);

const BODIES: Readonly<Partial<Record<PolicyKind, Body>>> = {
  resource: resourceBody,
  endpoint: (effect) =>
    object([`"Effect": "${effect}"`, '"Principal": "*"', '"Action": ["$1"]', '"Resource": "${2:*}"']),
  trust: (effect) =>
    object([`"Effect": "${effect}"`, '"Principal": { "Service": "$1" }', '"Action": "${2:sts:AssumeRole}"']),
  scp: (effect) => object([`"Effect": "${effect}"`, '"Action": ["$1"]', '"Resource": "${2:*}"']),
  rcp: (effect) =>
    object([
      `"Effect": "${effect}"`,
      '"Principal": "*"',
      '"Action": ["$1"]',
      '"Resource": "${2:*}"',
      '"Condition": { $3 }',
    ]),
};

function indent(value: string): string {
  return value.replaceAll('\n', '\n\t\t');
}

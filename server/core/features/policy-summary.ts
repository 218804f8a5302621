import type { Action, Catalog } from '../catalog/catalog.ts';
import type { Engine } from '../engine.ts';
import type { Field, List, PolicyDocument, Principal, Statement } from '../policy/model.ts';
import type { PolicyUse } from '../policy/use.ts';
import type { Project } from '../project.ts';
import { spelled } from '../rules/document/size.ts';
import { type TextRange, touches } from '../text/range.ts';
import type { Uri } from '../text/source.ts';
import { countWords, describeAccess, describeSize, describeUse, tightest } from './code-lenses.ts';
import { wordsOf as spell } from './hover/statement-line.ts';
import { type Access, accessOf, levelCounts, levelOf } from './policy-access.ts';
import { accessIn, type Level, type Words } from './words.ts';

/** A policy told as a tree, in the words of the reader. */
export interface PolicySummary {
  /** `data.aws_iam_policy_document.access`, `policy.json`. */
  readonly name: string;
  readonly range: TextRange;
  readonly nodes: readonly SummaryNode[];
}

export type SummaryKind =
  | 'use'
  | 'allow'
  | 'deny'
  | 'service'
  | 'level'
  | 'action'
  | 'resources'
  | 'resource'
  | 'principals'
  | 'principal'
  | 'conditions'
  | 'condition'
  | 'size'
  | 'more';

export interface SummaryNode {
  readonly kind: SummaryKind;
  readonly label: string;
  readonly description?: string;
  /** Where the file says it. */
  readonly range?: TextRange;
  readonly children?: readonly SummaryNode[];
  /** Children that are told when somebody asks for them: in large policies those of a service. */
  readonly more?: string;
}

/** The policy around an offset, or the only one of the file. With the `more` of a node: only the children of that. */
export function policySummary(
  engine: Engine,
  project: Project,
  uri: Uri,
  offset: number,
  words: Words,
  more?: string,
): PolicySummary | undefined {
  const file = engine.read(project, uri);
  const found = file?.policies
    .filter(({ document }) => touches(document.range, offset))
    .sort((a, b) => lengthOf(a.document) - lengthOf(b.document))[0];
  const policy = found ?? (file?.policies.length === 1 ? file.policies[0] : undefined);
  if (file === undefined || policy === undefined) return undefined;
  const { document } = policy;
  const uses = engine.usesOf(project, file, policy);
  const { allowed, denied } = accessOf(document, engine.catalog);
  const { name, range } = document;
  if (more !== undefined)
    return { name, range, nodes: levelsOf(more, { allow: allowed, deny: denied }, words) };
  return {
    name,
    range,
    nodes: [
      ...usesOf(policy.uses?.length === 0 ? [] : uses, document, engine.catalog, words),
      ...accessNodes('allow', words.headings.allowed, allowed, document, engine.catalog, words),
      ...accessNodes('deny', words.headings.denied, denied, document, engine.catalog, words),
      ...principalNodes(document, words),
      ...resourceNodes(document, words),
      ...conditionNodes(document, words),
      sizeNode(document, uses, engine.catalog, words),
    ],
  };
}

function lengthOf({ range }: PolicyDocument): number {
  return range.end - range.start;
}

function usesOf(
  uses: readonly PolicyUse[],
  document: PolicyDocument,
  catalog: Catalog,
  words: Words,
): readonly SummaryNode[] {
  const titles =
    uses.length === 0 ? [words.unused] : [...new Set(uses.map((use) => describeUse(use, words)))];
  return titles.map((label, index) => ({
    kind: 'use',
    label,
    ...(index === 0 ? { description: describeAccess(document, catalog, words, 'short') } : {}),
    range: document.range,
  }));
}

/** By service, then by access level. */
function accessNodes(
  kind: 'allow' | 'deny',
  label: string,
  access: Access,
  document: PolicyDocument,
  everything: Catalog,
  words: Words,
): readonly SummaryNode[] {
  const { actions, all, open } = access;
  if (!all && actions.size === 0 && open === undefined) return [];
  const catalog = everything.of(document.dialect);
  const services = all ? [] : serviceNodes(kind, actions, catalog, words);
  const children =
    open !== undefined && !all
      ? [...services, { kind: 'more' as const, label: words.unseen[open] }]
      : services;
  return [{ kind, label, description: countWords(access, words), children }];
}

function serviceNodes(
  kind: 'allow' | 'deny',
  actions: ReadonlyMap<Action, TextRange>,
  catalog: Catalog,
  words: Words,
): readonly SummaryNode[] {
  const byService = new Map<string, [Action, TextRange][]>();
  for (const entry of actions) {
    const [{ service }] = entry;
    const known = byService.get(service);
    if (known === undefined) byService.set(service, [entry]);
    else known.push(entry);
  }
  const nodes = [...byService].map(([prefix, entries]): SummaryNode => {
    const counts = levelCounts(entries.map(([action]) => action));
    return {
      kind: 'service',
      label: catalog.service(prefix)?.name ?? prefix,
      description: `${prefix} · ${accessIn(words, counts, 'short')}`,
      ...(actions.size > MANY
        ? { more: `${kind} ${prefix}` }
        : { children: LEVELS.flatMap((level) => levelNode(level, entries, words)) }),
    };
  });
  return nodes.sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** Actions; of more of them the services alone are told. */
const MANY = 300;

function levelsOf(
  more: string,
  access: Readonly<Record<'allow' | 'deny', Access>>,
  words: Words,
): readonly SummaryNode[] {
  const [kind, prefix] = more.split(' ');
  const { actions } = kind === 'deny' ? access.deny : access.allow;
  const entries = [...actions].filter(([{ service }]) => service === prefix);
  return LEVELS.flatMap((level) => levelNode(level, entries, words));
}

/** The gravest first. */
const LEVELS: readonly Level[] = ['permissions', 'write', 'read', 'unknown'];

function levelNode(
  level: Level,
  entries: readonly (readonly [Action, TextRange])[],
  words: Words,
): readonly SummaryNode[] {
  const own = entries.filter(([action]) => levelOf(action) === level);
  if (own.length === 0) return [];
  const children = own
    .toSorted(([a], [b]) => (a.name < b.name ? -1 : 1))
    .map(
      ([{ name }, range]): SummaryNode => ({
        kind: 'action',
        label: name,
        range,
      }),
    );
  const description = words.actions(own.length, spelled(own.length));
  return [{ kind: 'level', label: words.levels[level], description, children: limited(children, words) }];
}

function principalNodes({ statements }: PolicyDocument, words: Words): readonly SummaryNode[] {
  const of = (pick: (statement: Statement) => Field<Principal> | undefined) =>
    statements.flatMap((statement) => principalsOf(pick(statement)?.value));
  return [
    ...group(
      'principals',
      words.headings.principals,
      of(({ principal }) => principal),
      words,
    ),
    ...group(
      'principals',
      words.headings.principalsBut,
      of(({ notPrincipal }) => notPrincipal),
      words,
    ),
  ];
}

function principalsOf(principal: Principal | undefined): readonly SummaryNode[] {
  if (principal === undefined) return [];
  const bare = principal.bare === undefined ? [] : [leaf('principal', principal.bare.text)];
  const named = principal.entries.flatMap(({ kind, values }) =>
    values.items.map(({ text }) => ({ ...leaf('principal', text), description: kind })),
  );
  return [...bare, ...named];
}

function resourceNodes({ statements }: PolicyDocument, words: Words): readonly SummaryNode[] {
  const of = (pick: (statement: Statement) => Field<List> | undefined) =>
    statements.flatMap((one) => (pick(one)?.value.items ?? []).map(({ text }) => leaf('resource', text)));
  return [
    ...group(
      'resources',
      words.headings.resources,
      of(({ resource }) => resource),
      words,
    ),
    ...group(
      'resources',
      words.headings.resourcesBut,
      of(({ notResource }) => notResource),
      words,
    ),
  ];
}

function conditionNodes({ statements }: PolicyDocument, words: Words): readonly SummaryNode[] {
  const all = statements.flatMap(({ condition }) =>
    (condition?.value.operators ?? []).flatMap(({ name, entries }) =>
      entries.map((entry): SummaryNode => {
        const values = entry.values.items.map(({ text }) => spell(text)).join(', ');
        return { kind: 'condition', label: entry.name, description: `${name} ${values}`, range: entry.range };
      }),
    ),
  );
  return group('conditions', words.headings.conditions, all, words);
}

function leaf(kind: 'principal' | 'resource', text: List['items'][number]['text']): SummaryNode {
  return { kind, label: spell(text), range: text.inner };
}

/** The same text in several statements is told once. */
function group(
  kind: 'principals' | 'resources' | 'conditions',
  label: string,
  nodes: readonly SummaryNode[],
  words: Words,
): readonly SummaryNode[] {
  const keyOf = (node: SummaryNode) => `${node.label} ${node.description ?? ''}`;
  const distinct = [...new Map(nodes.toReversed().map((node) => [keyOf(node), node])).values()].reverse();
  if (distinct.length === 0) return [];
  return [{ kind, label, description: spelled(distinct.length), children: limited(distinct, words) }];
}

function sizeNode(
  document: PolicyDocument,
  uses: readonly PolicyUse[],
  catalog: Catalog,
  words: Words,
): SummaryNode {
  const budget = tightest(document, uses, catalog);
  const { headings, whiteSpaceCounts, whiteSpaceDoesNotCount } = words;
  const how = budget.quota?.countsWhiteSpace === true ? whiteSpaceCounts : whiteSpaceDoesNotCount;
  return {
    kind: 'size',
    label: headings.size,
    description: describeSize(budget, words),
    ...(budget.quota === undefined ? {} : { children: [{ kind: 'more' as const, label: how }] }),
  };
}

function limited(nodes: readonly SummaryNode[], words: Words): readonly SummaryNode[] {
  if (nodes.length <= MOST) return nodes;
  const rest: SummaryNode = { kind: 'more', label: words.more(nodes.length - MOST) };
  return [...nodes.slice(0, MOST), rest];
}

/** Below one node. */
const MOST = 200;

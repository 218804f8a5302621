import type { Catalog } from '../catalog/catalog.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { Engine } from '../engine.ts';
import { rangeWithin, type Text, textWith } from '../policy/text.ts';
import type { Project } from '../project.ts';
import { type TextRange, touches } from '../text/range.ts';
import type { Source, Uri } from '../text/source.ts';
import { explainStatement } from './explain-statement.ts';
import { describeActionPattern } from './hover/action.ts';
import { describeResource } from './hover/arn.ts';
import { describeConditionKey, describeOperator, describeVariable } from './hover/condition.ts';
import { documentNote } from './hover/document-argument.ts';
import { describeElement, describePrincipalKind, describeVersion } from './hover/element.ts';
import { describeEffect, describeUse } from './hover/kinds.ts';
import { describeLookalike } from './hover/lookalike.ts';
import { describeManagedPolicy } from './hover/managed-policy.ts';
import { hoverName } from './hover/name.ts';
import { describePrincipal } from './hover/principal.ts';
import { describePolicyKind } from './hover/resource-policy.ts';
import { summarizePolicy, summarizeStatement } from './hover/summary.ts';
import { describeSystemPolicy } from './hover/system-policy.ts';
import { paragraphs } from './markdown.ts';
import { type Place, placeAt } from './place.ts';
import { actionsOf } from './statement-actions.ts';
import { systemPolicyAt } from './system-policy-place.ts';

export interface Hover {
  /** The text that is explained. */
  readonly range: TextRange;
  /** Nothing in it can act: what comes from documents is escaped. */
  readonly markdown: string;
}

/** What stands at an offset, explained. */
export function hover(engine: Engine, project: Project, uri: Uri, offset: number): Hover | undefined {
  const source = project.sources.get(uri);
  if (source === undefined || engine.languageOf(source) === undefined) return undefined;
  const managed = hoverManagedPolicy(engine.catalog, source, offset);
  if (managed !== undefined) return managed;
  const system = hoverSystemPolicy(engine.catalog, source, offset);
  if (system !== undefined) return system;
  const name = hoverName(engine, project, source, offset);
  if (name !== undefined) return name;
  const place = placeAt(engine, project, uri, offset);
  const text = place?.cursor.text;
  if (place === undefined || text === undefined) return hoverBrace(engine, project, uri, offset);
  if (offset < text.range.start || offset > text.range.end) return undefined;
  if (isExpression(place)) return undefined;
  const variable = hoverVariable(place);
  if (variable !== undefined) return variable;
  const markdown = describe(place, withShapes(asRead(place, text)));
  if (markdown === undefined) return undefined;
  const { inner, range } = text;
  return { range: inner.start <= offset && offset <= inner.end ? inner : range, markdown };
}

/** A bare name where a string could stand: it is none, and what it stands for is not known here. */
function isExpression({ cursor: { text, role, refer } }: Place): boolean {
  return role === 'value' && refer !== undefined && text?.range.start === text?.inner.start;
}

/** The text with what evaluation knows of its holes: the place alone shows only that they are there. */
function asRead({ statement }: Place, text: Text): Text {
  if (text.value !== undefined || statement === undefined) return text;
  const { resource, notResource, principal, notPrincipal, condition } = statement;
  const lists = [
    resource?.value,
    notResource?.value,
    ...[principal, notPrincipal].flatMap((field) => field?.value.entries.map(({ values }) => values) ?? []),
    ...(condition?.value.operators.flatMap(({ entries }) => entries.map(({ values }) => values)) ?? []),
  ];
  const items = lists.flatMap((list) => list?.items ?? []);
  return items.find((item) => item.text.range.start === text.range.start)?.text ?? text;
}

/** What is known of the text, as a pattern: holes are what any filling must look like. */
function withShapes({ value, pieces }: Text): string {
  if (value !== undefined) return value;
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : (piece.shape ?? '*'))).join('');
}

function describe(place: Place, value: string): string | undefined {
  const { spot, catalog, dialect, use, statement } = place;
  switch (spot.at) {
    case 'document-key':
      return withStatement(
        place,
        spot.name,
        describeElement(dialect, spot.name, [
          blockNote(place, spot.name),
          ...(spot.name === 'Statement' ? documentNotes(place) : []),
        ]),
      );
    case 'statement-key':
      return withStatement(
        place,
        spot.name,
        describeElement(dialect, spot.name, [
          blockNote(place, spot.name),
          ...statementNotes(place, spot.name),
        ]),
      );
    case 'document-value':
      return spot.name === 'Version' ? describeVersion(dialect, value) : undefined;
    case 'sid':
      return describeManagedPolicy(catalog, value) === undefined
        ? explainAt(place)
        : paragraphs([explainAt(place), describeLookalike(catalog, place.cursor.policy)]);
    case 'effect':
      return paragraphs([explainAt(place), describeEffect(value, use, dialect.name)]);
    case 'action':
      return place.cursor.text?.value === undefined ? undefined : describeActionPattern(catalog, value);
    case 'resource':
      return describeResource(catalog, value, actionsOf(catalog, statement).actions);
    case 'principal-body':
      return describePrincipal(catalog, undefined, value);
    case 'principal-kind':
      return describePrincipalKind(dialect, spot.kind);
    case 'principal':
      return describePrincipal(catalog, spot.kind, value);
    case 'operator':
      return describeOperator(dialect, spot.operator);
    case 'condition-key':
      return describeConditionKey(catalog, spot.key);
    case 'condition-value':
      return conditionValue(catalog, value) ?? describeConditionKey(catalog, spot.key);
    default:
      return undefined;
  }
}

/** Elements whose name stands for the statement say first what that does. */
function withStatement(place: Place, name: string, markdown: string | undefined): string | undefined {
  const explained = EXPLAINING.has(name) ? explainAt(place) : undefined;
  return explained === undefined || markdown === undefined
    ? (markdown ?? explained)
    : paragraphs([explained, markdown]);
}

const EXPLAINING: ReadonlySet<string> = new Set(['Statement', 'Sid', 'Effect']);

/** The statement around the place in a sentence; where a block is its own key, the statement that begins there. */
function explainAt(place: Place): string | undefined {
  const { cursor, catalog, dialect, use, engine, project, uri } = place;
  const statement =
    place.statement ?? cursor.policy.statements.find(({ range }) => range.start === cursor.text?.range.start);
  if (statement === undefined) return undefined;
  const { accounts = {} } = engine.settingsOf(project, uri);
  return explainStatement(statement, { policy: cursor.policy, kind: use.kind, catalog, dialect, accounts });
}

/** The brace that opens a statement stands for it. */
function hoverBrace(engine: Engine, project: Project, uri: Uri, offset: number): Hover | undefined {
  const file = engine.read(project, uri);
  for (const policy of file?.policies ?? []) {
    const { document } = policy;
    const statement = document.statements.find(({ range }) => range.start === offset);
    const [use] = file === undefined ? [] : engine.usesOf(project, file, policy);
    if (statement === undefined || use === undefined) continue;
    const { accounts = {} } = engine.settingsOf(project, uri);
    const markdown = explainStatement(statement, {
      policy: document,
      kind: use.kind,
      catalog: engine.catalog.of(document.dialect),
      dialect: dialectOf(document.dialect),
      accounts,
    });
    if (markdown !== undefined) return { range: { start: offset, end: offset + 1 }, markdown };
  }
  return undefined;
}

/** What the language makes of an element that has a name of its own there. */
function blockNote({ cursor }: Place, name: string): string | undefined {
  const label = cursor.label?.(name);
  return label === undefined || label === name ? undefined : documentNote(label);
}

function documentNotes({ catalog, use, cursor }: Place): readonly (string | undefined)[] {
  return [
    describeUse(use),
    describePolicyKind(use, catalog),
    summarizePolicy(catalog, cursor.policy),
    describeLookalike(catalog, cursor.policy),
  ];
}

function statementNotes(place: Place, name: string): readonly (string | undefined)[] {
  const { catalog, statement, use } = place;
  switch (name) {
    case 'Effect':
      return [describeEffect(undefined, use, place.dialect.name)];
    case 'Action':
      return [
        statement === undefined ? undefined : summarizeStatement(catalog, statement),
        describePolicyKind(use, catalog),
      ];
    case 'Principal':
      return [describeUse(use), describePolicyKind(use, catalog)];
    case 'Resource':
      return [describePolicyKind(use, catalog)];
    default:
      return [];
  }
}

/** Values that explain themselves; of others the key is told. */
function conditionValue(catalog: Catalog, value: string): string | undefined {
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(value) && catalog.servicePrincipals.includes(value))
    return describePrincipal(catalog, 'Service', value);
  return value.startsWith('arn:') ? describeResource(catalog, value, []) : undefined;
}

/** `${…}` around the cursor. */
function hoverVariable(place: Place): Hover | undefined {
  const { cursor, spot, catalog, dialect } = place;
  const { text } = cursor;
  if (text === undefined || cursor.role === 'key') return undefined;
  if (spot.at !== 'resource' && spot.at !== 'condition-value' && spot.at !== 'principal') return undefined;
  for (const match of textWith(text, '').matchAll(/\$\{((?:[^}$]|\$(?!\{))*)\}/g)) {
    const range = rangeWithin(text, match.index, match.index + match[0].length);
    if (!touches(range, cursor.offset)) continue;
    if (!dialect.variables) return undefined;
    const { version, implied } = cursor.policy;
    const active = (version?.value?.value ?? implied.version) === dialect.versions[0];
    const markdown = describeVariable(catalog, match[1] ?? '', active);
    return markdown === undefined ? undefined : { range, markdown };
  }
  return undefined;
}

/** The ARN of a policy that AWS manages, wherever it stands: in policies, templates and inputs of commands. */
function hoverManagedPolicy(catalog: Catalog, source: Source, offset: number): Hover | undefined {
  const { text } = source;
  const before =
    /(?<![\w+=,.@/:-])[\w+=,.@/:-]*$/.exec(text.slice(Math.max(0, offset - MAX_ARN), offset))?.[0] ?? '';
  const after = /^[\w+=,.@/:-]*/.exec(text.slice(offset, offset + MAX_ARN))?.[0] ?? '';
  const word = before + after;
  if (!/^arn:aws[a-z-]*:iam::aws:policy\/./.test(word)) return undefined;
  const markdown = describeManagedPolicy(catalog, word);
  if (markdown === undefined) return undefined;
  return { range: { start: offset - before.length, end: offset + after.length }, markdown };
}

/** The name of a system policy of Alibaba Cloud, where Terraform attaches one. */
function hoverSystemPolicy(catalog: Catalog, source: Source, offset: number): Hover | undefined {
  const place = systemPolicyAt(source, offset);
  const markdown = place === undefined ? undefined : describeSystemPolicy(catalog, place.name);
  return place === undefined || markdown === undefined ? undefined : { range: place.range, markdown };
}

const MAX_ARN = 300;

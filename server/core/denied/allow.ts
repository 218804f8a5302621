import type { Action, Catalog } from '../catalog/catalog.ts';
import { covers as coversPattern } from '../catalog/wildcard.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { Engine } from '../engine.ts';
import { type Place, placeAt } from '../features/place.ts';
import { resourceTypesOf } from '../features/statement-actions.ts';
import type { PlainValue, PolicyDocument, Statement } from '../policy/model.ts';
import type { PolicyKind, PolicyUse } from '../policy/use.ts';
import type { Project } from '../project.ts';
import { arnWithStops, withStops } from '../refactor/statement/stops.ts';
import { type Inserted, placementAt } from '../templates/placement.ts';
import { statementEdit } from '../templates/statement.ts';
import type { TextEdit } from '../text/edit.ts';
import { touches } from '../text/range.ts';
import type { Source, Uri } from '../text/source.ts';
import { helps } from './help.ts';
import { type Denied, readDenied } from './message.ts';
import { readRamDenied } from './ram-detail.ts';

export type Allowed =
  /** `title`: a verb phrase. */
  ({ readonly title: string } & Inserted) | { readonly refused: string };

/** What allows in the policy at an offset what a message says was denied, or why nothing here would. */
export function allowDenied(
  engine: Engine,
  project: Project,
  uri: Uri,
  offset: number,
  message: string,
): Allowed {
  const said = read(message);
  if (said === undefined)
    return {
      refused:
        'The message does not say which action was denied ("… is not authorized to perform: …", or "AuthAction")',
    };
  const source = project.sources.get(uri);
  const target = source === undefined ? undefined : targetAt(engine, project, source, offset);
  if (source === undefined) return { refused: 'There is no policy' };
  if (target === undefined) return inNewDocument(engine, project, uri, offset, said);
  const { document, use } = target;
  const { denied, dialect } = said;
  const refused = helps(denied, use, document);
  if (refused !== undefined) return { refused };
  if (document.dialect !== dialect.name)
    return {
      refused: `The policy is one of ${dialectOf(document.dialect).cloud}, the message one of ${dialect.cloud}`,
    };
  const statement = statementFor(said, use.kind, engine.catalog.of(dialect.name));
  if ('refused' in statement) return statement;
  if (allows(document, denied.action, statement.resources))
    return {
      refused: `The policy allows "${denied.action}" there already; it may not be attached to who asked, or a condition of the request differs`,
    };
  const title = `Allow ${titleOf(statement)}`;
  const edits =
    added(document, statement) ??
    statementEdit(source.text, document, target.offset, target.place, [statement.value]);
  if (edits.length === 0) return { refused: 'The statements of the policy are not spelled out as a list' };
  return { title, ...withStops(document.write.tidy?.(edits) ?? edits) };
}

/** What a message says, and the language of the cloud that says it. */
interface Said {
  readonly denied: Denied;
  readonly dialect: Dialect;
}

function read(message: string): Said | undefined {
  const denied = readDenied(message);
  if (denied !== undefined) return { denied, dialect: dialectOf('aws') };
  const detail = readRamDenied(message);
  return detail === undefined ? undefined : { denied: detail, dialect: dialectOf('ram') };
}

interface Target {
  readonly document: PolicyDocument;
  readonly use: PolicyUse;
  readonly place: Place | undefined;
  readonly offset: number;
}

/** The policy at the offset, or the only one of the file. */
function targetAt(engine: Engine, project: Project, source: Source, offset: number): Target | undefined {
  const file = engine.read(project, source.uri);
  if (file === undefined) return undefined;
  const here = file.policies.findLast(({ document }) => touches(document.range, offset));
  const [only, ...others] = file.policies;
  const policy = here ?? (others.length === 0 ? only : undefined);
  if (policy === undefined || /^(\{\s*\}?)?$/.test(source.text.trim())) return undefined;
  const [use] = engine.usesOf(project, file, policy);
  if (use === undefined) return undefined;
  const { document } = policy;
  return {
    document,
    use,
    place: here === undefined ? undefined : placeAt(engine, project, source.uri, offset),
    offset: here === undefined ? document.range.end : offset,
  };
}

/** In an empty file, at the top of a module or behind an argument: a document with the one statement. */
function inNewDocument(engine: Engine, project: Project, uri: Uri, offset: number, said: Said): Allowed {
  const { denied, dialect } = said;
  const placement = placementAt(engine, project, uri, offset);
  if (placement === undefined || (placement.dialect ?? dialect.name) !== dialect.name)
    return { refused: 'There is no policy here: put the cursor in one' };
  const kind = placement.kind ?? 'identity';
  const refused = helps(denied, { kind, by: 'default' }, undefined);
  const statement = statementFor(said, kind, engine.catalog.of(dialect.name));
  if (refused !== undefined) return { refused };
  if ('refused' in statement) return statement;
  const answer = placement.insert({
    name: statement.action
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase(),
    title: '',
    summary: '',
    dialect: dialect.name,
    kind,
    places: {},
    document: { Version: dialect.versions[0] ?? '', Statement: [statement.value] },
  });
  if ('refused' in answer) return answer;
  return { title: `Allow ${titleOf(statement)}`, ...withStops(answer.edits) };
}

interface Made {
  readonly value: { readonly [name: string]: PlainValue };
  readonly action: string;
  readonly resources: readonly string[];
}

function statementFor(
  { denied, dialect }: Said,
  kind: PolicyKind,
  catalog: Catalog,
): Made | { readonly refused: string } {
  const known = catalog.action(denied.action);
  const action = known?.fullName ?? denied.action;
  const resources = resourcesOf(denied, dialect, known, catalog);
  const value: Record<string, PlainValue> = { Effect: 'Allow' };
  if (kind === 'resource' || kind === 'trust') {
    if (denied.principal === undefined)
      return { refused: 'The message does not say whose request was denied' };
    value.Principal = { AWS: principalOf(denied.principal) };
  } else if (kind === 'endpoint') value.Principal = '*';
  value.Action = action;
  const [only = '*', ...others] = resources;
  if (kind !== 'trust') value.Resource = others.length === 0 ? only : resources;
  return { value, action, resources: kind === 'trust' ? [] : resources };
}

/** What the message names where the action takes it; else what the reference says that the action takes, to be completed. */
function resourcesOf(
  { resource, principal }: Denied,
  { arn: { prefix } }: Dialect,
  action: Action | undefined,
  catalog: Catalog,
): readonly string[] {
  if (action !== undefined && takesNoResource(action)) return ['*'];
  if (resource?.startsWith(`${prefix}:`) === true) return [resource];
  const named = /^(role|user|group) (\S+)$/.exec(resource ?? '');
  const [, partition, , , account] = principal?.split(':') ?? [];
  if (named !== null && partition !== undefined && account !== undefined)
    return [`arn:${partition}:iam::${account}:${named[1]}/${named[2]}`];
  const types = action === undefined ? [] : resourceTypesOf([action]).map(({ type }) => type);
  const arns = [...new Set(types.flatMap((type) => type.arns.map((arn) => arnWithStops(arn, catalog))))];
  return arns.length === 0 || arns.length > MOST ? ['*'] : arns;
}

function takesNoResource({ resourceTypes, resourcesUnknown, retiredSince }: Action): boolean {
  return resourceTypes.length === 0 && resourcesUnknown !== true && retiredSince === undefined;
}

/** ARNs to be completed; more of them are no better than `*`. */
const MOST = 5;

/** The role behind a session: sessions come and go. */
function principalOf(arn: string): string {
  return arn.replace(/^(arn:[\w-]+:)sts(::\d{12}:)assumed-role\/([^/]+)\/.*$/, '$1iam$2role/$3');
}

function titleOf({ action, resources }: Made): string {
  const [only, ...others] = resources.map((arn) => arn.replace(/[\ue0f0\ue0f1]/g, ''));
  if (only === undefined) return `"${action}"`;
  return others.length === 0
    ? `"${action}" on "${only}"`
    : `"${action}" on ${resources.length} ARNs to complete`;
}

/** Whether a statement without conditions says so already. */
function allows(document: PolicyDocument, action: string, resources: readonly string[]): boolean {
  return document.statements.some((statement) => {
    if (!isPlainAllow(document, statement)) return false;
    const fits = (patterns: readonly (string | undefined)[], text: string) =>
      patterns.some((pattern) => pattern !== undefined && coversPattern(pattern, text));
    const actions = statement.action?.value.items.map(({ text }) => text.value?.toLowerCase()) ?? [];
    const arns = statement.resource?.value.items.map(({ text }) => text.value) ?? [];
    return (
      fits(actions, action.toLowerCase()) && resources.length > 0 && resources.every((arn) => fits(arns, arn))
    );
  });
}

function isPlainAllow({ implied }: PolicyDocument, statement: Statement): boolean {
  const { effect, condition, principal, notPrincipal, notAction, notResource, open } = statement;
  const verb = effect === undefined ? implied.effect : effect.value?.value;
  const others = [condition, principal, notPrincipal, notAction, notResource];
  return verb === 'Allow' && open.length === 0 && others.every((field) => field === undefined);
}

/** The action joins a statement that allows others on the same resource. */
function added(
  document: PolicyDocument,
  { action, resources, value }: Made,
): readonly TextEdit[] | undefined {
  if (resources.length === 0 || value.Principal !== undefined) return undefined;
  const same = document.statements.find((statement) => {
    const { resource, action: list } = statement;
    if (!isPlainAllow(document, statement) || resource === undefined || list === undefined) return false;
    if (resource.value.open.length > 0 || list.value.open.length > 0 || list.value.items.length === 0)
      return false;
    const arns = resource.value.items.map(({ text }) => text.value);
    return (
      arns.length === resources.length && arns.every((arn) => arn !== undefined && resources.includes(arn))
    );
  });
  if (same?.action === undefined || resources.includes('*')) return undefined;
  const edits = document.write.set([...same.path, 'Action', same.action.value.items.length], action);
  return edits.length === 0 ? undefined : edits;
}

import type { Engine } from '../engine.ts';
import type { FilePolicy, GraphEdge, GraphNode } from '../languages/language.ts';
import type { PolicyDocument } from '../policy/model.ts';
import type { Project } from '../project.ts';
import { covers, type TextRange, touches } from '../text/range.ts';
import type { Source, Uri } from '../text/source.ts';
import { definition } from './navigation.ts';
import { serviceName } from './reference.ts';
import { actionsOf } from './statement-actions.ts';
import { policyName, useWords } from './symbols.ts';

/**
 * A station on the way from what a policy allows to what it is attached to: a service, a policy, the blocks that hand it on.
 * It is found again by its kind, its document and `key`.
 */
export interface HierarchyItem {
  readonly kind: 'service' | 'policy' | 'block';
  readonly uri: Uri;
  /** The node's name; of a policy without one the offset where it starts; of a service its prefix and that offset. */
  readonly key: string;
  readonly name: string;
  readonly detail?: string;
  readonly range: TextRange;
  readonly selection: TextRange;
}

export interface HierarchyCall {
  readonly item: HierarchyItem;
  /** Where it is named: in the caller's document. */
  readonly at: readonly TextRange[];
}

/** What stands at an offset, or what the name there means. */
export function hierarchyAt(
  engine: Engine,
  project: Project,
  uri: Uri,
  offset: number,
): readonly HierarchyItem[] {
  const source = project.sources.get(uri);
  if (source === undefined) return [];
  const [declared] = definition(engine, project, uri, offset);
  const there = declared === undefined ? undefined : project.sources.get(declared.uri);
  const named =
    declared === undefined || there === undefined
      ? undefined
      : engine.languageOf(there)?.nodeAt?.(there, project, declared.range.start);
  if (named !== undefined) return [blockItem(engine, project, named)];
  const policy = innermost(engine, project, uri, offset);
  if (policy === undefined) return [];
  const node = engine.languageOf(source)?.nodeAt?.(source, project, offset);
  return [
    node === undefined ? policyItem(engine, project, source, policy) : blockItem(engine, project, node),
  ];
}

function innermost(engine: Engine, project: Project, uri: Uri, offset: number): FilePolicy | undefined {
  let found: FilePolicy | undefined;
  for (const policy of engine.read(project, uri)?.policies ?? []) {
    const { range } = policy.document;
    if (touches(range, offset) && (found === undefined || covers(found.document.range, range)))
      found = policy;
  }
  return found;
}

/** Who uses it: arguments that take a policy, attachments, locals on the way. */
export function incomingCalls(
  engine: Engine,
  project: Project,
  item: HierarchyItem,
): readonly HierarchyCall[] {
  const source = project.sources.get(item.uri);
  if (source === undefined) return [];
  if (item.kind === 'block') {
    const language = engine.languageOf(source);
    const node = language?.nodeNamed?.(source, project, item.key);
    const edges = node === undefined ? [] : (language?.usersOf?.(source, project, node) ?? []);
    return edges.map((edge) => callOf(engine, project, edge));
  }
  const policy = item.kind === 'policy' ? policyOf(engine, project, source, item.key) : undefined;
  const file = engine.read(project, item.uri);
  if (policy === undefined || file === undefined) return [];
  return engine.usesOf(project, file, policy).flatMap(({ at }): readonly HierarchyCall[] => {
    const there = at === undefined || at.uri === item.uri ? undefined : project.sources.get(at.uri);
    const node =
      at === undefined || there === undefined
        ? undefined
        : engine.languageOf(there)?.nodeAt?.(there, project, at.range.start);
    return at === undefined || node === undefined
      ? []
      : [{ item: blockItem(engine, project, node), at: [at.range] }];
  });
}

/** What it is made of: documents and resources that it names, and the services of its actions. */
export function outgoingCalls(
  engine: Engine,
  project: Project,
  item: HierarchyItem,
): readonly HierarchyCall[] {
  const source = project.sources.get(item.uri);
  if (source === undefined || item.kind === 'service') return [];
  if (item.kind === 'policy') {
    const document = policyOf(engine, project, source, item.key)?.document;
    return document === undefined ? [] : serviceCalls(engine, source, document);
  }
  const language = engine.languageOf(source);
  const node = language?.nodeNamed?.(source, project, item.key);
  if (node === undefined) return [];
  const edges = language?.usedBy?.(source, project, node) ?? [];
  const inside = (engine.read(project, item.uri)?.policies ?? []).filter(({ document }) =>
    covers(node.range, document.range),
  );
  return [
    ...edges.map((edge) => callOf(engine, project, edge)),
    ...inside.flatMap(({ document }) => serviceCalls(engine, source, document)),
  ];
}

function callOf(engine: Engine, project: Project, { node, at }: GraphEdge): HierarchyCall {
  return { item: blockItem(engine, project, node), at };
}

function blockItem(engine: Engine, project: Project, node: GraphNode): HierarchyItem {
  const { uri, name, range, selection } = node;
  const file = engine.read(project, uri);
  const policy = file?.policies.find(({ document }) => document.name === name);
  const [use] = policy === undefined || file === undefined ? [] : engine.usesOf(project, file, policy);
  const detail =
    use === undefined || use.kind === 'unknown' ? fileName(uri) : `${useWords(use)}, ${fileName(uri)}`;
  return { kind: 'block', uri, key: name, name, detail, range, selection };
}

function policyItem(engine: Engine, project: Project, source: Source, policy: FilePolicy): HierarchyItem {
  const { document } = policy;
  const { range } = document;
  const file = engine.read(project, source.uri);
  const [use] = file === undefined ? [] : engine.usesOf(project, file, policy);
  return {
    kind: 'policy',
    uri: source.uri,
    key: String(range.start),
    name: policyName(document),
    ...(use === undefined || use.kind === 'unknown' ? {} : { detail: useWords(use) }),
    range,
    selection: { start: range.start, end: range.start },
  };
}

function policyOf(engine: Engine, project: Project, { uri }: Source, key: string): FilePolicy | undefined {
  return engine.read(project, uri)?.policies.find(({ document }) => String(document.range.start) === key);
}

/** One per service, with the items of `Action` that speak of it. */
function serviceCalls(engine: Engine, { uri }: Source, document: PolicyDocument): readonly HierarchyCall[] {
  const catalog = engine.catalog.of(document.dialect);
  const places = new Map<string, TextRange[]>();
  for (const statement of document.statements.slice(0, MAX_STATEMENTS)) {
    for (const { text } of statement.action?.value.items ?? []) {
      const prefix = /^([a-z0-9-]+):/i.exec(text.value ?? '')?.[1]?.toLowerCase();
      if (prefix === undefined || catalog.service(prefix) === undefined) continue;
      if (!covers(document.range, text.inner)) continue;
      places.set(prefix, [...(places.get(prefix) ?? []), text.inner]);
    }
  }
  return [...places].flatMap(([prefix, at]): readonly HierarchyCall[] => {
    const [first] = at;
    if (first === undefined) return [];
    const number = document.statements.reduce(
      (sum, statement) =>
        sum + actionsOf(catalog, statement).actions.filter(({ service }) => service === prefix).length,
      0,
    );
    const item: HierarchyItem = {
      kind: 'service',
      uri,
      key: `${prefix} ${document.range.start}`,
      name: prefix,
      detail: `${serviceName(catalog, prefix)}, ${number} ${number === 1 ? 'action' : 'actions'}`,
      range: first,
      selection: first,
    };
    return [{ item, at }];
  });
}

const MAX_STATEMENTS = 2_000;

function fileName(uri: Uri): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

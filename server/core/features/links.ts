import type { Catalog, Service } from '../catalog/catalog.ts';
import type { Engine } from '../engine.ts';
import type { List, PolicyDocument } from '../policy/model.ts';
import type { Text } from '../policy/text.ts';
import type { Project } from '../project.ts';
import { readDirective } from '../suppress/directive.ts';
import type { TextRange } from '../text/range.ts';
import type { Source, Uri } from '../text/source.ts';
import { pages, serviceTable } from './reference.ts';

/** A stretch of a document that leads somewhere. */
export interface DocumentLink {
  readonly range: TextRange;
  readonly target: /** A page of the cloud's documentation. */
    | { readonly kind: 'page'; readonly url: string }
    /** The page of one of our rules. */
    | { readonly kind: 'rule'; readonly rule: string }
    | { readonly kind: 'file'; readonly uri: Uri };
  /** Where it leads, in a few words. */
  readonly title: string;
}

/** Services of actions, condition keys, policies that AWS manages, rules in comments and files whose text is taken in; no link whose target is a guess. */
export function documentLinks(engine: Engine, project: Project, uri: Uri): readonly DocumentLink[] {
  const source = project.sources.get(uri);
  const file = engine.read(project, uri);
  if (source === undefined || file === undefined) return [];
  const links: DocumentLink[] = [];
  const taken = new Set<number>();
  const add = (link: DocumentLink | undefined) => {
    if (link === undefined || links.length >= MAX_LINKS || taken.has(link.range.start)) return;
    taken.add(link.range.start);
    links.push(link);
  };
  for (const link of ruleLinks(engine, source, project)) add(link);
  for (const link of managedPolicies(engine.catalog, source)) add(link);
  for (const { range, uri: target } of engine.languageOf(source)?.namedFiles?.(source, project) ?? [])
    add({ range, target: { kind: 'file', uri: target }, title: 'Open the file' });
  for (const { document } of file.policies) {
    if (document.dialect === 'aws' && project.settings.links !== false && links.length < MAX_LINKS)
      for (const link of policyLinks(engine.catalog, document)) add(link);
  }
  return links;
}

/** More than anybody follows. Editors ask for all of them after each change, so that the answer must stay small. */
const MAX_LINKS = 500;

/** The first ones. Memoised per document. */
function policyLinks(catalog: Catalog, document: PolicyDocument): readonly DocumentLink[] {
  const known = memo.get(document);
  if (known?.catalog === catalog) return known.links;
  const links: DocumentLink[] = [];
  for (const link of linksIn(catalog, document)) {
    if (links.length >= MAX_LINKS) break;
    links.push(link);
  }
  memo.set(document, { catalog, links });
  return links;
}

const memo = new WeakMap<
  PolicyDocument,
  { readonly catalog: Catalog; readonly links: readonly DocumentLink[] }
>();

function* linksIn(catalog: Catalog, document: PolicyDocument): Iterable<DocumentLink> {
  for (const { action, notAction, condition } of document.statements) {
    for (const field of [action, notAction])
      for (const text of textsOf(field?.value)) {
        const page = actionPage(catalog, text);
        yield* linkOf(document, text, page, text.value?.indexOf(':'));
      }
    for (const { entries } of condition?.value.operators ?? [])
      for (const { key } of entries) yield* linkOf(document, key, keyPage(catalog, key));
  }
}

interface Page {
  readonly url: string | undefined;
  readonly title: string;
}

/** On the first `length` characters: editors underline links, and a list of actions that all are would hide what is marked in it. */
function* linkOf(
  { range: whole }: PolicyDocument,
  text: Text,
  page: Page | undefined,
  length = text.value?.length ?? 0,
): Iterable<DocumentLink> {
  const range = text.inner;
  if (page?.url === undefined || range.end <= range.start || length <= 0) return;
  // What an expression brings from elsewhere has the place of the expression.
  if (
    range.start < whole.start ||
    range.end > whole.end ||
    text.pieces.some((piece) => piece.kind === 'hole')
  )
    return;
  if (text.value?.length !== range.end - range.start) return;
  yield {
    range: { start: range.start, end: range.start + length },
    target: { kind: 'page', url: page.url },
    title: page.title,
  };
}

function textsOf(list: List | undefined): readonly Text[] {
  return (list?.items ?? []).map(({ text }) => text);
}

function actionPage(catalog: Catalog, { value }: Text): Page | undefined {
  const match = value === undefined ? undefined : catalog.expand(value);
  if (match?.kind === 'one' && match.action.retiredSince === undefined)
    return pageOf(match.service, 'actions');
  return match?.kind === 'pattern' && match.actions.length > 0 ? pageOf(match.service, 'actions') : undefined;
}

function keyPage(catalog: Catalog, { value }: Text): Page | undefined {
  const key = value === undefined ? undefined : catalog.conditionKey(value);
  if (value === undefined || key === undefined) return undefined;
  if (key.global !== undefined)
    return { url: globalKeyPage(key.name), title: 'Condition keys of all services' };
  const service = catalog.service(value.slice(0, Math.max(0, value.indexOf(':'))));
  return service !== undefined && key.services.includes(service.prefix) ? pageOf(service, 'keys') : undefined;
}

/** The page has a section per key: `condition-keys-principalorgid`. */
function globalKeyPage(name: string): string {
  const [, key = ''] = /^aws:([A-Za-z0-9]+)/.exec(name) ?? [];
  return key === '' ? pages.globalKeys : `${pages.globalKeys}#condition-keys-${key.toLowerCase()}`;
}

function pageOf(service: Service, table: 'actions' | 'keys'): Page {
  const what = table === 'actions' ? 'Actions' : 'Condition keys';
  return { url: serviceTable(service, table), title: `${what} of ${service.name}` };
}

/** By their ARNs, wherever these stand: also attachments name them. */
function* managedPolicies(catalog: Catalog, { text }: Source): Iterable<DocumentLink> {
  if (!text.includes(':aws:policy/')) return;
  for (const { 0: arn, index } of text.matchAll(MANAGED)) {
    const policy = catalog.managedPolicy(arn);
    if (policy === undefined || policy.deprecatedSince !== undefined) continue;
    const url = `${pages.managedPolicies}/${encodeURIComponent(policy.name)}.html`;
    const range = { start: index, end: index + arn.length };
    yield { range, target: { kind: 'page', url }, title: `Managed policy ${policy.name}` };
  }
}

const MANAGED = /\barn:aws(?:-cn|-us-gov)?:iam::aws:policy\/[\w+=,.@/-]+/g;

function* ruleLinks(engine: Engine, source: Source, project: Project): Iterable<DocumentLink> {
  const comments = engine.languageOf(source)?.suppressionComments?.(source, project) ?? [];
  for (const comment of comments) {
    for (const { name, range } of readDirective(source.text, comment)?.rules ?? []) {
      if (engine.rules.some(({ id }) => id === name))
        yield { range, target: { kind: 'rule', rule: name }, title: `Rule ${name}` };
    }
  }
}

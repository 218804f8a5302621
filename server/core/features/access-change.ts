import type { Catalog } from '../catalog/catalog.ts';
import type { Engine } from '../engine.ts';
import type { Field, List, PolicyDocument, Statement } from '../policy/model.ts';
import type { Project } from '../project.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import { own } from '../text/own.ts';
import type { Uri } from '../text/source.ts';

/**
 * What edits of a document change of who may do what, in words: `grants 3 fewer actions`. Undefined where nothing changes
 * that can be seen, and for documents that are too long to be read for it.
 */
export function accessChange(
  engine: Engine,
  project: Project,
  uri: Uri,
  edits: readonly TextEdit[],
): string | undefined {
  const source = project.sources.get(uri);
  if (source === undefined || source.text.length > LONGEST) return undefined;
  const before = engine.read(project, uri)?.policies ?? [];
  const changed = { ...source, text: applyEdits(source.text, edits) };
  const sources = new Map([...project.sources, [uri, changed]]);
  const after = engine.read({ ...project, sources }, uri)?.policies ?? [];
  if (before.length !== after.length) return undefined;
  const changes = before.flatMap(({ document }, index) => {
    const other = after[index]?.document;
    if (other === undefined) return [];
    return (
      compare(saidIn(document, engine.catalog, source.text), saidIn(other, engine.catalog, changed.text)) ??
      []
    );
  });
  return changes.length === 0 ? undefined : [...new Set(changes)].join('; ');
}

/** Characters. */
const LONGEST = 200_000;

/** What a document says of who may do what. */
interface Said {
  /** Names of actions in lower case; patterns that nobody can list as they are. */
  readonly allowed: ReadonlySet<string>;
  readonly denied: ReadonlySet<string>;
  /** What statements say of resources, principals and conditions, each with its element. */
  readonly said: ReadonlySet<string>;
}

function saidIn({ statements, implied, dialect }: PolicyDocument, all: Catalog, text: string): Said {
  const catalog = all.of(dialect);
  const allowed = new Set<string>();
  const denied = new Set<string>();
  const said = new Set<string>();
  for (const statement of statements) {
    const verb = statement.effect === undefined ? implied.effect : statement.effect.value?.value;
    const names = verb === 'Deny' ? denied : allowed;
    addNames(statement.action, '', names, catalog);
    addNames(statement.notAction, 'all but ', names, catalog);
    for (const { name, raw } of elementsOf(statement))
      said.add(
        `${name} ${text
          .slice(raw.range.start, raw.range.end)
          .replaceAll(/[\s[\],]+/g, ' ')
          .trim()}`,
      );
  }
  return { allowed, denied, said };
}

function elementsOf({ fields }: Statement): readonly Field<unknown>[] {
  return fields.filter(({ name }) => name !== 'Sid' && name !== 'Effect' && !name.endsWith('Action'));
}

function addNames(
  field: Field<List> | undefined,
  prefix: string,
  names: Set<string>,
  catalog: Catalog,
): void {
  for (const { text } of field?.value.items ?? []) {
    const match = text.value === undefined ? undefined : catalog.expand(text.value);
    if (match?.kind === 'one') names.add(prefix + match.action.fullName.toLowerCase());
    else if (match?.kind === 'all') names.add(`${prefix}*`);
    else if (match?.kind === 'pattern')
      for (const action of [...match.actions, ...match.retired])
        names.add(prefix + action.fullName.toLowerCase());
  }
}

function compare(before: Said, after: Said): string | undefined {
  const parts = [
    changeOf('grants', before.allowed, after.allowed),
    changeOf('denies', before.denied, after.denied),
  ].filter((part) => part !== undefined);
  if (parts.length > 0) return parts.join(' and ');
  const elements = new Set(
    [...before.said, ...after.said]
      .filter((one) => before.said.has(one) !== after.said.has(one))
      .map((one) => own(WORDS, one.slice(0, one.indexOf(' ')))),
  );
  const words = [...elements].filter((word) => word !== undefined);
  return words.length === 0 ? undefined : `same actions, other ${words.join(' and ')}`;
}

const WORDS: Readonly<Record<string, string>> = {
  Resource: 'resources',
  NotResource: 'resources',
  Principal: 'principals',
  NotPrincipal: 'principals',
  Condition: 'conditions',
};

function changeOf(verb: string, before: ReadonlySet<string>, after: ReadonlySet<string>): string | undefined {
  const more = added(before, after);
  const fewer = added(after, before);
  if (more === 0 && fewer === 0) return undefined;
  if (after.has('*') !== before.has('*'))
    return after.has('*') ? `${verb} every action` : `no longer ${verb} every action`;
  if (fewer === 0) return `${verb} ${more} more ${actions(more)}`;
  if (more === 0) return `${verb} ${fewer} fewer ${actions(fewer)}`;
  return `${verb} ${more} more and ${fewer} fewer ${actions(fewer)}`;
}

function added(before: ReadonlySet<string>, after: ReadonlySet<string>): number {
  let count = 0;
  for (const name of after) if (!before.has(name)) count++;
  return count;
}

function actions(count: number): string {
  return count === 1 ? 'action' : 'actions';
}

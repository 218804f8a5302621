import type { Engine } from '../engine.ts';
import type { Item, List, PolicyDocument, Statement } from '../policy/model.ts';
import type { Text } from '../policy/text.ts';
import type { Project } from '../project.ts';
import type { TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';
import { definition, references } from './navigation.ts';
import { placeAt } from './place.ts';

export interface Highlight {
  readonly range: TextRange;
  /** It gives the name to something; others use it. */
  readonly declares: boolean;
}

/**
 * Where else in the document the same thing stands: an action, resource, principal or condition key in all of its policies,
 * a Sid in its own, a name of the template language wherever it is used. Empty where none of these stands at the offset.
 */
export function highlights(engine: Engine, project: Project, uri: Uri, offset: number): readonly Highlight[] {
  const declared = definition(engine, project, uri, offset).filter((place) => place.uri === uri);
  const used = references(engine, project, uri, offset, false).filter((place) => place.uri === uri);
  const named = [
    ...declared.map(({ range }) => ({ range, declares: true })),
    ...used.map(({ range }) => ({ range, declares: false })),
  ];
  return named.length > 0 ? distinct(named) : sameTexts(engine, project, uri, offset);
}

function distinct(all: readonly Highlight[]): readonly Highlight[] {
  const seen = new Set<string>();
  return all.filter(({ range }) => {
    const key = `${range.start} ${range.end}`;
    if (range.end <= range.start || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function sameTexts(engine: Engine, project: Project, uri: Uri, offset: number): readonly Highlight[] {
  const place = placeAt(engine, project, uri, offset);
  if (place === undefined) return [];
  const { spot, cursor } = place;
  const documents = engine.read(project, uri)?.policies.map(({ document }) => document) ?? [cursor.policy];
  const wanted = cursor.text?.value;
  const texts = TEXTS[spot.at];
  if (texts === undefined || wanted === undefined || wanted === '') return [];
  const isSame =
    spot.at === 'action' || spot.at === 'condition-key'
      ? (value: string) => value.toLowerCase() === wanted.toLowerCase()
      : (value: string) => value === wanted;
  return distinct(
    documents.flatMap((document) =>
      document.statements.flatMap((statement) =>
        texts(statement)
          .filter(({ value, inner }) => value !== undefined && isSame(value) && isIn(document, inner))
          .map(({ inner }) => ({ range: inner, declares: false })),
      ),
    ),
  );
}

/** What comes from elsewhere has the place of the expression that brings it. */
function isIn({ range }: PolicyDocument, { start, end }: TextRange): boolean {
  return range.start <= start && end <= range.end;
}

const TEXTS: Readonly<Record<string, ((statement: Statement) => readonly Text[]) | undefined>> = {
  action: ({ action, notAction }) => [...textsOf(action?.value), ...textsOf(notAction?.value)],
  resource: ({ resource, notResource }) => [...textsOf(resource?.value), ...textsOf(notResource?.value)],
  principal: ({ principal, notPrincipal }) =>
    [principal, notPrincipal].flatMap((field) => [
      ...(field?.value.bare === undefined ? [] : [field.value.bare.text]),
      ...(field?.value.entries ?? []).flatMap(({ values }) => textsOf(values)),
    ]),
  'condition-key': ({ condition }) =>
    (condition?.value.operators ?? []).flatMap(({ entries }) => entries.map(({ key }) => key)),
};

function textsOf(list: List | undefined): readonly Text[] {
  return (list?.items ?? []).map(({ text }: Item) => text);
}

import type { Engine } from '../engine.ts';
import type { Location } from '../policy/use.ts';
import type { Project } from '../project.ts';
import type { Uri } from '../text/source.ts';
import { sidAt } from './sids.ts';

/**
 * Where the name at an offset is declared: a document, a resource that a policy sits on, a local; of a Sid the statement that
 * this one takes the place of. Elsewhere nothing.
 */
export function definition(engine: Engine, project: Project, uri: Uri, offset: number): readonly Location[] {
  const source = project.sources.get(uri);
  const language = source === undefined ? undefined : engine.languageOf(source);
  const found = source === undefined ? [] : (language?.definition?.(source, project, offset) ?? []);
  const places = found.length > 0 ? found : (sidAt(engine, project, uri, offset)?.origins ?? []);
  return places.filter((place) => project.sources.has(place.uri)).map(locationOf);
}

/** Uses of the name at an offset in all files that the project has; with `declaration` where it is declared, too. */
export function references(
  engine: Engine,
  project: Project,
  uri: Uri,
  offset: number,
  declaration: boolean,
): readonly Location[] {
  const source = project.sources.get(uri);
  const language = source === undefined ? undefined : engine.languageOf(source);
  if (source === undefined) return [];
  const uses = language?.references?.(source, project, offset) ?? [];
  const named = uses.length > 0 || (language?.definition?.(source, project, offset) ?? []).length > 0;
  const sid = named ? undefined : sidAt(engine, project, uri, offset);
  if (sid === undefined) return declaration ? [...definition(engine, project, uri, offset), ...uses] : uses;
  const origins = new Set(sid.origins.map(({ text }) => text));
  return sid.same.filter(({ text }) => declaration || !origins.has(text)).map(locationOf);
}

function locationOf({ uri, range }: Location): Location {
  return { uri, range };
}

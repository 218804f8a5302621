import type { Engine } from '../engine.ts';
import type { Location } from '../policy/use.ts';
import type { Project } from '../project.ts';
import type { Uri } from '../text/source.ts';

/** Where the name at an offset is declared: a document, a resource that a policy sits on, a local. Elsewhere nothing. */
export function definition(engine: Engine, project: Project, uri: Uri, offset: number): readonly Location[] {
  const source = project.sources.get(uri);
  const language = source === undefined ? undefined : engine.languageOf(source);
  const found = source === undefined ? [] : (language?.definition?.(source, project, offset) ?? []);
  return found.filter((place) => project.sources.has(place.uri));
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
  return declaration ? [...definition(engine, project, uri, offset), ...uses] : uses;
}

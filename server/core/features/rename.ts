import type { Engine } from '../engine.ts';
import type { Renaming, Unrenamable } from '../languages/language.ts';
import type { Project } from '../project.ts';
import { touches } from '../text/range.ts';
import type { Uri } from '../text/source.ts';
import { renameSid, sidAt } from './sids.ts';

/**
 * What can be renamed at an offset: a `Sid` in all documents that make one policy, and what the language of the document has names for.
 * Inside policies there is a reason for everything that cannot. Undefined: nothing there is of our concern.
 */
export function renameAt(
  engine: Engine,
  project: Project,
  uri: Uri,
  offset: number,
): Renaming | Unrenamable | undefined {
  const source = project.sources.get(uri);
  if (source === undefined) return undefined;
  const named = engine.languageOf(source)?.renameAt?.(source, project, offset);
  if (named !== undefined) return named;
  const sid = sidAt(engine, project, uri, offset);
  if (sid !== undefined) return renameSid(sid);
  const inside = engine.read(project, uri)?.policies.find(({ document }) => touches(document.range, offset));
  return inside === undefined ? undefined : { refused: ONLY };
}

const ONLY =
  'Nothing here has a name that can be changed: Policywright renames Sids, and the policy documents of a Terraform module';

export function isUnrenamable(answer: Renaming | Unrenamable): answer is Unrenamable {
  return 'refused' in answer;
}

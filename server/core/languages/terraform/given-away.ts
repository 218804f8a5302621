import type { TerraformFacts } from '../../catalog/terraform.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import type { PolicyUse } from '../../policy/use.ts';
import { covers, type TextRange } from '../../text/range.ts';
import type { Source, Uri } from '../../text/source.ts';
import { type Called, elsewhere, seeingOutputs } from './calls.ts';
import { consumersOf } from './consumers.ts';
import type { LinkedModule } from './link.ts';
import type { Module, ModuleFile } from './module.ts';
import { originsOf, withMerged } from './origins.ts';
import { distinctUses, placeOf } from './policies.ts';
import type { Scope } from './scope.ts';

/** A policy that another module uses. */
export interface GivenAway {
  /** Of the block or expression that it is. */
  readonly range: TextRange;
  readonly uses: readonly PolicyUse[];
}

/** Policies in files of called modules, which give them to this one in an output, by file. */
export function givenByCalls(
  module: Module,
  facts: TerraformFacts,
  scopeOf: (file: ModuleFile) => Scope,
  called: Called,
): ReadonlyMap<Uri, readonly GivenAway[]> {
  const given = new Map<Uri, GivenAway[]>();
  const seeing = seeingOutputs(scopeOf, called);
  for (const { attribute, file, use } of consumersOf(module, facts, scopeOf)) {
    for (const origin of withMerged(originsOf(attribute.value, seeing(file)))) {
      const place = origin.kind === 'file' ? undefined : placeOf(origin);
      if (place === undefined || module.files.some(({ source }) => source === place.file.source)) continue;
      const { uri } = place.file.source;
      given.set(uri, [...(given.get(uri) ?? []), { range: place.range, uses: [elsewhere(use)] }]);
    }
  }
  return given;
}

/** Whether a file has policies that nothing in their module takes, and the module has outputs by which others may. */
export function givesAway(source: Source, { module, found }: LinkedModule): boolean {
  return module.outputs.size > 0 && found.policiesIn(source).some(({ uses }) => uses.length === 0);
}

/** The uses of a document with those that other modules have for it, where its own has none. */
export function usesWith(
  uses: readonly PolicyUse[],
  { range }: PolicyDocument,
  given: readonly GivenAway[],
): readonly PolicyUse[] {
  if (uses.length > 0) return uses;
  return distinctUses(given.flatMap((one) => (covers(one.range, range) ? one.uses : [])));
}

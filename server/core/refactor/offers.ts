import type { Catalog } from '../catalog/catalog.ts';
import type { FileModel, FilePolicy, Language } from '../languages/language.ts';
import type { PolicyUse } from '../policy/use.ts';
import type { Project } from '../project.ts';
import { covers, type TextRange } from '../text/range.ts';
import type { Offer, Refactoring, RefactoringContext, Refusal } from './refactoring.ts';

/** What a refactoring says to a place. */
export interface Offered {
  readonly refactoring: Refactoring;
  readonly answer: Offer | Refusal;
}

export interface Asked {
  readonly project: Project;
  readonly catalog: Catalog;
  readonly language: Language;
  readonly file: FileModel;
  readonly range: TextRange;
  usesOf(policy: FilePolicy): readonly PolicyUse[];
  /** Told of refactorings that throw, which cannot happen. */
  onBug(refactoring: Refactoring, error: unknown): void;
}

/** What all refactorings say to a place, in their order; one that throws says nothing. */
export function offersAt(refactorings: readonly Refactoring[], asked: Asked): readonly Offered[] {
  const ctx = contextOf(asked);
  const all = [...refactorings, ...(asked.language.refactorings ?? [])];
  return all.flatMap((refactoring): readonly Offered[] => {
    try {
      const answer = refactoring.offer(ctx);
      return answer === undefined ? [] : [{ refactoring, answer }];
    } catch (error) {
      asked.onBug(refactoring, error);
      return [];
    }
  });
}

function contextOf({ project, catalog, language, file, range, usesOf }: Asked): RefactoringContext {
  const policy = innermost(file, range);
  return {
    project,
    catalog: policy === undefined ? catalog : catalog.of(policy.document.dialect),
    file,
    range,
    policy,
    uses: policy === undefined ? [] : usesOf(policy),
    candidates: () => language.candidates?.(file.source, project) ?? [],
    cursor: () => language.locate(file, range.start),
  };
}

function innermost({ policies }: FileModel, range: TextRange): FilePolicy | undefined {
  let found: FilePolicy | undefined;
  for (const policy of policies) {
    if (!covers(policy.document.range, range)) continue;
    if (found === undefined || covers(found.document.range, policy.document.range)) found = policy;
  }
  return found;
}

import type { Catalog } from '../catalog/catalog.ts';
import type { Candidate, FileModel, FilePolicy } from '../languages/language.ts';
import type { Cursor } from '../policy/cursor.ts';
import type { PolicyUse } from '../policy/use.ts';
import type { Project } from '../project.ts';
import type { TextEdit } from '../text/edit.ts';
import type { TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';

/**
 * A change of a policy that somebody asks for at a place, without a finding. It is a value, as a rule is, and does not know who runs it.
 * Its row stands in `docs/refactorings.md`.
 */
export interface Refactoring {
  /** Kebab-case, and the name of its row. */
  readonly name: string;
  /** What it does wherever it is offered: sentence case, a verb phrase, no full stop. */
  readonly title: string;
  readonly kind: RefactoringKind;
  /** What it would do at the place. Undefined: nothing here is of its concern. Must be cheap: it is asked at each move of the cursor. */
  offer(ctx: RefactoringContext): Offer | Refusal | undefined;
}

/** The protocol's kinds of code actions below `refactor`. */
export type RefactoringKind = 'refactor.rewrite' | 'refactor.extract' | 'refactor.inline';

export interface RefactoringContext {
  readonly project: Project;
  /** Of the cloud whose policy it is. */
  readonly catalog: Catalog;
  readonly file: FileModel;
  /** What is selected; empty where only the cursor stands. */
  readonly range: TextRange;
  /** The innermost policy that holds the whole range. */
  readonly policy: FilePolicy | undefined;
  /** Of the policy, at least one; none without a policy. */
  readonly uses: readonly PolicyUse[];
  /** Resources and data sources that expressions of the document can refer to; none where the language has no such. */
  readonly candidates: () => readonly Candidate[];
  /** The place at the start of the range, in terms of the policy. Worked out when it is asked for. */
  readonly cursor: () => Cursor | undefined;
}

export interface Offer {
  /** What it does here: `Convert to the data source "aws_iam_policy_document.read"`. */
  readonly title: string;
  /** `safe` never changes who may do what. */
  readonly grade: 'safe' | 'review';
  /** What the reader should know before it happens; shown behind the title. */
  readonly note?: string;
  /** Asked for when somebody wants them. None: it turned out that nothing can be done. */
  readonly edits: () => readonly DocumentEdits[];
}

/** The place is one for the refactoring, and still it cannot be done exactly. */
export interface Refusal {
  readonly title: string;
  /** Why not: sentence case, no full stop. */
  readonly disabled: string;
}

/** Changes of one document; they speak of the text that the project has, and do not overlap. */
export interface DocumentEdits {
  readonly uri: Uri;
  readonly edits: readonly TextEdit[];
  /**
   * Per edit the same as a snippet, for editors that take them: `$1`, `${2:text}` mark stops, and the author's text in it is
   * escaped. Undefined for edits without stops.
   */
  readonly snippets?: readonly (TextEdit | undefined)[];
  /** The document does not exist yet: its text is what the edits insert. */
  readonly create?: true;
}

export function isRefusal(answer: Offer | Refusal): answer is Refusal {
  return 'disabled' in answer;
}

import type { Cursor } from '../policy/cursor.ts';
import type { PolicyDocument } from '../policy/model.ts';
import type { Location, PolicyUse } from '../policy/use.ts';
import type { Project } from '../project.ts';
import type { Report, Rule } from '../rules/rule.ts';
import type { TextRange } from '../text/range.ts';
import type { Source, Uri } from '../text/source.ts';

/** A syntax that policies are written in: text in, model out. Reading never fails and judges nothing. */
export interface Language {
  /** Language ids of editors that this reader takes. */
  readonly ids: readonly string[];
  /** Cheap: whether a full reading can be worth it. A document that fails this test costs nothing more. */
  suspects(source: Source): boolean;
  /** The project holds what else a document's policies are made of: other files of its folder. Cached by the language as it likes. */
  read(source: Source, project: Project): FileModel;
  /** What stands around an offset, also in half-typed text. Undefined outside every policy. */
  locate(file: FileModel, offset: number): Cursor | undefined;
  /** What documents of this language use a whole other file as. */
  usesOf?(uri: Uri, project: Project): readonly PolicyUse[];
  /** Where the name at an offset is declared. */
  definition?(source: Source, project: Project, offset: number): readonly Location[];
  /** Every use of the name at an offset, without its declaration. */
  references?(source: Source, project: Project, offset: number): readonly Location[];
  /** What the name at an offset has to do with policies. */
  wiring?(source: Source, project: Project, offset: number): Wiring | undefined;
  /** What the host should read for a better answer. */
  wants?(source: Source, project: Project): readonly Want[];
}

/** A name and the policies around it. */
export interface Wiring {
  readonly range: TextRange;
  /** `data.aws_iam_policy_document.x`, `aws_prometheus_workspace.main`. */
  readonly target: string;
  /** The document of that name. */
  readonly document?: PolicyDocument;
  readonly uses: readonly PolicyUse[];
  /** Arguments that take the document, or that put a policy on the resource. */
  readonly consumers: readonly { readonly name: string; readonly argument: string; readonly at: Location }[];
}

/** A folder to list, or a file to read; each named once it is known to matter. */
export type Want = { readonly folder: Uri } | { readonly file: Uri };

export interface FileModel {
  readonly source: Source;
  readonly policies: readonly FilePolicy[];
  /** What the language's own rules have to say of the file: mistakes in how a policy is wired, not in what it says. */
  readonly wiring?: readonly WiringReport[];
}

/** A report of a rule of the language, which needs more than a policy to judge. */
export interface WiringReport {
  readonly rule: Rule;
  readonly report: Report;
}

export interface FilePolicy {
  readonly document: PolicyDocument;
  /**
   * What the place says about the use: under `AssumeRolePolicyDocument` stands a trust policy, and a Terraform resource says it of its document.
   * Absent: whoever asks may guess. Empty: nothing uses it as far as the files tell, and guessing is wrong.
   */
  readonly uses?: readonly PolicyUse[];
  /** The document stands inside a string of the file: whoever checks the syntax of the file does not see into it. */
  readonly embedded?: true;
}

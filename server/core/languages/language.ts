import type { Cursor } from '../policy/cursor.ts';
import type { PolicyDocument } from '../policy/model.ts';
import type { PolicyUse } from '../policy/use.ts';
import type { Source } from '../text/source.ts';

/** A syntax that policies are written in: text in, model out. Reading never fails and judges nothing. */
export interface Language {
  /** Language ids of editors that this reader takes. */
  readonly ids: readonly string[];
  /** Cheap: whether a full reading can be worth it. A document that fails this test costs nothing more. */
  suspects(source: Source): boolean;
  read(source: Source): FileModel;
  /** What stands around an offset, also in half-typed text. Undefined outside every policy. */
  locate(file: FileModel, offset: number): Cursor | undefined;
}

export interface FileModel {
  readonly source: Source;
  readonly policies: readonly FilePolicy[];
}

export interface FilePolicy {
  readonly document: PolicyDocument;
  /** What the place in the file says about the use: under `AssumeRolePolicyDocument` stands a trust policy. */
  readonly use?: PolicyUse;
  /** The document stands inside a string of the file: whoever checks the syntax of the file does not see into it. */
  readonly embedded?: true;
}

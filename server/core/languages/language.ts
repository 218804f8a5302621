import type { Cursor } from '../policy/cursor.ts';
import type { DialectName, PolicyDocument } from '../policy/model.ts';
import type { Location, PolicyKind, PolicyUse } from '../policy/use.ts';
import type { Project } from '../project.ts';
import type { Refactoring } from '../refactor/refactoring.ts';
import type { Report, Rule } from '../rules/rule.ts';
import type { CommentPlace, SuppressionComment } from '../suppress/comment.ts';
import type { TextEdit } from '../text/edit.ts';
import type { TextRange } from '../text/range.ts';
import type { Source, Uri } from '../text/source.ts';

/** A syntax that policies are written in: text in, model out. Reading never fails and judges nothing. */
export interface Language {
  /** Language ids of editors that this reader takes. */
  readonly ids: readonly string[];
  /** Documents that are of this language whatever their language id says: `main.tf.json`. */
  takes?(source: Source): boolean;
  /** Cheap: whether a full reading can be worth it. A document that fails this test costs nothing more. */
  suspects(source: Source): boolean;
  /** The project holds what else a document's policies are made of: other files of its folder. Cached by the language as it likes. */
  read(source: Source, project: Project): FileModel;
  /** What stands around an offset, also in half-typed text. Undefined outside every policy. */
  locate(file: FileModel, offset: number): Cursor | undefined;
  /** Reads a document of another language that one of this language makes its own: a template that a module renders. */
  readForeign?(source: Source, project: Project): FileModel | undefined;
  /** What documents of this language use a whole other file as. */
  usesOf?(uri: Uri, project: Project): readonly PolicyUse[];
  /** Where the name at an offset is declared. */
  definition?(source: Source, project: Project, offset: number): readonly Location[];
  /** Every use of the name at an offset, without its declaration. */
  references?(source: Source, project: Project, offset: number): readonly Location[];
  /** What the name at an offset has to do with policies. */
  wiring?(source: Source, project: Project, offset: number): Wiring | undefined;
  /** The type of block, or the argument of one, whose name stands at an offset. */
  termAt?(source: Source, project: Project, offset: number): Term | undefined;
  /** Resources and data sources that expressions of the document can refer to. */
  candidates?(source: Source, project: Project): readonly Candidate[];
  /** The documents that an argument takes whose value stands at an offset. Undefined at every other place. */
  documentsAt?(source: Source, project: Project, offset: number): DocumentSlot | undefined;
  /**
   * Where a comment on a line of its own speaks of what stands at an offset, and the sign that begins it. Undefined: the document
   * takes no comments.
   */
  commentPlace?(source: Source, project: Project, offset: number): CommentPlace | undefined;
  /** Where a whole new document can stand at an offset outside of every policy. Undefined where none can. */
  newDocumentAt?(source: Source, project: Project, offset: number): NewDocument | undefined;
  /** Comments that ask to ignore findings. */
  suppressionComments?(source: Source, project: Project): readonly SuppressionComment[];
  /** Names that the language has beside those of policies, where one of them is typed. Undefined at every other place. */
  argumentsAt?(source: Source, project: Project, offset: number): ArgumentSlot | undefined;
  /** What the host should read for a better answer. */
  wants?(source: Source, project: Project): readonly Want[];
  /** Changes that only this language can make: from one of its forms of a policy to another. */
  readonly refactorings?: readonly Refactoring[];
  /** Everything in a document that may span lines and can be hidden, whether or not it is of a policy. */
  folds?(source: Source, project: Project): readonly Fold[];
  /** Expressions that name a file whose text is taken in, and that file. */
  namedFiles?(source: Source, project: Project): readonly { readonly range: TextRange; readonly uri: Uri }[];
  /**
   * The documents that a policy is put together with, itself among them. Undefined: with none. `source` is any document of
   * the module; the policy stands in that at `uri`, which may be one that the module takes in.
   */
  merged?(source: Source, project: Project, uri: Uri, document: PolicyDocument): Merged | undefined;
  /** The block or value around an offset that has a name and is on the way of a policy to what it is attached to. */
  nodeAt?(source: Source, project: Project, offset: number): GraphNode | undefined;
  /** The same by its name, in the module of a document. */
  nodeNamed?(source: Source, project: Project, name: string): GraphNode | undefined;
  /** Who names a node, and where in his own document. */
  usersOf?(source: Source, project: Project, node: GraphNode): readonly GraphEdge[];
  /** What a node names, and where in the node's document. */
  usedBy?(source: Source, project: Project, node: GraphNode): readonly GraphEdge[];
  /** What can be renamed at an offset, or why not. Undefined: it is no name that has to do with policies. */
  renameAt?(source: Source, project: Project, offset: number): Renaming | Unrenamable | undefined;
}

/** A name, or an argument that takes a policy, and the policies around it. */
export interface Wiring {
  readonly range: TextRange;
  /** `data.aws_iam_policy_document.x`, `aws_prometheus_workspace.main`; of an argument the block it stands in. */
  readonly target: string;
  /** The attribute that is asked for, `arn`. */
  readonly attribute?: string;
  /** The argument's name, `policy`. */
  readonly argument?: string;
  /** The document of that name. */
  readonly document?: PolicyDocument;
  /** What the document is used as, what sits on the resource, or what the argument makes of what it takes. */
  readonly uses: readonly PolicyUse[];
  /** Arguments that take the document, or that put a policy on the resource. */
  readonly consumers: readonly Consumption[];
}

/** A document in the place that decides what it is used as. */
export interface Consumption {
  /** `aws_prometheus_resource_policy.main`. */
  readonly name: string;
  readonly argument: string;
  readonly at: Location;
  readonly use: PolicyUse;
  readonly document: { readonly name: string; readonly at: Location };
}

/** A name that the template language gives to things, and that facts are known of. */
export interface Term {
  readonly range: TextRange;
  readonly block: 'resource' | 'data';
  /** `aws_prometheus_resource_policy`. */
  readonly type: string;
  /** Nested ones with dots; absent where the type itself is meant. */
  readonly argument?: string;
}

/** Something that an expression can refer to. */
export interface Candidate {
  /** `aws_prometheus_workspace.main`, `data.aws_caller_identity.me`. */
  readonly target: string;
  /** `aws_prometheus_workspace`, `data.aws_caller_identity`. */
  readonly type: string;
  /** How one of several is told apart, where there may be several. */
  readonly index: 'none' | 'number' | 'key';
}

/** A place for the name of an argument, as far as it is typed. */
export interface ArgumentSlot {
  readonly range: TextRange;
  /** Those that are not there yet, as snippets: with their value where none follows. */
  readonly arguments: readonly { readonly name: string; readonly snippet: string }[];
  /** What an accepted one changes elsewhere: the comma that the member before lacks. */
  readonly also?: readonly TextEdit[];
}

/** A place for a whole document, as far as it is typed. */
export interface DocumentSlot {
  /** The reference being typed. */
  readonly range: TextRange;
  /** The argument takes a list, and none is begun. */
  readonly wantsList: boolean;
  /** What the reference needs in front of it and behind it where a string stands: `${` and `}`. Absent: nothing. */
  readonly around?: { readonly before: string; readonly after: string };
  readonly documents: readonly DocumentCandidate[];
}

export interface DocumentCandidate extends Candidate {
  /** What gives the document's text: `json`. Absent: it is the text itself. */
  readonly attribute?: string;
  readonly uses: readonly PolicyUse[];
  /** It fits the place best: same name, or not used yet. */
  readonly rank: number;
}

/** Lines that can be hidden. */
export interface Fold {
  readonly range: TextRange;
  readonly kind: 'region' | 'comment';
  /** The last line closes what the first one opens, and stays in sight. */
  readonly closed: boolean;
}

/** Documents whose statements end up in one policy, where one of the same `Sid` takes the place of another. */
export interface Merged {
  readonly members: readonly MergedDocument[];
  /** Others may belong to them that the files do not tell: expressions make them, or other modules are handed the text. */
  readonly open?: 'made' | 'handed on';
}

export interface MergedDocument {
  readonly uri: Uri;
  readonly document: PolicyDocument;
  /** Which of `members` it takes statements from, by their place there. */
  readonly from: readonly number[];
}

/** A block or value with a name: `data.aws_iam_policy_document.read`, `aws_iam_role.app`, `local.policy`. */
export interface GraphNode extends Location {
  readonly name: string;
  /** The name or header; inside `range`. */
  readonly selection: TextRange;
  /** It is a policy. */
  readonly document?: PolicyDocument;
}

export interface GraphEdge {
  readonly node: GraphNode;
  /** Where the name stands. */
  readonly at: readonly TextRange[];
}

/** A name at a place, and what changes with it. */
export interface Renaming {
  readonly range: TextRange;
  readonly name: string;
  /** Why a new name cannot be; undefined where it can. Sentence case, no full stop. */
  refuses(name: string): string | undefined;
  edits(name: string): readonly { readonly uri: Uri; readonly edits: readonly TextEdit[] }[];
}

/** Why a name cannot be changed here: sentence case, no full stop. */
export interface Unrenamable {
  readonly refused: string;
}

/** A place for a new document, and the form that it has there. */
export interface NewDocument {
  readonly form: 'document' | 'data source' | 'jsonencode';
  /** What the document replaces. */
  readonly range: TextRange;
  /** What takes it, where that is known. */
  readonly dialect?: DialectName;
  readonly kind?: PolicyKind;
  /** Prefix of the service that takes it. */
  readonly service?: string;
  /** A policy's JSON as it has to stand there, indentation included. */
  write(json: string, wanted: NewDocumentWish): { readonly text: string } | { readonly refused: string };
}

export interface NewDocumentWish {
  /** What blocks are named after: `amp-query`. */
  readonly name: string;
  readonly dialect: DialectName;
  readonly kind: PolicyKind;
  /** One step of indentation, where the editor says it. */
  readonly unit?: string;
}

/** A folder to list, or a file to read; each named once it is known to matter. */
export type Want = { readonly folder: Uri } | { readonly file: Uri };

export interface FileModel {
  readonly source: Source;
  readonly policies: readonly FilePolicy[];
  /** What stands around an offset, where another language than the document's own has read it. */
  locate?(offset: number): Cursor | undefined;
  /** What expressions in the file can name, where that is what a caller gives to it. */
  readonly names?: readonly string[];
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

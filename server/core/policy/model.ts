import type { TextEdit } from '../text/edit.ts';
import type { TextRange } from '../text/range.ts';
import type { Reference, Text } from './text.ts';
import type { Entry, Value } from './value.ts';

/** Where an element stands in the equivalent JSON policy, as Access Analyzer reports it: `["Statement", 0, "Action", 1]`. */
export type PolicyPath = readonly (string | number)[];

export type DialectName = 'aws' | 'ram';

export type StatementElement =
  | 'Sid'
  | 'Effect'
  | 'Principal'
  | 'NotPrincipal'
  | 'Action'
  | 'NotAction'
  | 'Resource'
  | 'NotResource'
  | 'Condition';

export interface Field<T> {
  /** IAM's name of the element, whatever the surface syntax calls it. */
  readonly name: string;
  /** The key without its quotes. */
  readonly key: TextRange;
  /** From the key to the end of the value. */
  readonly range: TextRange;
  readonly path: PolicyPath;
  readonly value: T;
  /** What stands there, for rules that judge its shape. */
  readonly raw: Value;
  /** The element may be absent after all: nobody is told that it must not be there. */
  readonly maybe?: true;
  /** Parts whose JSON type the element cannot take; `value` goes without them. */
  readonly mistyped: readonly Mistyped[];
}

export interface Mistyped {
  readonly range: TextRange;
  readonly path: PolicyPath;
  readonly found: 'string' | 'number' | 'boolean' | 'null' | 'list' | 'object';
  readonly expected: string;
  readonly value: Value;
}

/** One value or several; policies treat both alike. */
export interface List {
  readonly range: TextRange;
  readonly items: readonly Item[];
  /** Expressions that may add items nobody can see. */
  readonly open: readonly TextRange[];
  /** Written as a scalar, without brackets. */
  readonly single: boolean;
}

export interface Item {
  readonly text: Text;
  readonly path: PolicyPath;
}

export interface Principal {
  readonly range: TextRange;
  /** The bare string, `"*"` in any sensible policy. */
  readonly bare?: Item;
  readonly entries: readonly PrincipalEntry[];
  readonly open: readonly TextRange[];
}

export interface PrincipalEntry {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`, or what the author wrote. */
  readonly kind: string;
  readonly key: Text;
  readonly range: TextRange;
  readonly path: PolicyPath;
  readonly values: List;
}

export interface Condition {
  readonly range: TextRange;
  readonly operators: readonly ConditionOperator[];
  readonly open: readonly TextRange[];
}

export interface ConditionOperator {
  /** As written: `ForAnyValue:StringLikeIfExists`. */
  readonly name: string;
  readonly key: Text;
  readonly range: TextRange;
  readonly path: PolicyPath;
  readonly entries: readonly ConditionEntry[];
  readonly open: readonly TextRange[];
}

export interface ConditionEntry {
  /** The condition key as written: `aws:ResourceTag/team`. */
  readonly name: string;
  readonly key: Text;
  readonly range: TextRange;
  readonly path: PolicyPath;
  readonly values: List;
}

export interface Statement {
  readonly range: TextRange;
  readonly path: PolicyPath;
  readonly sid?: Field<Text | undefined> | undefined;
  readonly effect?: Field<Text | undefined> | undefined;
  readonly action?: Field<List> | undefined;
  readonly notAction?: Field<List> | undefined;
  readonly resource?: Field<List> | undefined;
  readonly notResource?: Field<List> | undefined;
  readonly principal?: Field<Principal> | undefined;
  readonly notPrincipal?: Field<Principal> | undefined;
  readonly condition?: Field<Condition> | undefined;
  /** Every field in the author's order, unknown and repeated ones included. */
  readonly fields: readonly Field<unknown>[];
  /** Keys the language does not have. */
  readonly others: readonly Field<unknown>[];
  /** Earlier fields that a later one of the same name replaces. */
  readonly repeated: readonly Field<unknown>[];
  /** Dynamic blocks, merges: absence cannot be claimed. */
  readonly open: readonly TextRange[];
}

export interface PolicyDocument {
  readonly dialect: DialectName;
  /** What people call it: the file's name, or `data.aws_iam_policy_document.example`. */
  readonly name: string;
  /** `json`, `terraform` … */
  readonly language: string;
  readonly range: TextRange;
  readonly version?: Field<Text | undefined>;
  readonly id?: Field<Text | undefined>;
  readonly statement?: Field<readonly Statement[]>;
  readonly statements: readonly Statement[];
  readonly fields: readonly Field<unknown>[];
  readonly others: readonly Field<unknown>[];
  readonly repeated: readonly Field<unknown>[];
  readonly open: readonly TextRange[];
  /** What the surface syntax supplies where the author says nothing. */
  readonly implied: {
    readonly effect?: 'Allow';
    readonly version?: string;
    /** Lists without items do not get into the policy at all. */
    readonly emptyLists?: 'left out';
  };
  /** Repeated keys below the elements, where JSON readers disagree about which one counts. */
  readonly repeatedKeys: readonly RepeatedKey[];
  /** What the reader could not understand. */
  readonly problems: readonly Problem[];
  readonly root: Value;
  readonly write: Writer;
}

/** Text that is not of the syntax it should be of. */
export interface Problem {
  readonly at: TextRange;
  /** Sentence case, no full stop. */
  readonly message: string;
  /** Parsers of programs go on here, AWS does not: a comment, a trailing comma. */
  readonly tolerated: boolean;
  /** What to do about it, when that is certain. */
  readonly edits?: readonly TextEdit[];
  /** A verb phrase for the edits: `Insert the comma`. */
  readonly title?: string;
}

/** A key that stands twice in one object of a principal or condition. */
export interface RepeatedKey {
  readonly entry: Entry;
  readonly path: PolicyPath;
}

/** Plain data for new parts of a policy, in IAM's JSON spelling. */
export type PlainValue =
  | string
  | number
  | boolean
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

/**
 * Turns an intent into edits of the author's file, in the author's syntax and layout.
 * Every intent speaks of the document as it was read; edits of two intents may be applied together when they touch different parts.
 * An intent that the syntax at that place cannot carry out gives no edit.
 */
export interface Writer {
  /** The whole scalar becomes `value`. */
  text(text: Text, value: string): readonly TextEdit[];
  /** Part of a scalar, by a range of the file inside it, becomes `value`. */
  part(range: TextRange, value: string): readonly TextEdit[];
  /** The element at `path` becomes `value`; missing elements on the way are made. An index one past the end appends. */
  set(path: PolicyPath, value: PlainValue): readonly TextEdit[];
  /** Inserts before the item at `path` (its last step is an index). */
  insert(path: PolicyPath, value: PlainValue): readonly TextEdit[];
  /** Takes away the element, item or field at `path`, with its comma. */
  remove(path: PolicyPath): readonly TextEdit[];
  /** Takes away several elements that may be neighbours: one set of edits that do not overlap. */
  removeAll(paths: readonly PolicyPath[]): readonly TextEdit[];
  /** Another name for the key of the element at `path`. */
  rename(path: PolicyPath, name: string): readonly TextEdit[];
  /** The whole scalar becomes a reference of the template language. Absent where the syntax has none. */
  refer?(text: Text, reference: Reference): readonly TextEdit[];
  /**
   * All edits of one fix, with what the formatter of the language would do about their neighbours: columns that move.
   * To be asked once, when the edits of a fix are together. Absent where nothing is formatted so.
   */
  tidy?(edits: readonly TextEdit[]): readonly TextEdit[];
  /**
   * What stands around several elements that take the place of the statement at `path`. Undefined where only one can stand.
   * With it the file's own text can be used again, comments, layout and expressions included.
   */
  neighbours?(path: PolicyPath): Neighbours | undefined;
}

/** Text of the file, spelled as it stands there. */
export interface Neighbours {
  /** The element with all of its syntax. */
  readonly range: TextRange;
  readonly before: string;
  /** Separator, line break and indentation. */
  readonly between: string;
  readonly after: string;
}

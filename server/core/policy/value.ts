import type { TextRange } from '../text/range.ts';
import type { Reference, Text } from './text.ts';

/**
 * What a language reader makes of a literal, before anyone asks whether it is a policy.
 * JSON, `jsonencode({…})`, heredocs and Terraform blocks all read into this tree, and one place turns it into the model.
 */
export type Value = ScalarValue | NullValue | ListValue | ObjectValue | UnknownValue;

export interface ScalarValue {
  readonly type: 'string' | 'number' | 'boolean';
  readonly range: TextRange;
  readonly text: Text;
}

export interface NullValue {
  readonly type: 'null';
  readonly range: TextRange;
}

export interface ListValue {
  readonly type: 'list';
  readonly range: TextRange;
  readonly items: readonly Value[];
  /** Expressions that may add items nobody can see. */
  readonly open: readonly TextRange[];
}

export interface ObjectValue {
  readonly type: 'object';
  readonly range: TextRange;
  readonly entries: readonly Entry[];
  /** Expressions that may add entries nobody can see. */
  readonly open: readonly TextRange[];
}

/** A place where a value stands that only the template language can know, or where the author has not typed one yet. */
export interface UnknownValue {
  readonly type: 'unknown';
  readonly range: TextRange;
  /** The value is still to be typed: `"Action": ` and nothing after it. */
  readonly missing?: true;
  /** What it refers to, when the file says so. */
  readonly reference?: Reference;
  /** What any filling must look like, when the filling is certainly one string: `arn:*:aps:*:*:workspace/*`. */
  readonly shape?: string;
}

export interface Entry {
  readonly key: Text;
  /** The name in IAM's JSON spelling: a Terraform `actions` is `Action`. */
  readonly name: string;
  /** From the key to the end of the value. */
  readonly range: TextRange;
  readonly value: Value;
  /** It may be absent after all: only who runs the file knows. */
  readonly maybe?: true;
}

export function entryOf(value: Value | undefined, name: string): Entry | undefined {
  return value?.type === 'object' ? value.entries.find((entry) => entry.name === name) : undefined;
}

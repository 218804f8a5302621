import type { TextEdit } from '../text/edit.ts';
import type { TextRange } from '../text/range.ts';
import type { PolicyDocument, PolicyPath } from './model.ts';
import type { Text } from './text.ts';

/** A place in a policy where somebody types or points, in terms of the equivalent JSON policy. */
export interface Cursor {
  readonly policy: PolicyDocument;
  readonly offset: number;
  /**
   * The element at the offset. For a key it ends with the key being typed (`''` when none is there yet);
   * for a list it ends with the index that an item here has or would have.
   */
  readonly path: PolicyPath;
  readonly role: 'key' | 'value';
  /** The scalar under the offset, as far as it is typed. */
  readonly text?: Text;
  /** The characters of the scalar before the offset, decoded. */
  readonly before: string;
  /**
   * What an accepted completion replaces: the content of the scalar, without its quotes,
   * but with the closing one where more must follow it. Empty when nothing is typed.
   * It does not touch `offset` where somebody points at a quote: nothing can be typed there.
   */
  readonly replace: TextRange;
  /** What an accepted completion changes elsewhere: the comma that the element before lacks. */
  readonly also?: readonly TextEdit[];
  /**
   * Puts a value or key here in the syntax of the file: quotes where none are, escapes, what must follow a key.
   * `inside` is the decoded text; the result replaces `replace`.
   */
  spell(inside: string): string;
  /**
   * As `spell`, for a key with the value that follows it, or for a value that is no scalar, as a snippet:
   * `$1`, `${2:text}` mark stops, and the author's text in it is escaped.
   * Only the key when a value already follows it. Inside quotes, where no such value can stand, the text as it is.
   */
  spellSnippet(parts: SnippetParts): string;
  /**
   * As `spell`, for a value that the template language gives, and text behind it: `aws_sqs_queue.q.arn` bare,
   * `"${aws_s3_bucket.b.arn}/*"`, and without the quotes inside quotes. Absent where the syntax has no expressions.
   */
  refer?(expression: string, suffix: string): string;
  /**
   * Inside an expression of the template language within the text: the name typed there and what ends the expression.
   * What `refer` gives replaces this; `before` ends with `${` and the name.
   */
  readonly expression?: TextRange;
  /** What the syntax calls an element: `actions` for `Action`. Absent: as JSON does. */
  label?(name: string): string;
  /** Whether an element may stand there beside others of its name: nested blocks. Absent: none may. */
  repeats?(name: string): boolean;
  /** Whether the syntax has no such element, though the policy language has it. Absent: it has them all. */
  refuses?(name: string): boolean;
}

export interface SnippetParts {
  /** Present for keys. */
  readonly key?: string;
  /** The value in JSON with snippet stops, `["$1"]`, `{ $1 }`. */
  readonly value: string;
}

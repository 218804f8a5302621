import type { TextEdit } from '../../text/edit.ts';
import type { TextRange } from '../../text/range.ts';

/** Answers to one request. Every item replaces `range` unless it says otherwise. */
export interface CompletionList {
  readonly range: TextRange;
  readonly items: readonly CompletionItem[];
  /** More typing asks again: words are matched by meaning, or there was too much to send. */
  readonly incomplete: boolean;
  /** What the documentation of an item is about, unless the item says otherwise. See `resolveCompletion`. */
  readonly topic?: Topic;
  /** What accepting any item changes elsewhere: the comma that the element before lacks. */
  readonly also?: readonly TextEdit[];
}

export type CompletionKind =
  | 'action'
  | 'wildcard'
  | 'service'
  | 'resource'
  | 'segment'
  | 'element'
  | 'operator'
  | 'condition-key'
  | 'principal'
  | 'variable'
  | 'policy'
  | 'value'
  | 'skeleton';

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label: access level, type, number of matches. */
  readonly detail?: string;
  /** In the syntax of the file; a snippet if `snippet`. */
  readonly newText: string;
  readonly range?: TextRange;
  readonly snippet?: true;
  /** Absent: the label. */
  readonly filterText?: string;
  /** Absent: the label. */
  readonly sortText?: string;
  readonly topic?: Topic;
  readonly preselect?: true;
  /** The accepted text is a beginning: ask for completion again. */
  readonly retrigger?: true;
}

/** With the label the key of an item's documentation. An argument follows a blank: `action ec2`. */
export type Topic = PlainTopic | `ram ${PlainTopic}`;

/** What an item of AWS's language is about; in front of it stands the name of another language. */
export type PlainTopic =
  | `action ${string}`
  | 'action'
  | 'service'
  | 'element'
  | `element ${string}`
  | 'operator'
  | 'condition-key'
  | 'variable'
  | 'principal-kind'
  | 'principal'
  | 'arn'
  | `resource-type ${string}`
  | 'policy'
  | 'kind';

/** The characters after which editors should ask without being told. */
export const completionTriggers: readonly string[] = ['"', ':', '*', '/', '$', '{', '.'];

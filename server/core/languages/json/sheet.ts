import type { Value } from '../../policy/value.ts';
import type { Embedded } from './embedded.ts';
import type { JsonError } from './errors.ts';
import type { Commented } from './removal.ts';
import { type JsonReading, readJson } from './value.ts';

/** The JSON text that a policy is written in: the file, or the content of a string of it. All offsets are those of `text`. */
export interface Sheet extends Commented {
  readonly root: Value;
  readonly errors: readonly JsonError[];
  /** Absent when the text is the file. */
  readonly embedded: Embedded | undefined;
}

/** Costs nothing until it is asked for. */
export function sheetOf(
  text: string,
  { errors, comments }: JsonReading,
  root: Value,
  embedded: Embedded | undefined,
): () => Sheet {
  if (embedded === undefined) return () => ({ text, root, errors, comments, embedded });
  let sheet: Sheet | undefined;
  return () => {
    sheet ??= innerSheet(embedded);
    return sheet;
  };
}

function innerSheet(embedded: Embedded): Sheet {
  const { text } = embedded;
  const { value, errors, comments } = readJson(text);
  const nothing: Value = { type: 'unknown', range: { start: 0, end: text.length }, missing: true };
  return { text, root: value ?? nothing, errors, comments, embedded };
}

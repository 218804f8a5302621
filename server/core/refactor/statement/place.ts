import type { Field, Item, List, PolicyDocument, Statement } from '../../policy/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import { covers, type TextRange } from '../../text/range.ts';
import type { DocumentEdits, RefactoringContext } from '../refactoring.ts';
import { withStops } from './stops.ts';

/** The statement that holds what is selected. */
export interface StatementPlace {
  /** Of the file. */
  readonly text: string;
  readonly document: PolicyDocument;
  readonly statement: Statement;
  /** In `document.statements`. */
  readonly index: number;
}

/** A list of a statement, and the item that is selected: the only one, or the one under the cursor. */
export interface ListPlace extends StatementPlace {
  readonly field: Field<List>;
  readonly item: Item | undefined;
}

export function statementAt({ file, policy, range }: RefactoringContext): StatementPlace | undefined {
  if (policy === undefined) return undefined;
  const { document } = policy;
  const index = document.statements.findIndex((statement) => covers(statement.range, range));
  const statement = document.statements[index];
  return statement === undefined ? undefined : { text: file.source.text, document, statement, index };
}

/** One of the elements `names`, when the selection is in it. */
export function listAt(
  ctx: RefactoringContext,
  names: readonly (typeof LISTS)[number][],
): ListPlace | undefined {
  const place = statementAt(ctx);
  if (place === undefined) return undefined;
  for (const name of names) {
    const field = place.statement[name];
    if (field === undefined || !covers(field.range, ctx.range)) continue;
    const item = field.value.items.find(({ text }) => covers(text.range, ctx.range));
    return { ...place, field, item };
  }
  return undefined;
}

const LISTS = ['action', 'notAction', 'resource', 'notResource'] as const;

/** The edits of the file, with what its formatter would do about their neighbours, and their stops. */
export function edited(
  { file }: RefactoringContext,
  { write }: PolicyDocument,
  edits: readonly TextEdit[],
): readonly DocumentEdits[] {
  return [{ uri: file.source.uri, ...withStops(write.tidy?.(edits) ?? edits) }];
}

/** Whether every part of a statement is known: nothing open, mistyped, repeated or unknown to the language. */
export function isPlain(statement: Statement): boolean {
  return (
    statement.open.length === 0 &&
    statement.repeated.length === 0 &&
    statement.others.length === 0 &&
    statement.fields.every(
      ({ mistyped, raw, maybe }) => mistyped.length === 0 && raw.type !== 'unknown' && maybe !== true,
    )
  );
}

export function slice(text: string, { start, end }: TextRange): string {
  return text.slice(start, end);
}

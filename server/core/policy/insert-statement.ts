import type { TextEdit } from '../text/edit.ts';
import type { PlainValue, PolicyDocument, Statement } from './model.ts';

/**
 * Puts a statement behind another one, or behind all. What cannot be read as a statement has a place in the list, too. No edits
 * where the list cannot be written.
 */
export function insertStatement(
  { statement, statements, write }: PolicyDocument,
  behind: Statement | undefined,
  value: PlainValue,
): readonly TextEdit[] {
  const count = statement?.raw.type === 'list' ? statement.raw.items.length : statements.length;
  const last = behind?.path.at(-1);
  const index = behind === undefined ? count : typeof last === 'number' ? last + 1 : 1;
  const path = ['Statement', index];
  return index < count ? write.insert(path, value) : write.set(path, value);
}

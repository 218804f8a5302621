import type { Place } from '../features/place.ts';
import { insertStatement } from '../policy/insert-statement.ts';
import type { PlainValue, PolicyDocument } from '../policy/model.ts';
import type { TextEdit } from '../text/edit.ts';
import { covers } from '../text/range.ts';
import { escapeSnippet, unescapeSnippet } from './places.ts';

type Statements = readonly { readonly [name: string]: PlainValue }[];

/**
 * Edits that add statements to a policy: where the cursor stands if statements can stand there, else behind the statement that
 * the cursor is in, else at the end. None: the policy's statements are not spelled out.
 */
export function statementEdit(
  text: string,
  document: PolicyDocument,
  offset: number,
  place: Place | undefined,
  statements: Statements,
): readonly TextEdit[] {
  const here = place === undefined ? undefined : atCursor(text, place, statements);
  return here ?? behind(document, offset, statements);
}

/** The texts as snippets without stops, to go in place of what is typed. */
export function spelledStatements({ cursor, spot }: Place, statements: Statements): string | undefined {
  const { offset, replace, expression } = cursor;
  if (expression !== undefined || offset < replace.start || offset > replace.end) return undefined;
  if (spot.at === 'document-key') {
    const again = cursor.repeats?.('Statement') === true;
    const has = cursor.policy.fields.some(({ name, key }) => name === 'Statement' && key.end < offset);
    const later = cursor.policy.fields.some(({ name, key }) => name === 'Statement' && key.start > offset);
    if ((has || later) && !again) return undefined;
    return cursor.spellSnippet({ key: 'Statement', value: snippetOf(statements) });
  }
  if (spot.at !== 'statement-body') return undefined;
  const [first, ...others] = statements;
  if (first === undefined) return undefined;
  if (typeof cursor.path.at(-1) !== 'number')
    return cursor.spellSnippet({ value: snippetOf(others.length === 0 ? first : statements) });
  const spelled = statements.map((value) => cursor.spellSnippet({ value: snippetOf(value) }));
  const last = spelled.at(-1) ?? '';
  return spelled.map((one) => one.replace(/,$/, '')).join(',\n') + (last.endsWith(',') ? ',' : '');
}

function atCursor(text: string, place: Place, statements: Statements): readonly TextEdit[] | undefined {
  const spelled = spelledStatements(place, statements);
  if (spelled === undefined) return undefined;
  const { replace, also = [] } = place.cursor;
  const line = text.lastIndexOf('\n', replace.start - 1) + 1;
  // Right behind a block no other can begin.
  if (/\}[ \t]*$/.test(text.slice(line, replace.start))) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(line, replace.start))?.[0] ?? '';
  const isObject = typeof place.cursor.path.at(-1) === 'number';
  const follows = isObject && !spelled.endsWith(',') && /^\s*\{/.test(text.slice(replace.end));
  const unit = unitOf(text);
  const newText = unescapeSnippet(spelled)
    .split('\n')
    .map((one, index) => (index === 0 || one === '' ? one : indent + reindented(one, unit)))
    .join(text.includes('\r\n') ? '\r\n' : '\n');
  return [...also, { range: replace, newText: newText + (follows ? ',' : '') }];
}

/** JSON comes with tabs. */
function reindented(line: string, unit: string): string {
  return line.replace(/^\t+/, (tabs) => unit.repeat(tabs.length));
}

function unitOf(text: string): string {
  return /^(\t| {2,8}(?=\S))/m.exec(text)?.[1] ?? '  ';
}

function snippetOf(value: PlainValue): string {
  return escapeSnippet(JSON.stringify(value, undefined, '\t'));
}

function behind(document: PolicyDocument, offset: number, statements: Statements): readonly TextEdit[] {
  const { write } = document;
  const all = document.statements;
  const around = all.findLast(({ range }) => covers(range, { start: offset, end: offset }));
  if (all.length === 0) return write.set(['Statement'], statements);
  // A lone statement without brackets makes room for one more only.
  if (statements.length > 1 && document.statement?.raw.type === 'object') return [];
  return statements.flatMap((one) => insertStatement(document, around, one));
}

import type { PolicyDocument, Statement } from '../../policy/model.ts';
import type { Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import type { Refactoring } from '../refactoring.ts';
import { isSpelledOut, rewriteItems, type Wanted } from './lists.ts';
import { edited, isPlain, slice, statementAt } from './place.ts';
import { isSame, type Part, partsOf, wordOf } from './same.ts';
import { nameOfStatement } from './words.ts';

/** Statements that differ in one list become one with all of its items. */
export const mergeStatements: Refactoring = {
  name: 'merge-statements',
  title: 'Merge statements that differ only in one list',
  kind: 'refactor.rewrite',
  offer(ctx) {
    const place = statementAt(ctx);
    if (place === undefined || place.document.statements.length < 2) return undefined;
    const { text, document, statement } = place;
    const found = likes(text, document, statement);
    if (found === undefined) return undefined;
    const { key, own, others } = found;
    const names = others.map(({ statement: { sid }, index }) => nameOfStatement(sid?.value?.value, index));
    const title = `Merge with ${names.join(', ')}: only "${key}" differs`;
    const sheet = { text, write: document.write };
    if ([own, ...others.map(({ part }) => part)].some((part) => !isSpelledOut(sheet, part)))
      return { title, disabled: 'One of the lists is made by an expression' };
    if (others.some((other) => hasComments(text, other.statement)))
      return { title, disabled: 'Comments of a statement that goes would be lost' };
    const edits = () => {
      const last = own.value.items.length - 1;
      const added = addedBy(
        text,
        own,
        others.map(({ part }) => part),
      );
      const rewritten =
        added.length === 0 ? [] : rewriteItems(sheet, own, new Map([[last, [last, ...added]]]));
      const removal = document.write.removeAll(others.map((other) => other.statement.path));
      const lacking = added.length > 0 && rewritten.length === 0;
      const done = lacking || removal.length === 0 ? [] : [...rewritten, ...removal];
      return edited(ctx, document, done);
    };
    return { title, grade: 'safe', edits };
  },
};

interface Likes {
  readonly key: string;
  readonly own: Part;
  readonly others: readonly { readonly statement: Statement; readonly index: number; readonly part: Part }[];
}

/** Every statement that differs from one in the same list alone. */
function likes(text: string, document: PolicyDocument, statement: Statement): Likes | undefined {
  if (!isPlain(statement) || isRepeating(document, statement)) return undefined;
  const own = partsOf(text, document, statement);
  let found: { key: string; own: Part; others: Likes['others'][number][] } | undefined;
  for (const [index, other] of document.statements.entries()) {
    if (other === statement || !isPlain(other) || isRepeating(document, other)) continue;
    const theirs = partsOf(text, document, other);
    const key = onlyDifference(own, theirs);
    const [mine, part] = [own.get(key ?? ''), theirs.get(key ?? '')];
    if (key === undefined || mine === undefined || part === undefined) continue;
    if (found !== undefined && found.key !== key) continue;
    found ??= { key, own: mine, others: [] };
    found.others.push({ statement: other, index, part });
  }
  return found;
}

function onlyDifference(a: ReadonlyMap<string, Part>, b: ReadonlyMap<string, Part>): string | undefined {
  if (a.size !== b.size) return undefined;
  let different: string | undefined;
  for (const [key, part] of a) {
    const other = b.get(key);
    if (other === undefined) return undefined;
    if (isSame(part, other)) continue;
    if (different !== undefined || !isUnion(key)) return undefined;
    different = key;
  }
  return different;
}

/** Whether one statement with the values of both means the same as both: not where a value takes away. */
function isUnion(key: string): boolean {
  const [element, operator = ''] = key.split(' ');
  if (element === 'Action' || element === 'Resource') return true;
  if (element === 'Principal') return operator !== 'bare';
  return element === 'Condition' && !/^ForAllValues:|Not|^(?:For\w+:)?(?:Null|Bool)/i.test(operator);
}

function isRepeating({ repeatedKeys }: PolicyDocument, { range }: Statement): boolean {
  return repeatedKeys.some(({ entry }) => range.start <= entry.range.start && entry.range.end <= range.end);
}

/** The items of others that a list lacks, each once. */
function addedBy(text: string, own: Part, others: readonly Part[]): readonly Wanted[] {
  const known = new Set(own.said);
  return others.flatMap((part) => {
    const words = [...part.said];
    const fresh = new Set(words.filter((word) => !known.has(word)));
    for (const word of words) known.add(word);
    return itemsOf(text, part, fresh);
  });
}

function itemsOf(text: string, { value, path }: Part, fresh: Set<string>): readonly Wanted[] {
  const lower = path.at(-1) === 'Action';
  return value.items.flatMap((item): readonly Wanted[] => {
    const word = wordOf(text, item.text);
    if (!fresh.delete(lower ? word.toLowerCase() : word)) return [];
    return [item.text.value ?? { spelled: slice(text, item.text.range) }];
  });
}

/** Whether a statement has comments: text that is neither value nor syntax. */
function hasComments(text: string, statement: Statement): boolean {
  const strings = statement.fields.flatMap(({ key, raw }) => [key, ...rangesOf(raw)]);
  let at = statement.range.start;
  for (const { start, end } of strings.toSorted((a, b) => a.start - b.start)) {
    if (start > at && /[#/]/.test(text.slice(at, start))) return true;
    at = Math.max(at, end);
  }
  return /[#/]/.test(text.slice(at, statement.range.end));
}

function rangesOf(value: Value): readonly TextRange[] {
  if (value.type === 'list') return value.items.flatMap(rangesOf);
  if (value.type === 'object')
    return value.entries.flatMap((entry) => [entry.key.range, ...rangesOf(entry.value)]);
  return [value.range];
}

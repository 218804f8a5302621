import type { Engine } from '../engine.ts';
import type { Project, Settings } from '../project.ts';
import { spelled } from '../rules/document/size.ts';
import type { TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';
import { levelCounts } from './policy-access.ts';
import { HOLE, type Scalar, type Spread, scalarsIn, spreadOf } from './scalars.ts';
import { accessIn, type Words } from './words.ts';

export interface Hint {
  /** The hint stands in front of the character there. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip?: string;
  /** Text goes on behind it without a break. */
  readonly inside: boolean;
}

/** What a stretch of a document does not show: how many actions a wildcard stands for, and whose account an ID is. */
export function inlayHints(
  engine: Engine,
  project: Project,
  uri: Uri,
  within: TextRange,
  words: Words,
): readonly Hint[] {
  const file = engine.read(project, uri);
  if (file === undefined) return [];
  const { accounts = {} } = engine.settingsOf(project, uri);
  const hints = new Map<number, Hint>();
  for (const { document } of file.policies) {
    const catalog = engine.catalog.of(document.dialect);
    for (const scalar of scalarsIn(document, within)) {
      if (hints.size > MOST) break;
      const spread = spreadOf(scalar.text, file.source.text);
      if (spread === undefined) continue;
      const found =
        scalar.role === 'action' ? wildcardHints(scalar, catalog, words) : accountHints(spread, accounts);
      for (const hint of found) hints.set(hint.offset, hint);
    }
  }
  return [...hints.values()].sort((a, b) => a.offset - b.offset);
}

/** Of one answer: editors ask for what is on screen. */
const MOST = 2_000;

function wildcardHints({ text }: Scalar, catalog: Engine['catalog'], words: Words): readonly Hint[] {
  const match = text.value === undefined ? undefined : catalog.expand(text.value);
  if (match === undefined) return [];
  const at = { offset: text.range.end, inside: false };
  if (match.kind === 'all') return [{ ...at, label: words.everyAction }];
  if (match.kind !== 'pattern') return [];
  const count = words.actions(match.actions.length, spelled(match.actions.length));
  return [
    {
      ...at,
      label: match.service.partial === true ? words.atLeast(count) : count,
      tooltip: words.matchesToday(accessIn(words, levelCounts(match.actions)), catalog.date),
    },
  ];
}

function accountHints(
  { characters, rangesOf }: Spread,
  accounts: Settings['accounts'] = {},
): readonly Hint[] {
  if (Object.keys(accounts).length === 0) return [];
  return [...characters.matchAll(/(?<!\d)\d{12}(?:\d{4})?(?!\d)/g)].flatMap(({ 0: id, index }) => {
    const name = Object.hasOwn(accounts, id) ? accounts[id] : undefined;
    const end = index + id.length;
    const offset = rangesOf(index, end).at(-1)?.end;
    if (name === undefined || offset === undefined) return [];
    const isLast = end === characters.length || characters[end] === HOLE;
    return [{ offset, label: name, inside: !isLast }];
  });
}

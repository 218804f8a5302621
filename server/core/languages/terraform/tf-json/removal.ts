import type { PolicyPath } from '../../../policy/model.ts';
import { entryOf } from '../../../policy/value.ts';
import { own } from '../../../text/own.ts';
import { DOCUMENT_NAMES } from '../names.ts';
import {
  insideOf,
  type JsonPage,
  matching,
  objectsOf,
  type Spelled,
  spelledAt,
  statementAt,
  valueAt,
} from './page.ts';

/** What must go from the JSON so that these go from the policy; undefined where one of them leads to what cannot go. */
export function removedPaths(
  page: JsonPage,
  paths: readonly PolicyPath[],
): readonly PolicyPath[] | undefined {
  const removed: PolicyPath[] = [];
  const lists: Spelled[] = [];
  for (const path of paths) {
    const gone = goneAt(page, path);
    if (gone === undefined || gone.paths.length === 0) return undefined;
    removed.push(...gone.paths);
    if (gone.list !== undefined) lists.push(gone.list);
  }
  return withoutEmpty(removed, lists);
}

interface Gone {
  readonly paths: readonly PolicyPath[];
  /** The list that loses them. */
  readonly list?: Spelled;
}

function goneAt(page: JsonPage, path: PolicyPath): Gone | undefined {
  const [root, index] = path;
  if (path.length === 1) {
    const name = own(DOCUMENT_NAMES, String(root));
    return name === undefined || entryOf(page.object, name) === undefined ? undefined : { paths: [[name]] };
  }
  if (root === 'Statement' && path.length === 2) {
    const statement = statementAt(page, index);
    return statement === undefined ? undefined : { paths: [statement.path] };
  }
  const inside = insideOf(page, path);
  if (inside === undefined) return undefined;
  const { statement, name, rest, depth } = inside;
  if (rest.length > depth) {
    const item = valueAt(page, path);
    const spelled = item === undefined ? undefined : spelledAt(page.object, item.range);
    return spelled === undefined || typeof spelled.path.at(-1) !== 'number'
      ? undefined
      : { paths: [spelled.path] };
  }
  if (depth > 0 && isDynamic(statement, name)) return undefined;
  const held = entryOf(statement.value, name)?.value;
  const here = [...statement.path, name];
  if (held === undefined) return undefined;
  if (rest.length === 0) return { paths: [here] };
  const paths = matching(page, inside).map((block) => block.path);
  return held.type === 'list' ? { paths, list: { path: here, value: held } } : { paths };
}

function isDynamic(statement: Spelled, name: string): boolean {
  return objectsOf(statement, 'dynamic').some(({ value }) => entryOf(value, name) !== undefined);
}

/** A list of blocks that loses all of them goes with its name. */
function withoutEmpty(paths: readonly PolicyPath[], lists: readonly Spelled[]): readonly PolicyPath[] {
  const isIn = (path: PolicyPath, list: Spelled) =>
    path.length === list.path.length + 1 && list.path.every((step, index) => step === path[index]);
  const emptied = lists.filter(({ path, value }) => {
    const going = new Set(paths.filter((one) => isIn(one, { path, value })).map((one) => one.at(-1)));
    return value.type === 'list' && going.size === value.items.length;
  });
  return [
    ...paths.filter((path) => !emptied.some((list) => isIn(path, list))),
    ...emptied.map(({ path }) => path),
  ];
}

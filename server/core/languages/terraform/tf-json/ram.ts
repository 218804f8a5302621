import type { PlainValue, PolicyPath } from '../../../policy/model.ts';
import type { ObjectValue, Value } from '../../../policy/value.ts';
import type { JsonWriter } from '../../json/write.ts';
import { awsNameOf, ramNameOf } from '../ram-blocks.ts';
import { isList, isObject } from '../write/print.ts';

/** How a provider's names in JSON become those of AWS's provider, under which this folder knows them, and back. */
export interface JsonNames {
  object(block: ObjectValue): ObjectValue;
  path(path: PolicyPath): PolicyPath;
  writer(json: JsonWriter): JsonWriter;
  /** Of JSON that is to be written; a key may come without the quotes that stand there already. */
  text(spelled: string, isKey: boolean): string;
}

/** Alibaba Cloud's. */
export const ramJsonNames: JsonNames = {
  object: (block) => ({ ...block, entries: entriesInAwsNames(block, '') }),
  path(path) {
    let around = '';
    return path.map((step) => {
      if (typeof step === 'number') return step;
      const name = awsNameOf(step, around);
      if (BLOCKS.has(name)) around = name;
      return name;
    });
  },
  writer: (json) => ({
    ...json,
    set: (path, value) => json.set(path.map(ownStep), inOwnNames(value)),
    insert: (path, value) => json.insert(path.map(ownStep), inOwnNames(value)),
    remove: (path) => json.remove(path.map(ownStep)),
    removeAll: (paths) => json.removeAll(paths.map((path) => path.map(ownStep))),
    rename: (path, name) => json.rename(path.map(ownStep), ramNameOf(name)),
    neighbours: (path) => json.neighbours?.(path.map(ownStep)),
  }),
  text: (spelled, isKey) =>
    (isKey ? spelled.replace(/^\w+(?=$|")/, ramNameOf) : spelled).replace(
      /(?<=")\w+(?="[ \t]*:)/g,
      ramNameOf,
    ),
};

const BLOCKS: ReadonlySet<string> = new Set(['statement', 'principals', 'condition']);

function entriesInAwsNames({ entries }: ObjectValue, around: string): ObjectValue['entries'] {
  return entries.map((entry) => {
    const name = awsNameOf(entry.name, around);
    const inside = BLOCKS.has(name) ? name : name === 'dynamic' ? around : undefined;
    return {
      ...entry,
      name,
      value: inside === undefined ? entry.value : inAwsNames(entry.value, inside),
    };
  });
}

/** One block, or a list of several. */
function inAwsNames(value: Value, around: string): Value {
  if (value.type === 'object') return { ...value, entries: entriesInAwsNames(value, around) };
  if (value.type !== 'list') return value;
  return { ...value, items: value.items.map((item) => inAwsNames(item, around)) };
}

function ownStep(step: string | number): string | number {
  return typeof step === 'string' ? ramNameOf(step) : step;
}

/** Keys of blocks are names of arguments, never the author's. */
function inOwnNames(value: PlainValue): PlainValue {
  if (isList(value)) return value.map(inOwnNames);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [ramNameOf(name), inOwnNames(part)]));
}

import type { PolicyPath } from '../../policy/model.ts';
import type { ListValue, ObjectValue, Value } from '../../policy/value.ts';

/** Where a path of the policy leads in the tree, as far as it goes. */
export interface Place {
  /** The last value on the way. */
  readonly value: Value;
  /** What holds that value; absent for the root. */
  readonly holder: Holder | undefined;
  /** Steps for which there is nothing. Empty when the path leads to `value`. */
  readonly rest: PolicyPath;
  /** The steps that led to `value`. */
  readonly taken: PolicyPath;
}

export interface Holder {
  readonly container: ObjectValue | ListValue;
  readonly index: number;
}

/** Follows a path. A value without brackets counts as the first of its own list, as in the paths of Access Analyzer. */
export function follow(root: Value, path: PolicyPath): Place {
  let value = root;
  let holder: Holder | undefined;
  for (let at = 0; at < path.length; at++) {
    const step = path[at] ?? 0;
    if (step === 0 && value.type !== 'list') continue;
    const container = value;
    const index = indexOf(container, step);
    const next = childAt(container, index);
    if (next === undefined || (container.type !== 'object' && container.type !== 'list')) {
      return { value, holder, rest: path.slice(at), taken: path.slice(0, at) };
    }
    value = next;
    holder = { container, index };
  }
  return { value, holder, rest: [], taken: path };
}

/** JSON keeps the last of equal keys. */
function indexOf(container: Value, step: string | number): number {
  if (container.type === 'list') return typeof step === 'number' ? step : -1;
  if (container.type === 'object') return container.entries.findLastIndex((entry) => entry.name === step);
  return -1;
}

function childAt(container: Value, index: number): Value | undefined {
  if (container.type === 'list') return container.items[index];
  return container.type === 'object' ? container.entries[index]?.value : undefined;
}

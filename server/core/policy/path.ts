import type { PolicyPath } from './model.ts';

/**
 * The path of a part of the element at `path`. Every element of every policy has one: a literal of the right length takes
 * a third of the memory that spreading reserves.
 */
export function under(path: PolicyPath, step: string | number): PolicyPath {
  switch (path.length) {
    case 1:
      return [at(path, 0), step];
    case 2:
      return [at(path, 0), at(path, 1), step];
    case 3:
      return [at(path, 0), at(path, 1), at(path, 2), step];
    case 4:
      return [at(path, 0), at(path, 1), at(path, 2), at(path, 3), step];
    default:
      return [...path, step];
  }
}

function at(path: PolicyPath, index: number): string | number {
  return path[index] ?? '';
}

/** As much of `node:path`, `node:fs` and `node:os` as the suite uses, for the extension host of browsers. */
export const posix = {
  join: (...parts) => parts.join('/').replace(/\/+/g, '/'),
};

export function appendFileSync() {
  throw new Error('there are no files here');
}

/** Nobody tells a page how busy its machine is: as busy as ours gets while others are at work on it. */
export function loadavg() {
  return [10, 10, 10];
}

export function availableParallelism() {
  return 1;
}

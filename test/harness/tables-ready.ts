import { buildOnce } from './build-once.ts';

/** For tests that run the sources and read the tables. */
export function setup(): void {
  buildOnce('--tables');
}

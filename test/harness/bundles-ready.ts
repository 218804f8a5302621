import { buildOnce } from './build-once.ts';

/** For tests that start the server or the command line as shipped. */
export function setup(): void {
  buildOnce();
}

import type { BugReporter } from './bugs.ts';
import type { Host } from './host.ts';

/** Gets the search by meaning ready while nobody types, so that the first one is as fast as the others. */
export interface WarmUp {
  /** A document was opened or changed. The first policy starts the work, once. */
  touched(): void;
}

/** `prepare` does the work for so many actions and tells whether that was all. */
export function createWarmUp(
  host: Pick<Host, 'later'>,
  hasPolicy: () => boolean,
  prepare: (actions: number) => boolean,
  bug: BugReporter,
): WarmUp {
  let started = false;
  let cancel = () => {};
  const later = (milliseconds: number, run: () => void) =>
    host.later(milliseconds, () => {
      try {
        run();
      } catch (error) {
        bug('warming up', error);
      }
    });
  const work = () => {
    if (!prepare(SLICE)) later(BREATH, work);
  };
  return {
    touched() {
      if (started) return;
      cancel();
      cancel = later(QUIET, () => {
        started ||= hasPolicy();
        if (started) work();
      });
    },
  };
}

/** Milliseconds without a change before the work begins. */
const QUIET = 300;
/** Actions at a time: a few milliseconds. */
const SLICE = 250;
/** Milliseconds between, in which requests are answered. */
const BREATH = 5;

/** Tells a person at a terminal how far a long run has come. */
export interface Progress {
  done(count: number): void;
  /** Takes the line away. */
  clear(): void;
}

interface Terminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Silent for the first second, and where nobody looks. `now` gives milliseconds. */
export function createProgress(total: number, terminal: Terminal, now: () => number): Progress {
  const start = now();
  let last = start;
  let shown = false;
  return {
    done(count) {
      const time = now();
      if (terminal.isTTY !== true || time - start < PATIENCE || time - last < PAUSE) return;
      last = time;
      shown = true;
      terminal.write(
        `\r\u001b[KChecked ${count.toLocaleString('en')} of ${total.toLocaleString('en')} files`,
      );
    },
    clear() {
      if (shown) terminal.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** In milliseconds. */
const PATIENCE = 1_000;
const PAUSE = 100;

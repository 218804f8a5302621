/** Reports errors that cannot happen: each once, however often it happens. */
export type BugReporter = (what: string, error: unknown) => void;

/** `what` may go on with ` on <place>`: the same bug at another place is not told again. */
export function createBugReporter(log: (message: string) => void): BugReporter {
  const told = new Set<string>();
  return (what, error) => {
    const [key = what] = what.split(' on ');
    if (told.has(key)) return;
    told.add(key);
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log(`Bug in ${what}, please report it (this one is not logged again): ${trace}`);
  };
}

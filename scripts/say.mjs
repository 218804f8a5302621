/** One line per step for a person who waits, with the time it took. Silent steps get a sign of life every ten seconds. */
export async function step(title, work) {
  const started = Date.now();
  console.log(`${title} …`);
  const beat = setInterval(() => console.log(`  still at it, ${elapsed(started)}`), 10_000);
  try {
    const result = await work();
    console.log(`  done in ${elapsed(started)}`);
    return result;
  } finally {
    clearInterval(beat);
  }
}

/** Something the person can act on: shown as one sentence, without a stack. */
export class Trouble extends Error {}

/** Runs a script's main function and turns what it throws into one sentence and exit code 1. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Trouble ? `error: ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** Refuses a Node that the tools here do not run on. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Trouble(`Node ${process.versions.node} is too old, Policywright needs Node 20.19 or later`);
}

export function elapsed(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

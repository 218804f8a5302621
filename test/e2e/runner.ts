import { appendFileSync } from 'node:fs';

interface Case {
  readonly name: string;
  readonly body: () => Promise<void>;
}

const cases: Case[] = [];

/** Declares a test; they run one after the other, in the order of declaration. */
export function test(name: string, body: () => Promise<void>): void {
  cases.push({ name, body });
}

/** Something that the test now running has found out, to be printed beside its result. */
export function tell(what: string): void {
  told.push(what);
}

const told: string[] = [];

/** What one test came to: a line of JSON for the file, or the address, that `POLICYWRIGHT_E2E_RESULTS` names. */
interface Result {
  readonly name: string;
  readonly milliseconds: number;
  readonly told: readonly string[];
  readonly failure?: string;
}

/** Runs what has been declared and throws when anything failed, as VS Code's test host expects. */
export async function runAll(): Promise<void> {
  let failed = 0;
  for (const each of cases) {
    const started = Date.now();
    const failure = await attempt(each);
    if (failure !== undefined) failed += 1;
    const result = { name: each.name, milliseconds: Date.now() - started, told: told.splice(0) };
    await record(failure === undefined ? result : { ...result, failure });
  }
  if (failed > 0) throw new Error(`${failed} of ${cases.length} tests failed`);
}

/** At once, so that a run which is cut short has told what it did. The editor may lose console lines, a file does not. */
async function record(result: Result): Promise<void> {
  const target = process.env.POLICYWRIGHT_E2E_RESULTS;
  const line = `${JSON.stringify(result)}\n`;
  if (target?.startsWith('http')) await fetch(target, { method: 'POST', body: line });
  else if (target !== undefined) appendFileSync(target, line);
}

/** @returns what went wrong, or undefined */
async function attempt({ body }: Case): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('not finished after 30 s')), 30_000);
  });
  try {
    await Promise.race([body(), limit]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks again until the answer satisfies, and gives that answer; says what the last one was when time is up. */
export async function eventually<T>(
  ask: () => PromiseLike<T> | T,
  satisfies: (answer: T) => boolean,
): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`not within 15 s, the last answer was ${JSON.stringify(answer)?.slice(0, 600)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

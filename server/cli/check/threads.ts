import { availableParallelism } from 'node:os';
import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Catalog } from '../../core/index.ts';
import { CommandError } from '../arguments.ts';
import type { CheckedFile, Trouble } from '../result.ts';
import { byFolder, type CheckWishes, createChecker, type Machine } from './check-paths.ts';
import type { InputFile } from './files.ts';

/** A piece of work for a thread: whole folders, so that no module is read twice. */
type Chunk = readonly InputFile[];

interface Answer {
  readonly checked: readonly CheckedFile[];
  readonly troubles: readonly Trouble[];
}

/** How many threads are worth their start: each reads the tables for itself, which takes as long as checking some hundred files. */
export function threadsFor(files: readonly InputFile[]): number {
  if (files.length < WORTHWHILE) return 1;
  return Math.min(availableParallelism(), MAX_THREADS, Math.ceil(files.length / WORTHWHILE) + 1);
}

const WORTHWHILE = 4_000;
const MAX_THREADS = 8;

/** Files per chunk, at least. */
const CHUNK = 100;

/** Checks in several threads that run `script` again; results come in the order of the files. */
export async function* checkInThreads(
  files: readonly InputFile[],
  wishes: CheckWishes,
  cwd: string,
  threads: number,
  script: string,
): AsyncGenerator<Answer> {
  const chunks = chunksOf(files);
  const workers = Array.from({ length: Math.min(threads, chunks.length) }, () =>
    startWorker(script, { wishes, cwd }),
  );
  try {
    const idle = [...workers];
    const running: Promise<Answer>[] = [];
    let next = 0;
    const give = () => {
      for (let worker = idle.pop(); worker !== undefined && next < chunks.length; worker = idle.pop()) {
        const free = worker;
        const answer = free.run(chunks[next++] ?? []).then((one) => {
          idle.push(free);
          give();
          return one;
        });
        // Whoever waits for it sees the failure; after the first nobody waits.
        answer.catch(() => {});
        running.push(answer);
      }
    };
    give();
    for (let at = 0; at < chunks.length; at++) {
      const answer = await running[at];
      if (answer !== undefined) yield answer;
      delete running[at];
    }
  } finally {
    await Promise.all(workers.map(({ stop }) => stop()));
  }
}

function chunksOf(files: readonly InputFile[]): readonly Chunk[] {
  const chunks: InputFile[][] = [];
  for (const folder of byFolder(files)) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + folder.length <= CHUNK) last.push(...folder);
    else chunks.push([...folder]);
  }
  return chunks;
}

function startWorker(script: string, data: { readonly wishes: CheckWishes; readonly cwd: string }) {
  const worker = new Worker(script, { workerData: data });
  return {
    run: (chunk: Chunk) =>
      new Promise<Answer>((resolve, reject) => {
        const settle = () => worker.off('message', take).off('error', fail).off('exit', fail);
        const take = (answer: Answer) => {
          settle();
          resolve(answer);
        };
        const fail = (error: unknown) => {
          settle();
          reject(failureOf(chunk, error));
        };
        worker.once('message', take).once('error', fail).once('exit', fail);
        worker.postMessage(chunk);
      }),
    stop: () => worker.terminate(),
  };
}

/** What went wrong with a thread, of which nothing comes any more: an error, or the code that it ended with. */
function failureOf(chunk: Chunk, error: unknown): CommandError {
  const names = [chunk[0]?.path, chunk.at(-1)?.path].join(' to ');
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new CommandError(
      `the memory did not suffice for ${names}: check fewer files at once, or give Node more with NODE_OPTIONS=--max-old-space-size=4096`,
    );
  }
  const said = error instanceof Error ? (error.stack ?? error.message) : `the thread ended with ${error}`;
  return new CommandError(`checking ${names} failed, please report this bug: ${said}`);
}

/** Whether this is a thread of a check; then it serves until it is ended. */
export function isCheckThread(): boolean {
  return !isMainThread && parentPort !== null;
}

/** The other side of `checkInThreads`. */
export function serveChunks(openCatalog: () => Catalog, machineIn: (cwd: string) => Machine): void {
  const { wishes, cwd } = workerData as { readonly wishes: CheckWishes; readonly cwd: string };
  const port = parentPort as MessagePort;
  const checker = createChecker(wishes, openCatalog(), machineIn(cwd));
  let told = 0;
  let queue = Promise.resolve();
  port.on('message', (chunk: Chunk) => {
    queue = queue.then(async () => {
      const checked: CheckedFile[] = [];
      for await (const file of checker.check(chunk)) checked.push(file);
      const troubles = checker.troubles.slice(told);
      told = checker.troubles.length;
      port.postMessage({ checked, troubles } satisfies Answer);
    });
  });
}

import { spawn } from 'node:child_process';
import { constants as access, accessSync, readFileSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

/** Process groups that have been started here and not yet ended. */
const groups = new Set();
const cleanups = [];
let stopping;

/** Starts a program in a process group of its own, so that it can be ended together with everything it started. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { ...options, detached: true });
  if (child.pid !== undefined) groups.add(child.pid);
  return child;
}

/**
 * Runs a program to its end, at most for `limit` milliseconds.
 * @returns {Promise<{ code: number, output: string }>} what it printed, both streams together
 */
export function capture(command, args, { limit, ...options } = {}) {
  return new Promise((resolve) => {
    const child = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const chunks = [];
    const say = (text) => chunks.push(Buffer.from(`${text}\n`));
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const timer = limit === undefined ? undefined : setTimeout(expire, limit);
    function expire() {
      say(`stopped, it was not finished after ${limit / 1000} s`);
      stop(child);
    }
    async function finish(code) {
      clearTimeout(timer);
      await stop(child);
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') });
    }
    child.on('error', (error) => {
      say(error.message);
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** Ends a program and everything it started: asks first, insists after two seconds. */
export async function stop(child) {
  if (child.pid === undefined || !groups.has(child.pid)) return;
  signalGroup(child.pid, 'SIGTERM');
  for (let waited = 0; waited < 2000 && isAlive(child.pid); waited += 50) await sleep(50);
  signalGroup(child.pid, 'SIGKILL');
  groups.delete(child.pid);
}

/** Runs `cleanup` when this process ends, however that happens (except SIGKILL). Must be synchronous. */
export function atExit(cleanup) {
  cleanups.push(cleanup);
}

/** Ctrl+C, SIGTERM, a closed terminal or a vanished npm end every group started here, then this process. */
export function stopOnSignals(exitCode) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => leave(exitCode ?? 128 + constants.signals[signal]));
  }
  if (process.env.npm_lifecycle_event === undefined) return;
  const family = ancestors();
  setInterval(() => ancestors() !== family && leave(1), 500).unref();
}

/** The parent and, where it can be told, its parent: npm, or a shell started by npm. */
function ancestors() {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8');
    return `${process.ppid} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`;
  } catch {
    return `${process.ppid}`;
  }
}

/** Ends every group, runs the clean-ups and exits. Safe to call twice. */
export function leave(exitCode) {
  stopping ??= Promise.all([...groups].map((pid) => stop({ pid }))).then(() => process.exit(exitCode));
  return stopping;
}

process.on('exit', () => {
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
  for (const cleanup of cleanups.reverse()) cleanup();
});

/** npm, as this process was started by it or as found on PATH. */
export function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('npm-cli.js') ? [process.execPath, [cli, ...args]] : ['npm', args];
}

/** The full path of a program on PATH. */
export function which(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function isExecutable(path) {
  try {
    accessSync(path, access.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Whether any process of the group is left. */
function isAlive(pid) {
  return signalGroup(pid, 0);
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

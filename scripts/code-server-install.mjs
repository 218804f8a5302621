/**
 * VS Code from npm: the package `code-server`, installed once per user into the cache folder.
 *
 * Its own installation compiles native modules and downloads, which closed networks and machines without a compiler
 * refuse. Only one of them does work that cannot be had in JavaScript (the terminal's `node-pty`): that one is compiled
 * when a compiler and Node's headers are here, the others are replaced below.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { capture, npm, sleep, which } from './processes.mjs';
import { step, Trouble } from './say.mjs';

const version = '4.100.3';

/** @returns {Promise<string>} the program to start with Node */
export async function ensureCodeServer() {
  const target = join(cacheFolder(), `code-server-${version}`);
  if (!existsSync(target)) await locked(`${target}.lock`, () => existsSync(target) || install(target));
  return join(target, 'node_modules/code-server/out/node/entry.js');
}

export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'policywright');
}

async function install(target) {
  const partial = `${target}.partial-${process.pid}`;
  const vscode = join(partial, 'node_modules/code-server/lib/vscode');
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  writeFileSync(join(partial, 'package.json'), '{ "private": true }\n');
  try {
    await step(`Installing VS Code ${version} from npm, once for all clones (about 330 MB)`, async () => {
      await npmInstall(partial, `code-server@${version}`);
      await npmInstall(vscode, '--omit=dev');
      await npmInstall(join(vscode, 'extensions'), '--omit=dev');
    });
    replaceNativeModules(partial, vscode);
    await addRipgrep(partial, vscode);
    await buildTerminal(vscode);
    renameSync(partial, target);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

async function npmInstall(folder, ...args) {
  const quiet = ['--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'];
  const { code, output } = await capture(...npm(['install', ...quiet, ...args]), { cwd: folder });
  if (code !== 0) throw new Trouble(`VS Code could not be installed from npm:\n${output.trim()}`);
}

/** Passwords (argon2) and crash watching (native-watchdog) are not used here; log files need no speed (spdlog). */
function replaceNativeModules(folder, vscode) {
  const stub = (path, source) => writeFileSync(path, source.trimStart());
  stub(join(folder, 'node_modules/argon2/argon2.js'), 'module.exports = {};\n');
  stub(join(vscode, 'node_modules/native-watchdog/index.js'), 'exports.start = () => {};\n');
  stub(join(vscode, 'node_modules/@vscode/spdlog/index.js'), spdlog);
}

const spdlog = `
const { createWriteStream, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const labels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  constructor(_kind, _name, path) {
    mkdirSync(dirname(path), { recursive: true });
    this.stream = createWriteStream(path, { flags: 'a' }).on('error', () => {});
    this.level = 2;
    this.plain = false;
    levels.forEach((name, level) => { this[name] = (message) => this.write(level, message); });
  }
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    this.stream.write(this.plain ? message : time + ' [' + labels[level] + '] ' + message + '\\n');
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() { this.plain = false; }
  clearFormatters() { this.plain = true; }
  flush() {}
  drop() { this.stream.end(); }
}

const create = async (name, path) => new Logger('', name, path);
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

/** Search and "go to file" run ripgrep, which the package would download: it is on npm too, else the one on PATH serves. */
async function addRipgrep(folder, vscode) {
  const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const program = join(folder, 'node_modules', name, 'bin/rg');
  const found = await npmInstall(folder, `${name}@1.18.0`).then(
    () => relative(bin(vscode), program),
    () => which('rg'),
  );
  if (found === undefined) return console.log('  its search will not find files, for want of ripgrep');
  mkdirSync(bin(vscode), { recursive: true });
  rmSync(join(bin(vscode), 'rg'), { force: true });
  symlinkSync(found, join(bin(vscode), 'rg'));
}

function bin(vscode) {
  return join(vscode, 'node_modules/@vscode/ripgrep/bin');
}

async function buildTerminal(vscode) {
  const missing = missingTools();
  if (missing.length > 0) {
    console.log(
      `  its terminal panel will not work, building it needs ${missing.join(', ')}; everything else does`,
    );
    return;
  }
  const built = join(vscode, 'node_modules/node-pty/build/Release/pty.node');
  await step('Building its terminal', async () => {
    const env = { ...process.env, npm_config_nodedir: nodePrefix() };
    // The last step of its own build complains about a file that only matters on Windows.
    await capture(...npm(['rebuild', '--loglevel=error', 'node-pty']), { cwd: vscode, env });
    if (!existsSync(built))
      console.log('  that failed, so the terminal panel will not work; everything else does');
  });
}

function missingTools() {
  const missing = ['python3', 'make', 'g++'].filter((tool) => which(tool) === undefined);
  if (!existsSync(join(nodePrefix(), 'include/node/node.h'))) missing.push("Node's headers");
  return missing;
}

function nodePrefix() {
  return dirname(dirname(process.execPath));
}

/** Two starts at once: the second waits for the first. A lock whose owner is gone is taken over. */
async function locked(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; !take(lock); told = true) {
    if (!told) console.log('Waiting for another installation of VS Code to finish …');
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST')
      throw new Trouble(`the cache folder ${dirname(lock)} cannot be written: ${error.message}`);
  }
  if (isAbandoned(lock)) rmSync(lock, { force: true });
  return false;
}

function isAbandoned(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > 15 * 60_000) return true;
    const owner = Number(readFileSync(lock, 'utf8'));
    if (!owner) return false;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

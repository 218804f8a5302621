import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureCodeServer } from './code-server-install.mjs';
import { atExit, capture, sleep, start, stop } from './processes.mjs';
import { Trouble } from './say.mjs';

/**
 * Starts the editor on a free loopback port and waits until it answers.
 * @param {{ userData: string, extensions: string, folder?: string }} folders
 * @returns {Promise<{ origin: string, stop(): Promise<void> }>} `origin` like `http://127.0.0.1:41234`
 */
export async function startCodeServer(folders) {
  const child = start(
    process.execPath,
    [await ensureCodeServer(), ...flags(folders), '--bind-addr', '127.0.0.1:0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(),
    },
  );
  const origin = await listening(child);
  await answering(`${origin}/healthz`);
  return { origin, child, stop: () => stop(child) };
}

/** Installs a packaged extension, as a person would. */
export async function installExtension(folders, vsix) {
  const args = [await ensureCodeServer(), ...flags(folders), '--install-extension', vsix, '--force'];
  const { code, output } = await capture(process.execPath, args, { env: environment() });
  if (code !== 0 || !output.includes('successfully installed')) {
    throw new Trouble(`VS Code did not accept ${vsix}:\n${output.trim()}`);
  }
}

/** Settings under which nothing distracts: no news, no updates, no telemetry. */
export function writeSettings(userData, more = {}) {
  const settings = {
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'git.openRepositoryInParentFolders': 'never',
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'workbench.enableExperiments': false,
    'workbench.tips.enabled': false,
    'workbench.startupEditor': 'none',
    ...more,
  };
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(join(userData, 'User/settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
}

function flags({ userData, extensions }) {
  const scratch = shortFolder();
  const config = join(scratch, 'config.yaml');
  writeFileSync(config, 'cert: false\n');
  return [
    ...['--auth', 'none', '--config', config, '--session-socket', join(scratch, 'session')],
    ...['--user-data-dir', userData, '--extensions-dir', extensions],
    ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
    ...['--disable-getting-started-override', '--ignore-last-opened'],
  ];
}

/** Sockets have short paths or none: a deep clone must not matter. */
function shortFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'policywright-'));
  atExit(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Ours, without what an editor around this terminal or a server next door would tell code-server. */
function environment() {
  const unwanted = /^(VSCODE_|CODE_SERVER_|CS_|PORT$|PASSWORD$|HASHED_PASSWORD$|NODE_OPTIONS$|ELECTRON_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}

/** The address it prints once it listens. */
function listening(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk) => {
      output += chunk;
      const origin = /server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (origin !== undefined) resolve(origin);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('exit', () => reject(new Trouble(`VS Code ended before it was ready:\n${output.trim()}`)));
  });
}

async function answering(url) {
  for (let waited = 0; waited < 30_000; waited += 100) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Trouble(`VS Code does not answer at ${url}`);
}

/**
 * `npm start`: everything from a fresh clone to `examples/` open in VS Code with the extension installed.
 *
 *   npm start                  the `code` on PATH, else VS Code from npm in the browser
 *   npm start -- --browser     VS Code from npm in the browser
 *   npm start -- --check       the same, only until it answers
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installExtension, startCodeServer, writeSettings } from './code-server.mjs';
import { ensureCodeServer } from './code-server-install.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { capture, leave, start, stopOnSignals, which } from './processes.mjs';
import { requireNode, runMain, step } from './say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const examples = join(root, 'examples');
const editor = join(root, 'out/editor');
const folders = { userData: join(editor, 'data'), extensions: join(editor, 'extensions') };

stopOnSignals(0);
await runMain(() => main(new Set(process.argv.slice(2))));

async function main(flags) {
  requireNode();
  await ensureDependencies(root);
  // Needs the dependencies.
  const { buildAll, packageExtension } = await import('./package.mjs');
  await step('Building', buildAll);
  const vsix = await packageExtension();
  const inBrowser = flags.has('--browser') || flags.has('--check');
  if (!inBrowser && (await openDesktop(vsix))) return;
  await openBrowser(vsix, flags.has('--check'));
}

/** @returns {Promise<boolean>} whether there is a desktop VS Code and it took the extension */
async function openDesktop(vsix) {
  const code = which('code');
  if (code === undefined) return false;
  const installed = await capture(code, ['--install-extension', vsix, '--force']);
  const opened = installed.code === 0 ? await capture(code, [examples]) : installed;
  if (opened.code === 0) {
    console.log('VS Code opens examples/ with the extension installed.');
    return true;
  }
  console.log(`${code} did not work, so VS Code from npm it is:\n${opened.output.trim()}`);
  return false;
}

async function openBrowser(vsix, isCheck) {
  await ensureCodeServer();
  await installOnce(vsix);
  const server = await startCodeServer(folders);
  const address = `${server.origin}/?folder=${encodeURIComponent(examples)}`;
  console.log(`\nVS Code with Policywright is ready: ${address}`);
  if (isCheck) return leave(0);
  console.log('Press Ctrl+C to stop it.');
  showBrowser(address);
  server.child.on('exit', () => leave(1));
}

/** Skipped while the package is the one installed last time. */
async function installOnce(vsix) {
  const stamp = join(editor, 'installed.hash');
  const hash = readFileSync(join(root, 'dist/package.hash'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  mkdirSync(editor, { recursive: true });
  if (!existsSync(join(folders.userData, 'User/settings.json'))) {
    writeSettings(folders.userData, { 'workbench.startupEditor': 'readme' });
  }
  await step('Installing the extension', () => installExtension(folders, vsix));
  writeFileSync(stamp, hash);
}

/** Best effort; the address has been printed. */
function showBrowser(address) {
  const hasDisplay = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const opener = process.platform === 'darwin' ? which('open') : which('xdg-open');
  if (hasDisplay && opener !== undefined) start(opener, [address], { stdio: 'ignore' }).on('error', () => {});
}

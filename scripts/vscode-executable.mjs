#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
/**
 * Stands in for the VS Code program where none can be downloaded: `vscodeExecutablePath` for `@vscode/test-electron`.
 * Reads the few arguments a test run has, starts VS Code from npm, opens it in a headless browser, prints what the
 * suite prints and exits with the code it ends with.
 */
import { inspect } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { startCodeServer, writeSettings } from './code-server.mjs';
import { atExit, leave, stopOnSignals } from './processes.mjs';
import { runMain, Trouble } from './say.mjs';

const timeLimit = Number(process.env.POLICYWRIGHT_E2E_LIMIT ?? 240_000);

stopOnSignals();
await runMain(main);
await leave(process.exitCode ?? 0);

async function main() {
  const { folder, userData, extensions, ...extension } = readArguments(process.argv.slice(2));
  writeSettings(userData);
  const server = await startCodeServer({ userData, extensions });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    if (extension.development?.startsWith('http')) await developOverWeb(page, server.origin, extension);
    process.exitCode = await runSuite(page, address(server.origin, folder, extension));
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function runSuite(page, url) {
  const ended = new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).then(async () => {
      await page.exposeFunction('codeAutomationLog', print);
      await page.goto(url);
    }, reject);
    page.on('crash', () => reject(new Trouble('the browser page crashed')));
    setTimeout(
      () => reject(new Trouble(`the suite did not end within ${timeLimit / 1000} s`)),
      timeLimit,
    ).unref();
  });
  return await ended;
}

const noise =
  /^(Resolv(ed|ing) connection token|Creating a socket|Updating additional builtin|\[Service Worker\]|ChatSessionStore|.*open-vsx\.org)/;

/** What the suite printed: `type` is the console's method, `args` what it was called with. */
function print(type, args) {
  const values = Array.isArray(args) ? args : [args];
  const line = values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' ');
  if (noise.test(line)) return;
  (type === 'error' || type === 'warn' ? console.error : console.log)(line);
}

function address(origin, folder, { development, tests }) {
  const remote = (path) => `vscode-remote://${new URL(origin).host}${resolve(path)}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const isLocal = (path) => path !== undefined && !path.startsWith('http');
  if (isLocal(development)) payload.push(['extensionDevelopmentPath', remote(development)]);
  if (isLocal(tests)) payload.push(['extensionTestsPath', remote(tests)]);
  const where = folder === undefined ? '' : `folder=${encodeURIComponent(resolve(folder))}&`;
  return `${origin}/?${where}payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Extensions that come over the web run in the extension host of browsers. Whoever serves the editor's page names them in it. */
async function developOverWeb(page, origin, { development, tests }) {
  const uri = (address) => {
    const { protocol, host: authority, pathname: path } = new URL(address);
    return { scheme: protocol.slice(0, -1), authority, path };
  };
  const developmentOptions = { extensions: [uri(development)], extensionTestsPath: tests && uri(tests) };
  await page.route(
    (url) => url.origin === origin && url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(
        /(?<=id="vscode-workbench-web-configuration" data-settings=")[^"]*/,
        (settings) => {
          const known = JSON.parse(settings.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
          const changed = {
            ...known,
            developmentOptions: { ...known.developmentOptions, ...developmentOptions },
          };
          return JSON.stringify(changed).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
        },
      );
      const headers = { ...response.headers() };
      // It names the places that this page may fetch from, and knows nothing of ours.
      delete headers['content-security-policy'];
      await route.fulfill({ response, headers, body });
    },
  );
}

function readArguments(args) {
  const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  return {
    folder: args.find((arg) => !arg.startsWith('-')),
    development: option('extensionDevelopmentPath'),
    tests: option('extensionTestsPath'),
    userData: option('user-data-dir') ?? scratch(),
    extensions: option('extensions-dir') ?? scratch(),
  };
}

function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'policywright-vscode-'));
  atExit(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

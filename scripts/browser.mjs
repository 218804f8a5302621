import { existsSync } from 'node:fs';
import { capture, which } from './processes.mjs';
import { step, Trouble } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const bundles = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // A page that a test has changed on its way may still speak to the server it came from.
  '--disable-features=LocalNetworkAccessChecks',
];

/** A headless browser with a fresh profile. */
export async function launchBrowser() {
  const { chromium } = await import('playwright-core');
  const executablePath = await ensureChromium();
  return chromium.launch({
    executablePath,
    args: flags,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** Finds Chromium; on a Debian machine where this is root, installs it. */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || which('apt-get') === undefined) throw new Trouble(advice);
  await step('Installing Chromium with apt', installChromium);
  const installed = findChromium();
  if (installed === undefined) throw new Trouble(advice);
  return installed;
}

const advice =
  'the tests in a real VS Code need Chromium on PATH, install it (Debian: apt-get install chromium) and run again';

function findChromium() {
  const named = process.env.CHROMIUM;
  if (named !== undefined) return named;
  return which(...names) ?? bundles.find((path) => existsSync(path));
}

async function installChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await capture('apt-get', ['update', '-q'], { env });
  const { code, output } = await capture(
    'apt-get',
    ['install', '-qy', '--no-install-recommends', 'chromium'],
    { env },
  );
  if (code !== 0) throw new Trouble(`apt could not install Chromium:\n${output.trim()}`);
}

/**
 * `npm run screenshots`: installs the packaged extension into a real VS Code, uses it as a person does and keeps what
 * there is to see as PNGs in `docs/images/`.
 *
 *   npm run screenshots                   all scenes
 *   npm run screenshots -- hover          only the scenes named
 *
 * What goes into the guides is light; `themes/` is there to be looked at, and does not ship.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../../scripts/browser.mjs';
import { installExtension, startCodeServer, writeSettings } from '../../scripts/code-server.mjs';
import { ensureCodeServer } from '../../scripts/code-server-install.mjs';
import { buildAll, packageExtension } from '../../scripts/package.mjs';
import { leave, stopOnSignals } from '../../scripts/processes.mjs';
import { runMain, step, Trouble } from '../../scripts/say.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const images = join(root, 'docs/images');
const size = { width: 1440, height: 900 };
/** Without the empty lower part. */
const upper = { x: 0, y: 0, width: 1440, height: 620 };

/** `at` is `file:line:column`, where the cursor stands when the steps begin: pairs of what to do and with what. */
const scenes = [
  {
    name: 'completion',
    at: 'policies/scratch.json:7:10',
    clip: upper,
    steps: [
      ['see', '.squiggly-error'],
      ['type', 'aps:'],
      ['see', '.suggest-widget.visible .monaco-list-row:has-text("CreateWorkspace")'],
      ['ask', ['Control+Space', '.suggest-details:has-text("Grants permission")']],
    ],
  },
  {
    name: 'hover',
    at: 'policies/amp-remote-write.json:7:22',
    clip: upper,
    steps: [['ask', ['Control+K Control+I', '.monaco-hover:visible:has-text("RemoteWrite")']]],
  },
  {
    name: 'problem',
    at: 'policies/dashboards.json:8:14',
    clip: size,
    steps: [
      ['see', '.squiggly-error'],
      ['press', 'Control+Shift+M'],
      ['see', '.markers-panel .monaco-list-row'],
      ['press', 'Control+1 Control+.'],
      ['see', '.action-widget .monaco-list-row'],
    ],
  },
  {
    name: 'terraform',
    at: 'amp-workspace/policies.tf:19:18',
    clip: upper,
    steps: [
      ['press', 'Shift+End'],
      ['press', 'Delete'],
      ['type', ']'],
      ['press', 'ArrowLeft'],
      [
        'ask',
        [
          'Control+Space',
          '.suggest-widget.visible .monaco-list-row:has-text("aws_prometheus_workspace.main.arn")',
        ],
      ],
    ],
  },
];

const looks = [
  { suffix: '', theme: 'Default Light Modern' },
  { suffix: 'dark', theme: 'Default Dark Modern' },
  { suffix: 'contrast', theme: 'Default High Contrast' },
];

/** The policy with its lenses, hints and colours, and its summary beside it. */
const summaryScenes = looks.map(({ suffix, theme }) => ({
  name: suffix === '' ? 'summary' : `themes/summary-${suffix}`,
  at: 'policies/dashboards.json:6:10',
  clip: size,
  theme,
  steps: [
    ['see', '.codelens-decoration:has-text("Identity policy")'],
    ['run', 'Policywright: Show Policy Summary'],
    ['see', '.pane-body .monaco-list-row:has-text("Allows")'],
    ['click', '.pane-header:has-text("examples")'],
    ['click', '.pane-body .monaco-list-row:has-text("Amazon Managed") .monaco-tl-twistie'],
    ['click', '.pane-body .monaco-list-row[aria-label^="Read,"] .monaco-tl-twistie'],
  ],
}));

scenes.push(...summaryScenes, {
  name: 'explained',
  at: 'amp-workspace/policies.tf:2:5',
  clip: upper,
  steps: [
    ['see', '.codelens-decoration:has-text("Resource policy of")'],
    ['ask', ['Control+K Control+I', '.monaco-hover:visible:has-text("Lets account")']],
  ],
});

const settings = {
  'editor.fontSize': 14,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'window.commandCenter': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.layoutControl.enabled': false,
};

stopOnSignals();
await runMain(() => main(process.argv.slice(2)));
await leave(process.exitCode ?? 0);

async function main(names) {
  await step('Building', buildAll);
  const vsix = await packageExtension();
  const scratch = mkdtempSync(join(tmpdir(), 'policywright-screens-'));
  try {
    await inEditor(scratch, vsix, async (browser, origin, workspace) => {
      mkdirSync(join(images, 'themes'), { recursive: true });
      for (const scene of scenes.filter(({ name }) => names.length === 0 || names.includes(name))) {
        cpSync(join(root, 'examples'), workspace, { recursive: true });
        await step(`docs/images/${scene.name}.png`, () =>
          play(browser, addressAt(origin, workspace, scene.at), scene, join(scratch, 'data')),
        );
      }
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function inEditor(scratch, vsix, work) {
  const folders = { userData: join(scratch, 'data'), extensions: join(scratch, 'extensions') };
  const workspace = join(scratch, 'examples');
  writeSettings(folders.userData, settings);
  await ensureCodeServer();
  await step('Installing the extension', () => installExtension(folders, vsix));
  const server = await startCodeServer(folders);
  const browser = await launchBrowser();
  try {
    await work(browser, server.origin, workspace);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** A fresh profile each time, so that no scene sees what another left open. */
async function play(browser, address, { name, steps, clip, theme = looks[0].theme }, userData) {
  writeSettings(userData, { ...settings, 'workbench.colorTheme': theme });
  const context = await browser.newContext({ viewport: size });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForSelector('.monaco-editor.focused .view-line', { timeout: 60_000 });
    await page.waitForSelector('.explorer-folders-view .monaco-list-row');
    for (const [verb, object] of steps) await perform(page, name, verb, object);
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(images, `${name}.png`), clip: clip === size ? undefined : clip });
  } finally {
    await context.close();
  }
}

async function perform(page, scene, verb, object) {
  const verbs = {
    type: () => page.keyboard.type(object, { delay: 60 }),
    press: () => press(page, object),
    see: () => page.waitForSelector(object, { timeout: 20_000 }),
    ask: () => ask(page, ...object),
    click: () => page.click(object, { timeout: 20_000 }),
    run: () => runCommand(page, object),
  };
  try {
    await verbs[verb]();
  } catch (error) {
    await page.screenshot({ path: join(tmpdir(), `policywright-${scene.replaceAll('/', '-')}-failed.png`) });
    throw new Trouble(`scene ${scene}: could not ${verb} ${object}: ${error.message}`);
  }
}

async function press(page, chord) {
  for (const keys of chord.split(' ')) await page.keyboard.press(keys);
}

async function runCommand(page, title) {
  await page.keyboard.press('F1');
  await page.keyboard.type(title);
  await page.waitForSelector(`.quick-input-list .monaco-list-row:has-text("${title}")`, { timeout: 20_000 });
  await page.keyboard.press('Enter');
}

/** The language server starts with the first policy that is opened: presses again until it answers. */
async function ask(page, chord, selector) {
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await press(page, chord);
    const seen = await page.waitForSelector(selector, { timeout: 2000 }).catch(() => undefined);
    if (seen !== undefined) return;
  }
  throw new Error('it never came');
}

/** The cursor stands there once the editor is open. */
function addressAt(origin, workspace, at) {
  const file = `vscode-remote://${new URL(origin).host}${join(workspace, at)}`;
  const payload = JSON.stringify([
    ['openFile', file],
    ['gotoLineMode', 'true'],
  ]);
  return `${origin}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(payload)}`;
}

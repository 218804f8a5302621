import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, npm } from './processes.mjs';
import { step, Trouble } from './say.mjs';

/** Runs `npm ci` when node_modules is missing or not what package-lock.json asks for. */
export async function ensureDependencies(root) {
  if (isInstalled(root)) return;
  await step('Installing the dependencies with npm', async () => {
    const { code, output } = await capture(...npm(['ci', '--ignore-scripts', '--no-fund', '--no-audit']), {
      cwd: root,
    });
    if (code !== 0) throw new Trouble(`npm could not install the dependencies:\n${reason(output)}`);
  });
}

/** What npm says, without its help text. */
function reason(output) {
  return output.split(/\nnpm error Usage:/)[0].trim();
}

/** Compares with the list of what is installed, which npm keeps inside node_modules. */
function isInstalled(root) {
  const list = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(list)) return false;
  const installed = readPackages(list);
  const wanted = readPackages(join(root, 'package-lock.json'));
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = installed[path]?.version;
    if (found !== version && !(optional && found === undefined)) return false;
  }
  return Object.keys(installed).every((path) => wanted[path] !== undefined);
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

import { capture, which } from './processes.mjs';
import { step } from './say.mjs';

/** Programs that speak to language servers, and the Debian packages that hold them. */
const editors = { nvim: ['neovim'], emacs: ['emacs-nox', 'elpa-eglot'] };

/** Installs the editors that are missing where that is possible, about half a minute each; tests skip those that are not there. */
export async function ensureEditors() {
  const missing = Object.keys(editors).filter((program) => which(program) === undefined);
  const canInstall = process.getuid?.() === 0 && which('apt-get') !== undefined;
  if (missing.length === 0 || !canInstall) return;
  await step(`Installing ${missing.join(' and ')} with apt`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await capture('apt-get', ['update', '-q'], { env });
    const packages = missing.flatMap((program) => editors[program]);
    const args = ['install', '-qy', '--no-install-recommends', ...packages];
    const { code } = await capture('apt-get', args, { env });
    if (code !== 0) console.log('  that failed, so the tests with them are skipped');
  });
}

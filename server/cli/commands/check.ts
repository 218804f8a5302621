import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { allRules, type Catalog } from '../../core/index.ts';
import type { CheckOptions } from '../arguments.ts';
import { createChecker, type Machine } from '../check/check-paths.ts';
import { createConfigFiles } from '../check/config-files.ts';
import { type InputFile, nameOf, reasonOf } from '../check/files.ts';
import { findFiles } from '../check/find-files.ts';
import { idleSuppressions, unknownRules } from '../check/suppressions.ts';
import { checkInThreads, threadsFor } from '../check/threads.ts';
import { filesChangedSince } from '../git.ts';
import type { Page } from '../pages.ts';
import { createProgress } from '../progress.ts';
import { visible } from '../report/frame.ts';
import { githubReporter } from '../report/github.ts';
import { gitlabReporter } from '../report/gitlab.ts';
import { jsonReporter } from '../report/json.ts';
import { junitReporter } from '../report/junit.ts';
import { paintFor } from '../report/paint.ts';
import type { About, Reporter } from '../report/reporter.ts';
import { sarifReporter } from '../report/sarif.ts';
import { textReporter } from '../report/text.ts';
import { addTo, type CheckedFile, nothingYet, reaches, type Trouble } from '../result.ts';

/** What the command needs from where it runs. */
export interface Shell {
  readonly version: string;
  readonly machine: Machine;
  /** The command itself, for further threads. */
  readonly script: string;
  catalog(): Catalog;
  pageOf: Page;
  print(text: string): void;
  /** On standard error. */
  note(text: string): void;
  /** One line on standard error. */
  complain(message: string): void;
  /** All of standard input. */
  readInput(): string;
}

/** `policywright check`: the exit code. */
export async function runCheck(options: CheckOptions, shell: Shell): Promise<number> {
  const { cwd } = shell.machine;
  const { files, troubles: unfound } = await inputOf(options, cwd);
  const complain = ({ path, message }: Trouble) => shell.complain(`${visible(path)} ${message}`);
  unfound.forEach(complain);
  const catalog = shell.catalog();
  const reporter = reporterFor(options, { version: shell.version, dataDate: catalog.date }, shell);
  const given = options.stdin === undefined ? undefined : shell.readInput();
  // A document that passes through leaves no room for a report.
  const output = given !== undefined && options.fix === 'write' ? shell.note : shell.print;
  const configs = createConfigFiles(cwd, options.config);
  // One that is named has to be there, even where nothing is found to check.
  if (options.config !== undefined) configs.of(cwd);
  for (const folder of new Set(files.map(({ absolute }) => dirname(absolute)))) configs.of(folder);
  const used = new Set<string>();
  let summary = nothingYet;
  let troubles = unfound.length;
  // With nothing readable the complaints say it all.
  const isSilent = files.length === 0 && troubles > 0 && options.format === 'text';
  if (!isSilent) output(reporter.begin());
  const progress = createProgress(files.length, process.stderr, () => performance.now());
  const tell = (trouble: Trouble) => {
    progress.clear();
    complain(trouble);
    troubles++;
  };
  let seen = 0;
  for await (const { checked, trouble } of results(files, options, given, catalog, shell)) {
    if (checked === undefined) {
      tell(trouble);
      continue;
    }
    seen++;
    progress.done(seen);
    for (const key of checked.usedSuppressions) used.add(key);
    const unwritten = applyFixes(checked, options, shell);
    if (unwritten !== undefined) {
      tell(unwritten);
      continue;
    }
    summary = addTo(summary, checked);
    const text = reporter.file(checked);
    // Both may go to the same terminal.
    if (text !== '') progress.clear();
    output(text);
  }
  progress.clear();
  if (!isSilent) output(reporter.end({ summary, searched: files.length }));
  if (given !== undefined && options.fix === 'write' && seen === 0) shell.print(given);
  for (const message of unknownRules(configs.known(), cwd)) shell.complain(message);
  if (options.paths.includes('.') && options.changedSince === undefined && given === undefined) {
    for (const message of idleSuppressions(configs.known(), used, cwd)) shell.complain(message);
  }
  if (troubles > 0) return 2;
  return reaches(summary, options.failOn) ? 1 : 0;
}

type Outcome =
  | { readonly checked: CheckedFile; readonly trouble?: undefined }
  | { readonly checked?: undefined; readonly trouble: Trouble };

/** What the files come to, in their order, from this thread or several. */
async function* results(
  files: readonly InputFile[],
  options: CheckOptions,
  text: string | undefined,
  catalog: Catalog,
  { machine, script }: Shell,
): AsyncGenerator<Outcome> {
  const [file] = files;
  const given = text === undefined || file === undefined ? {} : { given: { absolute: file.absolute, text } };
  const wishes = { ...options, withFixes: SHOWS_FIXES.has(options.format), ...given };
  const threads = threadsFor(files);
  if (threads > 1) {
    for await (const { checked, troubles } of checkInThreads(files, wishes, machine.cwd, threads, script)) {
      for (const trouble of troubles) yield { trouble };
      for (const one of checked) yield { checked: one };
    }
    return;
  }
  const checker = createChecker(wishes, catalog, machine);
  for await (const checked of checker.check(files)) yield { checked };
  for (const trouble of checker.troubles) yield { trouble };
}

const SHOWS_FIXES: ReadonlySet<string> = new Set(['text', 'json', 'sarif']);

async function inputOf(options: CheckOptions, cwd: string) {
  const { stdin, changedSince } = options;
  if (stdin !== undefined) {
    const absolute = resolve(cwd, stdin);
    return { files: [{ path: nameOf(absolute, cwd), absolute, named: true }], troubles: [] };
  }
  const among = changedSince === undefined ? {} : { among: await filesChangedSince(changedSince, cwd) };
  return findFiles(options.paths, { cwd, withIgnored: options.withIgnored, ...among });
}

/** Writes what `--fix` made, or shows it. What cannot be written is not reported: its findings are those of the new text. */
function applyFixes(
  file: CheckedFile,
  { fix, stdin, format }: CheckOptions,
  shell: Shell,
): Trouble | undefined {
  if (fix === 'write' && stdin !== undefined) shell.print(file.text);
  if (file.fixed === undefined) return undefined;
  const { before } = file.fixed;
  if (fix === 'write' && stdin === undefined) {
    try {
      writeFileSync(resolve(shell.machine.cwd, file.path), file.text);
    } catch (error) {
      return { path: file.path, message: reasonOf(error).replace('read', 'written') };
    }
  }
  if (fix === 'show') {
    const patch = createTwoFilesPatch(`a/${file.path}`, `b/${file.path}`, before, file.text, '', '');
    const show = format === 'text' ? shell.print : shell.note;
    show(patch.slice(patch.indexOf('---')));
  }
  return undefined;
}

function reporterFor({ format, failOn }: CheckOptions, about: About, { pageOf }: Shell): Reporter {
  switch (format) {
    case 'json':
      return jsonReporter(about);
    case 'sarif':
      return sarifReporter(about, allRules, pageOf);
    case 'junit':
      return junitReporter(failOn);
    case 'github':
      return githubReporter();
    case 'gitlab':
      return gitlabReporter();
    default:
      return textReporter(about, paintFor(process.stdout, process.env));
  }
}

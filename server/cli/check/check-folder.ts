import { dirname } from 'node:path';
import {
  type Engine,
  folderOf,
  foldersAround,
  isModuleFile,
  isVariablesFile,
  type Project,
  type Settings,
  type Source,
  sameFile,
  type Uri,
} from '../../core/index.ts';
import type { Files } from '../../workspace/files.ts';
import { createNeighbours, type Neighbours } from '../../workspace/neighbours.ts';
import type { CheckedFile, Trouble } from '../result.ts';
import { checkedFile } from './checked-file.ts';
import type { ConfigFiles } from './config-files.ts';
import type { Engines } from './engines.ts';
import { type InputFile, readSource, sourceOf, type Unread } from './files.ts';
import { fixAll } from './fix.ts';

/** What every folder of a run has in common. */
export interface Check {
  readonly cwd: string;
  readonly settings: Settings;
  readonly engines: Engines;
  readonly files: Files;
  readonly configs: ConfigFiles;
  /** The person said of which kind the policies are: a file that is named is one, whatever it looks like. */
  readonly said: boolean;
  readonly fix: boolean;
  readonly withFixes: boolean;
  /** Text that stands for what the disk has. */
  readonly given?: { readonly absolute: string; readonly text: string };
}

/** What one folder came to. */
export interface CheckedFolder {
  readonly checked: readonly CheckedFile[];
  readonly troubles: readonly Trouble[];
}

/** Checks files of one folder, with those around them that decide what they are used as. */
export async function checkFolder(files: readonly InputFile[], check: Check): Promise<CheckedFolder> {
  const troubles: Trouble[] = [];
  const read = files.flatMap((file) => {
    const source = readInput(file, check);
    if ('message' in source) {
      if (file.named || !isForeign(check.engines.json, source)) troubles.push(source);
      return [];
    }
    return [{ file, source: check.said && file.named ? { ...source, isPolicy: true as const } : source }];
  });
  const own = new Map(read.map(({ source }) => [source.uri, source]));
  const [first] = files;
  const config = first === undefined ? undefined : check.configs.of(dirname(first.absolute));
  const names = new Set([...own.keys()].map(sameFile));
  const neighbours = createNeighbours(
    () => check.files,
    (uri) => names.has(sameFile(uri)),
  );
  const projectOf = createProjects(own, neighbours, check.settings, config);
  const engine = await engineFor(own, neighbours, projectOf, check);
  const checked = read.flatMap(
    ({ file, source }) => checkOne(file, source, engine, projectOf(), check) ?? [],
  );
  return { checked, troubles };
}

function checkOne(
  file: InputFile,
  source: Source,
  engine: Engine,
  project: Project,
  check: Check,
): CheckedFile | undefined {
  const projectWith = (now: Source): Project =>
    now === source ? project : { ...project, sources: new Map(project.sources).set(now.uri, now) };
  const analyze = (now: Source) => engine.analyze(projectWith(now), now.uri);
  const fixed = check.fix ? fixAll(source, analyze) : { source, count: 0 };
  const analysis = analyze(fixed.source);
  if (analysis === undefined) return undefined;
  const { policies, findings } = analysis;
  // A file may hand a policy on, or give one to somebody, without holding any.
  if (policies.length === 0 && findings.length === 0 && !file.named) return undefined;
  const naming = { path: file.path, cwd: check.cwd, withFixes: check.withFixes };
  const checked = checkedFile(fixed.source, analysis, projectWith(fixed.source), naming);
  return fixed.count === 0 ? checked : { ...checked, fixed: { before: source.text, count: fixed.count } };
}

function readInput(file: InputFile, { given }: Check): Source | Unread {
  return given?.absolute === file.absolute ? sourceOf(file, given.text) : readSource(file);
}

/** A search meets files of all kinds: one that is no text and looks like no policy is not worth a word. */
function isForeign(engine: Engine, { guess }: Unread): boolean {
  if (guess === undefined || isModuleFile(guess.uri)) return false;
  return engine.languageOf(guess)?.suspects(guess) !== true;
}

/** Reads the modules that the files belong to, and those that may use a policy among them. */
async function engineFor(
  own: ReadonlyMap<Uri, Source>,
  neighbours: Neighbours,
  projectOf: () => Project,
  { engines }: Check,
): Promise<Engine> {
  const [first] = own.keys();
  if (first === undefined) return engines.json;
  const hasPolicy = [...own.values()].some(
    (source) => foldersAround(source).length > 0 || engines.json.languageOf(source)?.suspects(source),
  );
  const hasModule = [...own.keys()].some(isModuleFile);
  const folders = foldersAbove(first).slice(0, hasPolicy ? LEVELS : hasModule ? 1 : 0);
  await neighbours.oblige(() => folders.map((folder) => ({ folder })));
  const inFolders = [...projectOf().sources.keys()].filter((uri) => isModuleFile(uri));
  if (inFolders.length === 0 && ![...own.keys()].some(isVariablesFile)) return engines.json;
  const engine = await engines.terraform();
  for (const folder of folders) {
    const [one, ...others] = inFolders.filter((uri) => folderOf(uri) === folder);
    // Each of its own may give away a policy to who calls the module.
    for (const uri of folder === folders[0] ? [one, ...others] : [one])
      if (uri !== undefined) await neighbours.oblige(() => engine.wants(projectOf(), uri));
  }
  return engine;
}

function foldersAbove(uri: Uri): readonly Uri[] {
  const folders: Uri[] = [];
  for (let folder = folderOf(uri); folder !== ''; folder = folderOf(folder)) folders.push(folder);
  return folders;
}

/** A policy's file lies beside the module that uses it or so many folders below, the module's own counted. */
const LEVELS = 3;

/** One value for as long as nothing more is read. */
function createProjects(
  own: Project['sources'],
  neighbours: Neighbours,
  settings: Settings,
  config: Source | undefined,
): () => Project {
  let around: Project['sources'] | undefined;
  const make = (sources: Project['sources']): Project => {
    if (config === undefined) return { sources, settings, config: '' };
    return { sources: new Map(sources).set(config.uri, config), settings, config: config.uri };
  };
  let project = make(own);
  return () => {
    if (around !== neighbours.sources) {
      around = neighbours.sources;
      project = make(new Map([...around, ...own]));
    }
    return project;
  };
}

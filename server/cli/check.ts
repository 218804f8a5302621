import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type Analysis,
  allRules,
  type Catalog,
  createEngine,
  createTerraform,
  defaultSettings,
  type Engine,
  folderOf,
  type HclParser,
  isModuleFile,
  json,
  type Project,
  type Settings,
  type Source,
  sameFile,
  type Uri,
} from '../core/index.ts';
import type { Files } from '../workspace/files.ts';
import { createNeighbours, type Neighbours } from '../workspace/neighbours.ts';
import type { CheckOptions } from './arguments.ts';
import { findFiles, type InputFile, nameOf, readSource, type Trouble } from './files.ts';
import type { CheckedFile, Place, Result } from './result.ts';

/** What a check needs of the machine besides the files that it is given. */
export interface Machine {
  readonly cwd: string;
  /** Asked for when the first Terraform file is met. */
  loadHclParser(): Promise<HclParser>;
  filesBelow(folders: readonly Uri[]): Files;
}

/** Finds, reads and analyzes, folder by folder. Bugs of rules are told as troubles are: they leave the result incomplete. */
export async function checkPaths(options: CheckOptions, catalog: Catalog, machine: Machine): Promise<Result> {
  const { cwd } = machine;
  const { files, troubles: unfound } = findFiles(options.paths, cwd);
  const troubles: Trouble[] = [...unfound];
  const onBug = (what: string, error: unknown) =>
    void troubles.push({ path: what, message: `failed, please report this bug: ${error}` });
  const roots = [cwd, ...options.paths.flatMap((path) => [resolve(cwd, path), dirname(resolve(cwd, path))])];
  const check: Check = {
    settings: options.kind === undefined ? defaultSettings : { ...defaultSettings, forcedKind: options.kind },
    cwd,
    engines: createEngines(catalog, machine, onBug),
    files: machine.filesBelow(roots.map((root) => pathToFileURL(root).href)),
  };
  // Who names a file and its kind says that it is a policy.
  const said = options.kind !== undefined;
  const checked = new Map<InputFile, CheckedFile>();
  for (const folder of byFolder(files)) {
    const read = folder.flatMap((file): readonly Read[] => {
      const source = readSource(file);
      if (!('message' in source))
        return [{ file, source: said && file.named ? { ...source, isPolicy: true } : source }];
      if (file.named || !isForeign(check.engines.json, source)) troubles.push(source);
      return [];
    });
    for (const one of await checkFolder(read, check)) checked.set(one.file, one.checked);
  }
  return {
    dataDate: catalog.date,
    files: files.flatMap((file) => checked.get(file) ?? []),
    searched: files.length,
    troubles,
  };
}

interface Check {
  readonly settings: Settings;
  readonly cwd: string;
  readonly engines: Engines;
  readonly files: Files;
}

interface Read {
  readonly file: InputFile;
  readonly source: Source;
}

/** Engines for files that stand alone and for those that have to do with a module. */
interface Engines {
  readonly json: Engine;
  terraform(): Promise<Engine>;
}

function createEngines(
  catalog: Catalog,
  machine: Machine,
  onBug: (what: string, error: unknown) => void,
): Engines {
  const parts = { catalog, rules: allRules, onBug };
  const load = async () => {
    const terraform = createTerraform({
      parser: await machine.loadHclParser(),
      facts: () => catalog.terraform,
    });
    return createEngine({ ...parts, languages: [json, terraform] });
  };
  let loaded: Promise<Engine> | undefined;
  return {
    json: createEngine({ ...parts, languages: [json] }),
    terraform() {
      loaded ??= load();
      return loaded;
    },
  };
}

/** A search meets files of all kinds: one that is no text and looks like no policy is not worth a word. */
function isForeign(engine: Engine, { guess }: Trouble): boolean {
  if (guess === undefined || isModuleFile(guess.uri)) return false;
  return engine.languageOf(guess)?.suspects(guess) !== true;
}

function byFolder(files: readonly InputFile[]): Iterable<readonly InputFile[]> {
  const folders = new Map<string, InputFile[]>();
  for (const file of files) {
    const folder = dirname(file.absolute);
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, [file]);
    else known.push(file);
  }
  return folders.values();
}

/** Files of one folder, with those around them that decide what they are used as. */
async function checkFolder(
  read: readonly Read[],
  check: Check,
): Promise<readonly { readonly file: InputFile; readonly checked: CheckedFile }[]> {
  const own = new Map(read.map(({ source }) => [source.uri, source]));
  const names = new Set([...own.keys()].map(sameFile));
  const neighbours = createNeighbours(
    () => check.files,
    (uri) => names.has(sameFile(uri)),
  );
  const projectOf = createProjects(own, neighbours, check.settings);
  const engine = await engineFor(own, neighbours, projectOf, check);
  return read.flatMap(({ file, source }) => {
    const analysis = engine.analyze(projectOf(), source.uri);
    if (analysis === undefined) return [];
    if (analysis.policies.length === 0 && !file.named) return [];
    const places = placesOf(source, analysis, projectOf(), check.cwd);
    return [{ file, checked: { path: file.path, source, analysis, places } }];
  });
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
  const hasPolicy = [...own.values()].some((source) => engines.json.languageOf(source)?.suspects(source));
  const hasModule = [...own.keys()].some(isModuleFile);
  const folders = foldersAbove(first).slice(0, hasPolicy ? LEVELS : hasModule ? 1 : 0);
  await neighbours.oblige(() => folders.map((folder) => ({ folder })));
  const inFolders = [...projectOf().sources.keys()].filter((uri) => isModuleFile(uri));
  if (inFolders.length === 0) return engines.json;
  const engine = await engines.terraform();
  for (const folder of folders) {
    const one = inFolders.find((uri) => folderOf(uri) === folder);
    if (one !== undefined) await neighbours.oblige(() => engine.wants(projectOf(), one));
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
function createProjects(own: Project['sources'], neighbours: Neighbours, settings: Settings): () => Project {
  let around: Project['sources'] | undefined;
  let project: Project = { sources: own, settings };
  return () => {
    if (around !== neighbours.sources) {
      around = neighbours.sources;
      project = { sources: new Map([...around, ...own]), settings };
    }
    return project;
  };
}

/** The other documents that findings point to. */
function placesOf(
  own: Source,
  analysis: Analysis,
  { sources }: Project,
  cwd: string,
): ReadonlyMap<Uri, Place> {
  const places = new Map<Uri, Place>();
  for (const { related } of analysis.findings) {
    for (const { uri } of related) {
      const source = uri === undefined || uri === own.uri ? undefined : sources.get(uri);
      if (source === undefined) continue;
      places.set(source.uri, { path: nameOf(fileURLToPath(source.uri), cwd), source });
    }
  }
  return places;
}

import {
  allRules,
  type Catalog,
  createEngine,
  defaultSettings,
  type Engine,
  json,
  type Settings,
  type Source,
} from '../core/index.ts';
import type { CheckOptions } from './arguments.ts';
import { findFiles, type InputFile, readSource, type Trouble } from './files.ts';
import type { CheckedFile, Result } from './result.ts';

/** Finds, reads and analyzes. Bugs of rules are told as troubles are: they leave the result incomplete. */
export function checkPaths(options: CheckOptions, catalog: Catalog, cwd: string): Result {
  const { files, troubles: unfound } = findFiles(options.paths, cwd);
  const troubles: Trouble[] = [...unfound];
  const settings: Settings =
    options.kind === undefined ? defaultSettings : { ...defaultSettings, forcedKind: options.kind };
  const engine = createEngine({
    catalog,
    languages: [json],
    rules: allRules,
    onBug: (what, error) =>
      troubles.push({ path: what, message: `failed, please report this bug: ${error}` }),
  });
  const checked = files.flatMap((file): readonly CheckedFile[] => {
    const source = readSource(file);
    if ('message' in source) {
      if (file.named || !isForeign(engine, source)) troubles.push(source);
      return [];
    }
    return checkSource(engine, file, source, settings);
  });
  return { dataDate: catalog.date, files: checked, searched: files.length, troubles };
}

/** A search meets files of all kinds: one that is no text and looks like no policy is not worth a word. */
function isForeign(engine: Engine, { guess }: Trouble): boolean {
  return guess !== undefined && engine.languageOf(guess)?.suspects(guess) !== true;
}

function checkSource(
  engine: Engine,
  file: InputFile,
  source: Source,
  settings: Settings,
): readonly CheckedFile[] {
  const project = { sources: new Map([[source.uri, source]]), settings };
  const analysis = engine.analyze(project, source.uri);
  if (analysis === undefined) return [];
  if (analysis.policies.length === 0 && !file.named) return [];
  return [{ path: file.path, source, analysis }];
}

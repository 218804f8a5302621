import {
  allRules,
  type Catalog,
  createEngine,
  defaultSettings,
  type Engine,
  guessUse,
  json,
  type Language,
  type PolicyKind,
  type PolicyUse,
  type Source,
} from '../core/index.ts';
import type { CheckOptions } from './arguments.ts';
import { findFiles, type InputFile, readSource, type Trouble } from './files.ts';
import type { CheckedFile, Result } from './result.ts';

/** Finds, reads and analyzes. Bugs of rules are told as troubles are: they leave the result incomplete. */
export function checkPaths(options: CheckOptions, catalog: Catalog, cwd: string): Result {
  const { files, troubles: unfound } = findFiles(options.paths, cwd);
  const troubles: Trouble[] = [...unfound];
  const engine = createEngine({
    catalog,
    languages: options.kind === undefined ? [json] : [forced(json, options.kind)],
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
    return checkSource(engine, file, source);
  });
  return { dataDate: catalog.date, files: checked, searched: files.length, troubles };
}

/** A search meets files of all kinds: one that is no text and looks like no policy is not worth a word. */
function isForeign(engine: Engine, { guess }: Trouble): boolean {
  return guess !== undefined && engine.languageOf(guess)?.suspects(guess) !== true;
}

function checkSource(engine: Engine, file: InputFile, source: Source): readonly CheckedFile[] {
  const project = { sources: new Map([[source.uri, source]]), settings: defaultSettings };
  const analysis = engine.analyze(project, source.uri);
  if (analysis === undefined) return [];
  if (analysis.policies.length === 0 && !file.named) return [];
  return [{ path: file.path, source, analysis }];
}

/** The language with every policy used as `kind`. */
function forced(language: Language, kind: PolicyKind): Language {
  return {
    ...language,
    read(source) {
      const file = language.read(source);
      const policies = file.policies.map((policy) => {
        const usual = policy.use ?? guessUse(policy.document, source.uri, []);
        const use: PolicyUse = usual.kind === kind ? usual : { kind, by: 'setting' };
        return { ...policy, use };
      });
      return { ...file, policies };
    },
  };
}

import {
  allRefactorings,
  allRules,
  type Catalog,
  createEngine,
  createTerraform,
  type Engine,
  foldersAround,
  isTerraformDocument,
  json,
  type Source,
  type Uri,
} from '../core/index.ts';
import type { BugReporter } from './bugs.ts';
import type { Host } from './host.ts';

/** Reads JSON at once, and Terraform from when its parser has been loaded. */
export interface LateEngine {
  readonly now: Engine;
  /** Whether the document needs more than `now` has. */
  waitsFor(document: Source): boolean;
  /** Whether a module in one of these folders may use the document, of which `now` would know nothing. */
  waitsForModules(document: Source): readonly Uri[];
  /** Whether `now` reads the document and it is made of several files. */
  reads(document: Source): boolean;
  /** Loads Terraform's parser, once. Settles when `now` has it, or never will. */
  load(): Promise<void>;
}

export function createLateEngine(catalog: Catalog, host: Host, bug: BugReporter): LateEngine {
  const parts = { catalog, rules: allRules, refactorings: allRefactorings, onBug: bug };
  let now = createEngine({ ...parts, languages: [json] });
  let state: 'missing' | Promise<void> | 'done' = 'missing';
  const load = async () => {
    try {
      const terraform = createTerraform({
        parser: await host.loadHclParser(),
        facts: () => catalog.terraform,
        catalog,
      });
      now = createEngine({ ...parts, languages: [json, terraform] });
    } catch (error) {
      bug('loading the parser of Terraform', error);
    }
    state = 'done';
  };
  return {
    get now() {
      return now;
    },
    waitsFor: (document) => state !== 'done' && isTerraformDocument(document),
    waitsForModules: (document) => (state === 'done' ? [] : foldersAround(document)),
    reads: (document) =>
      state === 'done' && (isTerraformDocument(document) || foldersAround(document).length > 0),
    load() {
      if (state === 'missing') state = load();
      return state === 'done' ? Promise.resolve() : state;
    },
  };
}

import { allRules, type Catalog, createEngine, createTerraform, type Engine, json } from '../core/index.ts';
import type { BugReporter } from './bugs.ts';
import type { Host } from './host.ts';

/** Reads JSON at once, and Terraform from when its parser has been loaded. */
export interface LateEngine {
  readonly now: Engine;
  /** Whether documents of this language id need more than `now` has. */
  waitsFor(languageId: string): boolean;
  /** Whether `now` reads documents of this language id that are made of several files. */
  reads(languageId: string): boolean;
  /** Loads Terraform's parser, once. Settles when `now` has it, or never will. */
  load(): Promise<void>;
}

export function createLateEngine(catalog: Catalog, host: Host, bug: BugReporter): LateEngine {
  const parts = { catalog, rules: allRules, onBug: bug };
  let now = createEngine({ ...parts, languages: [json] });
  let state: 'missing' | Promise<void> | 'done' = 'missing';
  const load = async () => {
    try {
      const terraform = createTerraform({
        parser: await host.loadHclParser(),
        facts: () => catalog.terraform,
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
    waitsFor: (languageId) => state !== 'done' && TERRAFORM.has(languageId),
    reads: (languageId) => state === 'done' && TERRAFORM.has(languageId),
    load() {
      if (state === 'missing') state = load();
      return state === 'done' ? Promise.resolve() : state;
    },
  };
}

/** Language ids of editors. */
const TERRAFORM: ReadonlySet<string> = new Set(['terraform', 'opentofu', 'hcl']);

import {
  allRules,
  type Catalog,
  createEngine,
  createTerraform,
  type Engine,
  type HclParser,
  json,
} from '../../core/index.ts';

/** Engines for files that stand alone and for those that have to do with a module. */
export interface Engines {
  readonly json: Engine;
  /** Terraform's parser is loaded when the first module is met. */
  terraform(): Promise<Engine>;
}

export function createEngines(
  catalog: Catalog,
  loadHclParser: () => Promise<HclParser>,
  onBug: (what: string, error: unknown) => void,
): Engines {
  const parts = { catalog, rules: allRules, onBug };
  const load = async () => {
    const terraform = createTerraform({
      parser: await loadHclParser(),
      facts: () => catalog.terraform,
      catalog,
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

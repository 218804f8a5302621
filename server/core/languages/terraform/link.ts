import type { TerraformFacts } from '../../catalog/terraform.ts';
import type { Value } from '../../policy/value.ts';
import { sameItems } from '../../text/same-items.ts';
import type { Source, Uri } from '../../text/source.ts';
import type { Called } from './calls.ts';
import { evaluate } from './evaluate.ts';
import { resolveUri } from './files.ts';
import { moduleSources } from './folders.ts';
import { type GivenAway, givenByCalls } from './given-away.ts';
import type { HclFile } from './hcl/ast.ts';
import { attributeOf, isRepeated, type Module, type ModuleFile, readModule } from './module.ts';
import { type ModulePolicies, policiesOf } from './policies.ts';
import { type Budget, newWork, type Scope, type World } from './scope.ts';
import { relocate } from './values.ts';

/** A module with its policies, and all that went into them. */
export interface LinkedModule {
  readonly module: Module;
  /** Its policies, looked for when somebody asks. */
  readonly found: ModulePolicies;
  /** Policies of modules that it calls, as far as it takes them; without the rest of its own. */
  readonly givenByCalls: ReadonlyMap<Uri, readonly GivenAway[]>;
  /** A scope for expressions that stand in a file of the module. */
  scopeOf(file: ModuleFile): Scope;
  /** Whether everything it was made of is still the same. */
  isCurrent(sources: ReadonlyMap<Uri, Source>): boolean;
  /** Files and folders outside the module that were asked for up to now, there or not. */
  readonly asked: { readonly files: ReadonlySet<Uri>; readonly folders: ReadonlySet<Uri> };
}

export interface Readers {
  readonly facts: TerraformFacts;
  hcl(source: Source): HclFile;
}

export function linkModule(
  folder: Uri,
  sources: ReadonlyMap<Uri, Source>,
  readers: Readers,
): LinkedModule | undefined {
  const own = moduleSources(sources, folder);
  if (own.length === 0) return undefined;
  const files = new Map<Uri, Source | undefined>();
  const folders = new Map<Uri, readonly Source[]>([[folder, own]]);
  const view: View = {
    readers,
    budget: { steps: 0, depth: 0 },
    modules: new Map(),
    source: (uri) => {
      const source = sources.get(uri);
      files.set(uri, source);
      return source;
    },
    folder: (uri) => {
      const listed = moduleSources(sources, uri);
      folders.set(uri, listed);
      return listed;
    },
  };
  const module = moduleOf(folder, own, readers);
  const world = worldOf(view, new Map());
  const scopeOf = (file: ModuleFile): Scope => ({ module, file, names: new Map(), trail: new Set(), world });
  const called: Called = (of, call) => calledModule(view, of, call);
  let found: ModulePolicies | undefined;
  let given: ReadonlyMap<Uri, readonly GivenAway[]> | undefined;
  return {
    module,
    get found() {
      found ??= policiesOf(module, readers.facts, scopeOf, called);
      return found;
    },
    get givenByCalls() {
      given ??= givenByCalls(module, readers.facts, scopeOf, called);
      return given;
    },
    scopeOf,
    asked: {
      get files() {
        return new Set(files.keys());
      },
      get folders() {
        return new Set(folders.keys());
      },
    },
    isCurrent: (now) =>
      [...folders].every(([uri, listed]) => sameItems(moduleSources(now, uri), listed)) &&
      [...files].every(([uri, source]) => now.get(uri) === source),
  };
}

/** The world as far as it is read; whatever is looked at is remembered. */
interface View {
  readonly readers: Readers;
  readonly budget: Budget;
  /** Those that were called, by their folder. */
  readonly modules: Map<Uri, Module>;
  source(uri: Uri): Source | undefined;
  folder(uri: Uri): readonly Source[];
}

function moduleOf(folder: Uri, sources: readonly Source[], readers: Readers): Module {
  return readModule(
    folder,
    sources.map((source) => ({ source, hcl: readers.hcl(source) })),
  );
}

/** `inputs`: the arguments of the one call through which a module is looked at. */
function worldOf(view: View, inputs: ReadonlyMap<string, Value>): World {
  return {
    work: newWork(view.budget),
    source: view.source,
    shape: (type, attribute) => {
      const { facts } = view.readers;
      return facts.arnShape(type, attribute) ?? facts.valueShape(type, attribute)?.pattern;
    },
    variable: (module, name) =>
      inputs.get(name) ?? (inputs.size > 0 ? defaultOf(view, module, name) : undefined),
    output: (scope, call, output) => outputOf(view, scope, call, output),
  };
}

/** A call that leaves an argument out gives the variable its default. */
function defaultOf(view: View, module: Module, name: string): Value | undefined {
  const variable = module.variables.get(name);
  const value = variable === undefined ? undefined : attributeOf(variable.node.body, 'default');
  if (variable === undefined || value === undefined) return undefined;
  const scope: Scope = {
    module,
    file: variable.file,
    names: new Map(),
    trail: new Set(),
    world: worldOf(view, new Map()),
  };
  return evaluate(value.value, scope);
}

/** Arguments of a call that are about the call and not for the module. */
const META = new Set(['source', 'version', 'count', 'for_each', 'providers', 'depends_on']);

/** The local module that a call names. */
function calledModule(view: View, module: Module, call: string): Module | undefined {
  const block = module.calls.get(call);
  const source = block === undefined ? undefined : attributeOf(block.node.body, 'source')?.value;
  if (block === undefined || source?.kind !== 'template') return undefined;
  const path = block.file.source.text.slice(source.inner.start, source.inner.end);
  const folder =
    path.startsWith('./') || path.startsWith('../') ? resolveUri(module.folder, path) : undefined;
  if (folder === undefined) return undefined;
  const clean = folder.endsWith('/') ? folder.slice(0, -1) : folder;
  const known = view.modules.get(clean);
  const sources = known === undefined ? view.folder(clean) : [];
  if (known !== undefined || sources.length === 0) return known;
  const called = moduleOf(clean, sources, view.readers);
  view.modules.set(clean, called);
  return called;
}

function outputOf(view: View, scope: Scope, call: string, output: string): Value | undefined {
  const block = scope.module.calls.get(call);
  if (block === undefined || scope.trail.size > MAX_CALLS) return undefined;
  const child = isRepeated(block.node) ? undefined : calledModule(view, scope.module, call);
  const named = child?.outputs.get(output);
  const value = named === undefined ? undefined : attributeOf(named.node.body, 'value');
  if (child === undefined || named === undefined || value === undefined) return undefined;
  const inside: Scope = { ...scope, file: block.file, names: new Map() };
  const inputs = new Map<string, Value>([['', { type: 'null', range: block.node.range }]]);
  for (const argument of block.node.body.attributes) {
    if (META.has(argument.name)) continue;
    const given = evaluate(argument.value, inside);
    inputs.set(argument.name, relocate(given, argument.range));
  }
  const step = `${block.file.source.uri} module.${call}`;
  if (scope.trail.has(step)) return undefined;
  return evaluate(value.value, {
    module: child,
    file: named.file,
    names: new Map(),
    trail: new Set([...scope.trail, step]),
    world: worldOf(view, inputs),
  });
}

const MAX_CALLS = 32;

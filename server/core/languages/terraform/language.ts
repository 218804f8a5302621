import type { TerraformFacts } from '../../catalog/terraform.ts';
import type { Project } from '../../project.ts';
import type { Source, Uri } from '../../text/source.ts';
import type { FileModel, FilePolicy, Language, Want, WiringReport } from '../language.ts';
import { candidatesOf, documentsAt } from './candidates.ts';
import { folderOf, isJsonModuleFile, isModuleFile } from './folders.ts';
import type { HclFile } from './hcl/ast.ts';
import type { HclParser } from './hcl/parse.ts';
import { reparseHcl, type Version } from './hcl/reparse.ts';
import { type LinkedModule, linkModule } from './link.ts';
import { locateIn } from './locate.ts';
import type { ModuleFile } from './module.ts';
import { definitionAt, referencesAt, wiringAt } from './navigate.ts';
import { terraformRules } from './rules/all.ts';
import { readTemplateFile } from './template-file.ts';
import { parseTfJson } from './tf-json.ts';

export interface TerraformParts {
  readonly parser: HclParser;
  /** Asked for when the first module is read. */
  readonly facts: () => TerraformFacts;
}

export interface Terraform extends Language {
  /** The module of a folder, for features that follow references. */
  moduleOf(folder: Uri, project: Project): LinkedModule | undefined;
}

/** Policies in Terraform and OpenTofu, in every form they take. A module is a folder; each of its files is read once per version. */
export function createTerraform({ parser, facts }: TerraformParts): Terraform {
  const trees = new WeakMap<Source, HclFile>();
  const versions = new Map<Uri, Version>();
  const modules = new Map<Uri, LinkedModule>();
  const models = new WeakMap<Source, { readonly linked: LinkedModule; readonly file: FileModel }>();

  const hcl = (source: Source): HclFile => {
    const known = trees.get(source);
    if (known !== undefined) return known;
    const { uri, text } = source;
    const file = isJsonModuleFile(uri)
      ? parseTfJson(parser, text)
      : reparseHcl(parser, text, versions.get(uri));
    versions.set(uri, { text, file });
    if (versions.size > MAX_VERSIONS) versions.delete(versions.keys().next().value ?? '');
    trees.set(source, file);
    return file;
  };

  const moduleOf = (folder: Uri, { sources }: Project): LinkedModule | undefined => {
    const known = modules.get(folder);
    if (known?.isCurrent(sources) === true) return known;
    const linked = linkModule(folder, sources, { facts: facts(), hcl });
    if (linked === undefined) modules.delete(folder);
    else modules.set(folder, linked);
    if (modules.size > MAX_MODULES) modules.delete(modules.keys().next().value ?? '');
    return linked;
  };

  const read = (source: Source, project: Project): FileModel => {
    const linked = moduleOf(folderOf(source.uri), project);
    const known = models.get(source);
    if (linked === undefined) return { source, policies: [] };
    if (known?.linked === linked) return known.file;
    const policies = linked.found.policies.flatMap((policy): readonly FilePolicy[] =>
      policy.file.source === source ? [{ document: policy.document, uses: policy.uses }] : [],
    );
    const file = { source, policies, wiring: wiringOf(source, linked) };
    models.set(source, { linked, file });
    return file;
  };

  const readForeign = (source: Source, project: Project): FileModel | undefined => {
    if (isModuleFile(source.uri)) return undefined;
    for (const linked of modulesAround(source.uri, project, moduleOf)) {
      const template = linked.found.templates.get(source.uri);
      if (template === undefined) continue;
      const known = models.get(source);
      if (known?.linked === linked) return known.file;
      const document = readTemplateFile(parser, source, template);
      const uses = linked.found.files.get(source.uri) ?? [];
      const file = { source, policies: document === undefined ? [] : [{ document, uses }] };
      models.set(source, { linked, file });
      return file;
    }
    return undefined;
  };

  const inModule = <T>(
    source: Source,
    project: Project,
    run: (linked: LinkedModule, file: ModuleFile) => T,
  ) => {
    const linked = moduleOf(folderOf(source.uri), project);
    const file = linked?.module.files.find((one) => one.source === source);
    return linked === undefined || file === undefined ? undefined : run(linked, file);
  };

  const wiringOf = (source: Source, linked: LinkedModule): readonly WiringReport[] => {
    const file = linked.module.files.find((one) => one.source === source);
    if (file === undefined) return [];
    const ctx = { linked, facts: facts() };
    return terraformRules.flatMap((rule) =>
      [...rule.checkFile(file, ctx)].map((report) => ({ rule, report })),
    );
  };

  return {
    ids: ['terraform', 'opentofu', 'hcl'],
    takes: (source) => isJsonModuleFile(source.uri),
    suspects: (source) => isModuleFile(source.uri) && MARKS.test(source.text),
    read,
    locate: (file, offset) =>
      isJsonModuleFile(file.source.uri)
        ? undefined
        : locateIn({ source: file.source, hcl: hcl(file.source) }, file.policies, offset),
    moduleOf,
    definition: (source, project, offset) =>
      inModule(source, project, (linked, file) => definitionAt(linked, file, offset)) ?? [],
    references: (source, project, offset) =>
      inModule(source, project, (linked, file) => referencesAt(linked, file, offset)) ?? [],
    wiring: (source, project, offset) =>
      inModule(source, project, (linked, file) => wiringAt(linked, file, offset)),
    candidates: (source, project) => inModule(source, project, ({ module }) => candidatesOf(module)) ?? [],
    documentsAt: (source, project, offset) =>
      inModule(source, project, (linked, file) => documentsAt(linked, facts(), file, offset)),
    usesOf: (uri, project) =>
      isModuleFile(uri)
        ? []
        : modulesAround(uri, project, moduleOf).flatMap(({ found }) => found.files.get(uri) ?? []),
    readForeign,
    wants: (source, project) => wantsOf(source, project, moduleOf),
  };
}

/** A file without these words holds no policy, hands none on, and makes no credentials. */
const MARKS = /polic|Statement|jsonencode|module|aws_iam_access_key/;

/** Modules in the folder of a file and above it. */
function modulesAround(
  uri: Uri,
  project: Project,
  moduleOf: (folder: Uri, project: Project) => LinkedModule | undefined,
): readonly LinkedModule[] {
  const modules: LinkedModule[] = [];
  let folder = folderOf(uri);
  for (let level = 0; level < LEVELS && folder !== ''; level++) {
    const linked = moduleOf(folder, project);
    if (linked !== undefined) modules.push(linked);
    folder = folderOf(folder);
  }
  return modules;
}

/** Policy files lie beside their module or a little below it. */
const LEVELS = 3;

const MAX_MODULES = 64;

/** Files of which the last version is at hand when the next one comes. */
const MAX_VERSIONS = 64;

function wantsOf(
  source: Source,
  project: Project,
  moduleOf: (folder: Uri, project: Project) => LinkedModule | undefined,
): readonly Want[] {
  if (!isModuleFile(source.uri)) return [];
  const folder = folderOf(source.uri);
  const linked = moduleOf(folder, project);
  const wants: Want[] = [{ folder }];
  for (const other of linked?.asked.folders ?? []) if (other !== folder) wants.push({ folder: other });
  for (const file of linked?.asked.files ?? []) if (!project.sources.has(file)) wants.push({ file });
  for (const file of linked?.found.files.keys() ?? []) if (!project.sources.has(file)) wants.push({ file });
  return wants;
}

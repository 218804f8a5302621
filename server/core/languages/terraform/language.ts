import type { TerraformFacts } from '../../catalog/terraform.ts';
import type { Project } from '../../project.ts';
import { SUPPRESSION_MARK } from '../../suppress/comment.ts';
import { sameItems } from '../../text/same-items.ts';
import type { Source, Uri } from '../../text/source.ts';
import { json } from '../json/language.ts';
import type { FileModel, FilePolicy, Language, Want, WiringReport } from '../language.ts';
import { candidatesOf, documentsAt } from './candidates.ts';
import { commentPlace, suppressionComments } from './comments.ts';
import { conversions, type InModule } from './convert/conversions.ts';
import { foldersAbove, foldersAround, isTemplate, TERRAFORM_IDS } from './documents.ts';
import { folderOf, isJsonModuleFile, isModuleFile, isVariablesFile, moduleFolderOf } from './folders.ts';
import { foldsOf } from './folds.ts';
import { type GivenAway, givesAway, usesWith } from './given-away.ts';
import { nodeAt, nodeNamed, usedBy, usersOf } from './graph.ts';
import type { HclFile } from './hcl/ast.ts';
import type { HclParser } from './hcl/parse.ts';
import { reparseHcl, type Version } from './hcl/reparse.ts';
import { type LinkedModule, linkModule } from './link.ts';
import { listedPolicies } from './listed-policies.ts';
import { argumentsAt } from './locate/arguments.ts';
import { locateIn, locateInTemplate } from './locate.ts';
import { managedPolicyRefactorings } from './managed-policy.ts';
import { mergedWith } from './merged.ts';
import type { ModuleFile } from './module.ts';
import { namedFiles } from './named-files.ts';
import { definitionAt, referencesAt, wiringAt } from './navigate.ts';
import { newDocumentAt } from './new-document.ts';
import { portableArns } from './portable-arns.ts';
import { renameAt } from './rename.ts';
import { terraformRules } from './rules/all.ts';
import type { ModuleRuleContext } from './rules/module-rule.ts';
import { namesIn, readTemplateFile } from './template-file.ts';
import { termAt } from './term.ts';
import { argumentsAtJson } from './tf-json/arguments.ts';
import { parseTfJson } from './tf-json.ts';

export interface TerraformParts {
  readonly parser: HclParser;
  /** Asked for when the first module is read. */
  readonly facts: () => TerraformFacts;
  /** What AWS manages, for rules about policies that are attached by name. */
  readonly catalog?: NonNullable<ModuleRuleContext['catalog']>;
}

export interface Terraform extends Language {
  /** The module of a folder, for features that follow references. */
  moduleOf(folder: Uri, project: Project): LinkedModule | undefined;
}

/** Policies in Terraform and OpenTofu, in every form they take. A module is a folder; each of its files is read once per version. */
export function createTerraform({ parser, facts, catalog }: TerraformParts): Terraform {
  const trees = new WeakMap<Source, HclFile>();
  const versions = new Map<Uri, Version>();
  const modules = new Map<Uri, LinkedModule>();
  const models = new WeakMap<Source, Model>();

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
    const folder = moduleFolderOf(source);
    if (folder === undefined) return readForeign(source, project) ?? readUsed(source, project);
    const linked = moduleOf(folder, project);
    const known = models.get(source);
    if (linked === undefined) return { source, policies: [] };
    const given = givesAway(source, linked)
      ? foldersAbove(source.uri)
          .slice(1)
          .flatMap((above) => moduleOf(above, project)?.givenByCalls.get(source.uri) ?? [])
      : [];
    if (known?.linked === linked && sameItems(known.given, given)) return known.file;
    const policies = linked.found
      .policiesIn(source)
      .map(({ document, uses }): FilePolicy => ({ document, uses: usesWith(uses, document, given) }));
    const file = { source, policies, wiring: wiringOf(source, linked) };
    models.set(source, { linked, given, file });
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
      const policies = document === undefined ? [] : [{ document, uses }];
      const file: FileModel = {
        source,
        policies,
        locate: (offset) => locateInTemplate(source, policies, offset),
        names: [...namesIn(template).keys()],
      };
      models.set(source, { linked, given: [], file });
      return file;
    }
    return undefined;
  };

  /** A text that a module uses as it is. */
  const readUsed = (source: Source, project: Project): FileModel =>
    usesOf(source.uri, project).length === 0 ? { source, policies: [] } : json.read(source);

  const usesOf = (uri: Uri, project: Project) =>
    isModuleFile(uri)
      ? []
      : modulesAround(uri, project, moduleOf).flatMap(({ found }) => found.files.get(uri) ?? []);

  const inModule = <T>(
    source: Source,
    project: Project,
    run: (linked: LinkedModule, file: ModuleFile) => T,
  ) => {
    const folder = moduleFolderOf(source);
    const linked = folder === undefined ? undefined : moduleOf(folder, project);
    const file = linked?.module.files.find((one) => one.source === source);
    return linked === undefined || file === undefined ? undefined : run(linked, file);
  };

  /** The policy of a file that a module takes in. */
  const fileReader = (project: Project) => (uri: Uri) => {
    const source = project.sources.get(uri);
    if (source === undefined) return undefined;
    return (readForeign(source, project) ?? json.read(source)).policies[0]?.document;
  };

  const inModuleOf: InModule = ({ file: { source }, project }) =>
    inModule(source, project, (linked, file) => ({ linked, file }));

  const wiringOf = (source: Source, linked: LinkedModule): readonly WiringReport[] => {
    const file = linked.module.files.find((one) => one.source === source);
    if (file === undefined) return [];
    const ctx = { linked, facts: facts(), ...(catalog === undefined ? {} : { catalog }) };
    return terraformRules.flatMap((rule) =>
      [...rule.checkFile(file, { ...ctx, dialects: rule.dialects })].map((report) => ({ rule, report })),
    );
  };

  return {
    ids: TERRAFORM_IDS,
    takes: (source) => isJsonModuleFile(source.uri) || isVariablesFile(source.uri) || isTemplate(source),
    suspects: (source) =>
      moduleFolderOf(source) === undefined ? foldersAround(source).length > 0 : MARKS.test(source.text),
    read,
    locate: ({ source, policies }, offset) =>
      moduleFolderOf(source) === undefined
        ? locateInTemplate(source, policies, offset)
        : locateIn({ source, hcl: hcl(source) }, policies, offset),
    moduleOf,
    definition: (source, project, offset) =>
      inModule(source, project, (linked, file) => definitionAt(linked, file, offset)) ?? [],
    references: (source, project, offset) =>
      inModule(source, project, (linked, file) => referencesAt(linked, file, offset)) ?? [],
    termAt: (source, project, offset) => inModule(source, project, (_, file) => termAt(file, offset)),
    wiring: (source, project, offset) =>
      inModule(source, project, (linked, file) => wiringAt(linked, file, offset)),
    candidates: (source, project) => inModule(source, project, ({ module }) => candidatesOf(module)) ?? [],
    argumentsAt: (source, project, offset) =>
      inModule(source, project, ({ found }, file) =>
        isJsonModuleFile(source.uri)
          ? argumentsAtJson(
              file,
              found.policiesIn(source).map(({ document }) => document),
              offset,
            )
          : argumentsAt(file, offset),
      ),
    documentsAt: (source, project, offset) =>
      inModule(source, project, (linked, file) => documentsAt(linked, facts(), file, offset)),
    newDocumentAt: (source, project, offset) =>
      inModule(source, project, (linked, file) => newDocumentAt(linked, facts(), file, offset)),
    usesOf,
    readForeign,
    commentPlace: (source, _project, offset) =>
      isModuleFile(source.uri) && !isJsonModuleFile(source.uri)
        ? commentPlace(source.text, hcl(source).body, offset)
        : undefined,
    suppressionComments: (source) =>
      isJsonModuleFile(source.uri) || !source.text.includes(SUPPRESSION_MARK)
        ? []
        : suppressionComments(source.text, hcl(source).body),
    wants: (source, project) => wantsOf(source, project, moduleOf),
    folds: (source) =>
      isJsonModuleFile(source.uri)
        ? json.folds(source)
        : moduleFolderOf(source) === undefined
          ? []
          : foldsOf(source.text, hcl(source)),
    namedFiles: (source, project) => inModule(source, project, namedFiles) ?? [],
    merged: (source, project, uri, document) =>
      inModule(source, project, (linked) => mergedWith(linked, uri, document, fileReader(project))),
    nodeAt: (source, project, offset) =>
      inModule(source, project, (linked, file) => nodeAt(linked, file, offset)),
    nodeNamed: (source, project, name) => inModule(source, project, (linked) => nodeNamed(linked, name)),
    usersOf: (source, project, node) => inModule(source, project, (linked) => usersOf(linked, node)) ?? [],
    usedBy: (source, project, node) => inModule(source, project, (linked) => usedBy(linked, node)) ?? [],
    renameAt: (source, project, offset) =>
      inModule(source, project, (linked, file) => renameAt(linked, file, offset)),
    refactorings: [
      ...conversions(inModuleOf),
      ...managedPolicyRefactorings(inModuleOf),
      listedPolicies(inModuleOf),
      portableArns,
    ],
  };
}

interface Model {
  readonly linked: LinkedModule;
  /** Of the file's policies, by the modules above. */
  readonly given: readonly GivenAway[];
  readonly file: FileModel;
}

/** A file without these words holds no policy, hands none on, gives nobody one, and makes no credentials. */
const MARKS =
  /polic|Statement|jsonencode|module|aws_iam_access_key|alicloud_ram_|iam_instance_profile|permissions_boundary|aws_prometheus_/;

/** Modules in the folder of a file and above it. */
function modulesAround(
  uri: Uri,
  project: Project,
  moduleOf: (folder: Uri, project: Project) => LinkedModule | undefined,
): readonly LinkedModule[] {
  return foldersAbove(uri).flatMap((folder) => moduleOf(folder, project) ?? []);
}

const MAX_MODULES = 64;

/** Files of which the last version is at hand when the next one comes. */
const MAX_VERSIONS = 64;

function wantsOf(
  source: Source,
  project: Project,
  moduleOf: (folder: Uri, project: Project) => LinkedModule | undefined,
): readonly Want[] {
  const folders = isModuleFile(source.uri) ? [folderOf(source.uri)] : foldersAround(source);
  const wants = folders.flatMap((folder) => {
    const linked = moduleOf(folder, project);
    // What its policies ask for is known once they are read.
    linked?.found.policiesIn(source);
    return wantsOfModule(folder, project, linked, linked?.found.files.keys());
  });
  const own = isModuleFile(source.uri) ? moduleOf(folderOf(source.uri), project) : undefined;
  if (own === undefined || !givesAway(source, own)) return wants;
  const above = foldersAbove(source.uri).slice(1);
  return [...wants, ...above.flatMap((folder) => wantsFromAbove(folder, project, moduleOf(folder, project)))];
}

/** What tells whether a module takes a policy that another one gives away. */
function wantsFromAbove(folder: Uri, project: Project, linked: LinkedModule | undefined): readonly Want[] {
  const taken = linked?.givenByCalls.keys();
  return wantsOfModule(folder, project, linked, taken);
}

function wantsOfModule(
  folder: Uri,
  project: Project,
  linked: LinkedModule | undefined,
  named: Iterable<Uri> = [],
): readonly Want[] {
  const wants: Want[] = [{ folder }];
  for (const other of linked?.asked.folders ?? []) if (other !== folder) wants.push({ folder: other });
  for (const file of [...(linked?.asked.files ?? []), ...named])
    if (!project.sources.has(file)) wants.push({ file });
  return wants;
}

import type { Source, Uri } from '../../text/source.ts';
import { folderOf } from '../../text/uri.ts';

export { folderOf };

/** Files of a module, in native syntax and in JSON. OpenTofu's `x.tofu` wins over `x.tf`. */
export function moduleSources(sources: ReadonlyMap<Uri, Source>, folder: Uri): readonly Source[] {
  return byFolder(sources).get(folder) ?? [];
}

const indexes = new WeakMap<ReadonlyMap<Uri, Source>, ReadonlyMap<Uri, readonly Source[]>>();

function byFolder(sources: ReadonlyMap<Uri, Source>): ReadonlyMap<Uri, readonly Source[]> {
  const known = indexes.get(sources);
  if (known !== undefined) return known;
  const index = new Map<Uri, Source[]>();
  for (const source of sources.values()) {
    const folder = moduleFolderOf(source);
    if (folder === undefined) continue;
    const files = index.get(folder);
    if (files === undefined) index.set(folder, [source]);
    else files.push(source);
  }
  const sorted = new Map([...index].map(([folder, files]) => [folder, inOrder(files)]));
  indexes.set(sources, sorted);
  return sorted;
}

/**
 * The folder whose files make a module with this one. A document without a place of its own, one that is not saved yet or shows
 * an older version, is a module alone, under its own name. So are values of variables, which see nothing of the module.
 */
export function moduleFolderOf({ uri, languageId }: Pick<Source, 'uri' | 'languageId'>): Uri | undefined {
  if (isModuleFile(uri)) return folderOf(uri);
  return ALONE.has(languageId) || isVariablesFile(uri) ? uri : undefined;
}

const ALONE: ReadonlySet<string> = new Set(['terraform', 'opentofu', 'terraform-vars']);

/** Values for a module's variables: nothing but arguments, of which some may be policies. */
export function isVariablesFile(uri: Uri): boolean {
  return uri.endsWith('.tfvars');
}

export function isModuleFile(uri: Uri): boolean {
  return uri.endsWith('.tf') || uri.endsWith('.tofu') || isJsonModuleFile(uri);
}

/** Terraform's JSON syntax, as programs write it. */
export function isJsonModuleFile(uri: Uri): boolean {
  return uri.endsWith('.tf.json') || uri.endsWith('.tofu.json');
}

/** By name, overrides last, and without files that OpenTofu's own replace. */
function inOrder(files: readonly Source[]): readonly Source[] {
  const tofu = new Set(
    files.filter(({ uri }) => uri.endsWith('.tofu')).map(({ uri }) => uri.slice(0, -'.tofu'.length)),
  );
  const kept = files.filter(({ uri }) => !uri.endsWith('.tf') || !tofu.has(uri.slice(0, -'.tf'.length)));
  const rank = ({ uri }: Source) => (/(^|\/|_)override\.(tf|tofu)(\.json)?$/.test(uri) ? 1 : 0);
  return kept.sort((a, b) => rank(a) - rank(b) || (a.uri < b.uri ? -1 : 1));
}

import type { Source, Uri } from '../../text/source.ts';

/** The folder of a file, without a slash at its end. */
export function folderOf(uri: Uri): Uri {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

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
    if (!isModuleFile(source.uri)) continue;
    const folder = folderOf(source.uri);
    const files = index.get(folder);
    if (files === undefined) index.set(folder, [source]);
    else files.push(source);
  }
  const sorted = new Map([...index].map(([folder, files]) => [folder, inOrder(files)]));
  indexes.set(sources, sorted);
  return sorted;
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

import type { Uri } from './source.ts';

/** A name as a part of a URI, spelled as VS Code does: everything but letters, digits and `-._~` is escaped. */
export function escapeName(name: string): string {
  // With `u`, halves of a pair are found only where they stand alone.
  const wellFormed = name.replace(/[\ud800-\udfff]/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Equal for two spellings of one file: editors escape more or fewer characters. */
export function sameFile(uri: Uri): string {
  if (!uri.includes('%')) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The folder of a file, without a slash at its end. */
export function folderOf(uri: Uri): Uri {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The path within its machine, decoded: `/policies/a b.json`. */
export function pathOf(uri: Uri): string {
  return sameFile(uri.replace(/^[a-z][a-z0-9+.-]*:(\/\/[^/]*)?/i, ''));
}

/** Where a document lives, as the host names it (`file:///…`, `untitled:…`). Compared as text. */
export type Uri = string;

/** One immutable snapshot of a document. A change makes a new Source, so that caches may hang on its identity. */
export interface Source {
  readonly uri: Uri;
  /** The editor's language id: `json`, `jsonc`, `terraform` … */
  readonly languageId: string;
  readonly text: string;
  /** Somebody says that the whole text is a policy, whatever it looks like. */
  readonly isPolicy?: true;
}

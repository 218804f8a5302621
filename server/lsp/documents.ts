import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Source, sameFile, type Uri } from '../core/index.ts';

/** The documents that are open in the editor. Each version of each is one immutable `Source`. */
export interface Documents {
  readonly sources: ReadonlyMap<Uri, Source>;
  /** Under whatever spelling of its URI. */
  isOpen(uri: Uri): boolean;
  version(uri: Uri): number | undefined;
  open(params: DidOpenTextDocumentParams): void;
  /** Changes of documents that are not open have no effect. */
  change(params: DidChangeTextDocumentParams): void;
  close(params: DidCloseTextDocumentParams): void;
}

export function createDocuments(): Documents {
  const texts = new Map<Uri, TextDocument>();
  const files = new Set<string>();
  let sources: ReadonlyMap<Uri, Source> = new Map();
  const replace = (uri: Uri, source: Source | undefined) => {
    const next = new Map(sources);
    if (source === undefined) next.delete(uri);
    else next.set(uri, source);
    sources = next;
  };
  return {
    get sources() {
      return sources;
    },
    isOpen: (uri) => files.has(sameFile(uri)),
    version: (uri) => texts.get(uri)?.version,
    open({ textDocument: { uri, languageId, version, text } }) {
      texts.set(uri, TextDocument.create(uri, languageId, version, text));
      files.add(sameFile(uri));
      replace(uri, { uri, languageId, text });
    },
    change({ textDocument: { uri, version }, contentChanges }) {
      const known = texts.get(uri);
      if (known === undefined) return;
      const updated = TextDocument.update(known, contentChanges, version);
      texts.set(uri, updated);
      replace(uri, { uri, languageId: updated.languageId, text: updated.getText() });
    },
    close({ textDocument: { uri } }) {
      texts.delete(uri);
      files.delete(sameFile(uri));
      replace(uri, undefined);
    },
  };
}

import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';

/** What the editor can do with the structure of documents: symbols, folding, links, names. What it cannot is not offered. */
export interface StructureClient {
  readonly symbols: boolean;
  /** Shows symbols inside symbols. */
  readonly nestedSymbols: boolean;
  readonly workspaceSymbols: boolean;
  readonly folding: boolean;
  /** How many ranges it folds at most. */
  readonly foldingLimit: number | undefined;
  readonly selection: boolean;
  readonly highlights: boolean;
  readonly links: boolean;
  readonly linkTitles: boolean;
  readonly rename: boolean;
  /** Asks beforehand whether there is something to rename. */
  readonly preparesRename: boolean;
  readonly callHierarchy: boolean;
}

export function structureClientOf({ textDocument, workspace }: ClientCapabilities): StructureClient {
  return {
    symbols: textDocument?.documentSymbol !== undefined,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    workspaceSymbols: workspace?.symbol !== undefined,
    folding: textDocument?.foldingRange !== undefined,
    foldingLimit: textDocument?.foldingRange?.rangeLimit,
    selection: textDocument?.selectionRange !== undefined,
    highlights: textDocument?.documentHighlight !== undefined,
    links: textDocument?.documentLink !== undefined,
    linkTitles: textDocument?.documentLink?.tooltipSupport === true,
    rename: textDocument?.rename !== undefined,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    callHierarchy: textDocument?.callHierarchy !== undefined,
  };
}

export function structureCapabilities(client: StructureClient): ServerCapabilities {
  return {
    ...(client.symbols ? { documentSymbolProvider: { label: 'Policies' } } : {}),
    ...(client.workspaceSymbols ? { workspaceSymbolProvider: true } : {}),
    ...(client.folding ? { foldingRangeProvider: true } : {}),
    ...(client.selection ? { selectionRangeProvider: true } : {}),
    ...(client.highlights ? { documentHighlightProvider: true } : {}),
    ...(client.links ? { documentLinkProvider: { resolveProvider: false } } : {}),
    ...(client.rename ? { renameProvider: client.preparesRename ? { prepareProvider: true } : true } : {}),
    ...(client.callHierarchy ? { callHierarchyProvider: true } : {}),
  };
}

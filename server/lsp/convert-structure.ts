import {
  type CallHierarchyItem,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Position,
  type SelectionRange,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import type {
  DocumentLink as CoreLink,
  Fold,
  HierarchyItem,
  Highlight,
  PolicySymbol,
  Project,
  Source,
  TextRange,
  WorkspaceSymbol,
} from '../core/index.ts';
import { rulePage, toRange } from './convert.ts';

/** What `convert` is for findings and edits, for the structure of documents. */

export function toSymbol(source: Source, symbol: PolicySymbol): DocumentSymbol {
  const { kind, name, detail, range, selection, children } = symbol;
  return {
    name,
    ...(detail === undefined ? {} : { detail }),
    kind: KINDS[kind],
    range: toRange(source, range),
    selectionRange: toRange(source, selection),
    children: children.map((child) => toSymbol(source, child)),
  };
}

/** For editors that know no symbols inside symbols. */
export function toFlatSymbols(source: Source, symbol: PolicySymbol, container?: string): SymbolInformation[] {
  const { kind, name, range, children } = symbol;
  return [
    {
      name,
      kind: KINDS[kind],
      location: { uri: source.uri, range: toRange(source, range) },
      ...(container === undefined ? {} : { containerName: container }),
    },
    ...children.flatMap((child) => toFlatSymbols(source, child, name)),
  ];
}

export function toSymbolInformation(
  { sources }: Project,
  { kind, name, container, uri, range }: WorkspaceSymbol,
): SymbolInformation[] {
  const source = sources.get(uri);
  if (source === undefined) return [];
  return [
    { name, kind: KINDS[kind], containerName: container, location: { uri, range: toRange(source, range) } },
  ];
}

/** Those that can be the editor's: one per first line, and at least one line to hide. */
export function toFoldingRanges(source: Source, folds: readonly Fold[]): FoldingRange[] {
  const byLine = new Map<number, FoldingRange>();
  for (const { range, kind, closed } of folds) {
    const { start, end } = toRange(source, range);
    // A heredoc may end with the break behind its last line.
    const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
    const endLine = closed ? last - 1 : last;
    const known = byLine.get(start.line);
    if (endLine <= start.line || (known !== undefined && known.endLine >= endLine)) continue;
    byLine.set(start.line, {
      startLine: start.line,
      endLine,
      ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
    });
  }
  return [...byLine.values()];
}

/** The smallest range first, as the protocol has it; without any, nothing is selected. */
export function toSelectionRange(
  source: Source,
  position: Position,
  chain: readonly TextRange[],
): SelectionRange {
  let found: SelectionRange | undefined;
  for (const range of chain)
    found = { range: toRange(source, range), ...(found === undefined ? {} : { parent: found }) };
  return found ?? { range: { start: position, end: position } };
}

export function toHighlight(source: Source, { range, declares }: Highlight): DocumentHighlight {
  return {
    range: toRange(source, range),
    kind: declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Text,
  };
}

export function toLink(source: Source, { range, target, title }: CoreLink, titles: boolean): DocumentLink {
  const url =
    target.kind === 'page' ? target.url : target.kind === 'file' ? target.uri : rulePage(target.rule);
  return { range: toRange(source, range), target: url, ...(titles ? { tooltip: title } : {}) };
}

export function toHierarchyItem({ sources }: Project, item: HierarchyItem): CallHierarchyItem[] {
  const { kind, uri, key, name, detail, range, selection } = item;
  const source = sources.get(uri);
  if (source === undefined) return [];
  const data: HierarchyData = { kind, key };
  return [
    {
      name,
      kind: kind === 'service' ? SymbolKind.Package : kind === 'policy' ? KINDS.policy : SymbolKind.Class,
      ...(detail === undefined ? {} : { detail }),
      uri,
      range: toRange(source, range),
      selectionRange: toRange(source, selection),
      data,
    },
  ];
}

/** How an item of ours is found again. */
export interface HierarchyData {
  readonly kind: HierarchyItem['kind'];
  readonly key: string;
}

export function hierarchyData({ data }: CallHierarchyItem): HierarchyData | undefined {
  if (typeof data !== 'object' || data === null || typeof data.key !== 'string') return undefined;
  const { kind, key } = data;
  return kind === 'service' || kind === 'policy' || kind === 'block' ? { kind, key } : undefined;
}

const KINDS: Readonly<Record<PolicySymbol['kind'], SymbolKind>> = {
  policy: SymbolKind.Namespace,
  statement: SymbolKind.Method,
};

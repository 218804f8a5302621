import {
  type ClientCapabilities,
  type SemanticTokensLegend,
  SemanticTokenTypes,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { TokenKind } from '../core/index.ts';

/** What the editor can show beside the text: lenses, hints, colours. */
export interface ViewsClient {
  readonly codeLens: boolean;
  readonly refreshesCodeLens: boolean;
  readonly inlayHints: boolean;
  readonly refreshesInlayHints: boolean;
  readonly semanticTokens: boolean;
  readonly refreshesSemanticTokens: boolean;
  /** The editor takes edits of its last tokens in place of all of them. */
  readonly tokenDeltas: boolean;
}

export function viewsClientOf({ textDocument, workspace }: ClientCapabilities): ViewsClient {
  const tokens = textDocument?.semanticTokens;
  const full = tokens?.requests.full;
  return {
    codeLens: textDocument?.codeLens !== undefined,
    refreshesCodeLens: workspace?.codeLens?.refreshSupport === true,
    inlayHints: textDocument?.inlayHint !== undefined,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    semanticTokens: tokens !== undefined,
    refreshesSemanticTokens: workspace?.semanticTokens?.refreshSupport === true,
    tokenDeltas: typeof full === 'object' && full.delta === true,
  };
}

export function viewsCapabilities(client: ViewsClient): Partial<ServerCapabilities> {
  return {
    ...(client.codeLens ? { codeLensProvider: { resolveProvider: false } } : {}),
    ...(client.inlayHints ? { inlayHintProvider: { resolveProvider: false } } : {}),
    ...(client.semanticTokens
      ? { semanticTokensProvider: { legend: LEGEND, full: { delta: client.tokenDeltas }, range: true } }
      : {}),
  };
}

/** Standard types, which every theme has a colour for: nearly those that the grammars' scopes get. */
const TYPES: Readonly<Record<TokenKind, SemanticTokenTypes>> = {
  service: SemanticTokenTypes.namespace,
  action: SemanticTokenTypes.function,
  wildcard: SemanticTokenTypes.operator,
  variable: SemanticTokenTypes.variable,
  arn: SemanticTokenTypes.keyword,
  partition: SemanticTokenTypes.enumMember,
  region: SemanticTokenTypes.enumMember,
  account: SemanticTokenTypes.number,
  'resource-type': SemanticTokenTypes.type,
};

const LEGEND: SemanticTokensLegend = { tokenTypes: [...new Set(Object.values(TYPES))], tokenModifiers: [] };

/** A token's number in the legend. */
export function typeOfToken(kind: TokenKind): number {
  return NUMBERS[kind];
}

const NUMBERS: Readonly<Record<TokenKind, number>> = {
  service: numberOf('service'),
  action: numberOf('action'),
  wildcard: numberOf('wildcard'),
  variable: numberOf('variable'),
  arn: numberOf('arn'),
  partition: numberOf('partition'),
  region: numberOf('region'),
  account: numberOf('account'),
  'resource-type': numberOf('resource-type'),
};

function numberOf(kind: TokenKind): number {
  return LEGEND.tokenTypes.indexOf(TYPES[kind]);
}

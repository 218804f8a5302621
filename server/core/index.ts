/** The only door of the engine. */
export type { Action, ActionMatch, Catalog } from './catalog/catalog.ts';
export { createCatalog } from './catalog/create.ts';
export type { TableLoader, TableName } from './catalog/tables.ts';
export * from './config/config.ts';
export { readConfig } from './config/read-config.ts';
export { configCandidates, configOf } from './config/settings-of.ts';
export { type Allowed, allowDenied } from './denied/allow.ts';
export { type PastedFix, pastedDenial } from './denied/pasted.ts';
export { dialectOf } from './dialects/dialects.ts';
export * from './engine.ts';
export { accessChange } from './features/access-change.ts';
export { codeLenses, type Lens } from './features/code-lenses.ts';
export {
  type CompletionItem,
  type CompletionKind,
  type CompletionList,
  complete,
  completionTriggers,
  resolveCompletion,
  type Topic,
} from './features/completion.ts';
export { explainPolicies } from './features/explain-policy.ts';
export { foldingRanges } from './features/folding.ts';
export {
  type HierarchyCall,
  type HierarchyItem,
  hierarchyAt,
  incomingCalls,
  outgoingCalls,
} from './features/hierarchy.ts';
export { type Highlight, highlights } from './features/highlights.ts';
export { type Hover, hover } from './features/hover.ts';
export { type Hint, inlayHints } from './features/inlay-hints.ts';
export { type DocumentLink, documentLinks } from './features/links.ts';
export { definition, references } from './features/navigation.ts';
export {
  type PolicySummary,
  policySummary,
  type SummaryKind,
  type SummaryNode,
} from './features/policy-summary.ts';
export { isUnrenamable, renameAt } from './features/rename.ts';
export { selectionRanges } from './features/selection.ts';
export { semanticTokens, type Token, type TokenKind } from './features/semantic-tokens.ts';
export { documentSymbols, type PolicySymbol } from './features/symbols.ts';
export { languages, type Words, wordsOf } from './features/words.ts';
export { type WorkspaceSymbol, workspaceSymbols } from './features/workspace-symbols.ts';
export { json } from './languages/json/language.ts';
export type { FileModel, FilePolicy, Fold, Language, Want } from './languages/language.ts';
export { convertPolicy, convertText, type TextForm } from './languages/terraform/convert/convert-policy.ts';
export { jsonToTerraform, type TerraformForm } from './languages/terraform/convert/texts.ts';
export { foldersAround, isTerraformDocument } from './languages/terraform/documents.ts';
export { isModuleFile, isVariablesFile } from './languages/terraform/folders.ts';
export type { HclParser } from './languages/terraform/hcl/parse.ts';
export { createTerraform } from './languages/terraform/language.ts';
export type { Cursor } from './policy/cursor.ts';
export { guessUse, type KindSetting } from './policy/kind.ts';
export * from './policy/model.ts';
export * from './policy/use.ts';
export * from './project.ts';
export { allRefactorings } from './refactor/all.ts';
export type { Offered } from './refactor/offers.ts';
export { type JsonAnswer, policyJson } from './refactor/policy-json.ts';
export * from './refactor/refactoring.ts';
export { allRules } from './rules/all.ts';
export { type CheckOptions, check } from './rules/analyze.ts';
export type { Finding } from './rules/finding.ts';
export { mergeSafeFixes } from './rules/merge-fixes.ts';
export * from './rules/rule.ts';
export { suppressionEdit } from './suppress/insert.ts';
export type { SuppressedFinding } from './suppress/suppress.ts';
export { allTemplates } from './templates/all.ts';
export { type TemplateEntry, templateEntries, templateOf } from './templates/catalogue.ts';
export { fits, type Inserted, type Placement, placementAt } from './templates/placement.ts';
export { asSnippet, markedStatements, withDefaults } from './templates/places.ts';
export type { Template } from './templates/template.ts';
export { applyEdits, type TextEdit } from './text/edit.ts';
export { type LineCharacter, type LineIndex, lineIndex } from './text/line-index.ts';
export type { TextRange } from './text/range.ts';
export type { Source, Uri } from './text/source.ts';
export { escapeName, folderOf, sameFile } from './text/uri.ts';

/** The only door of the engine. */
export type { Action, Catalog } from './catalog/catalog.ts';
export { createCatalog } from './catalog/create.ts';
export type { TableLoader, TableName } from './catalog/tables.ts';
export * from './config/config.ts';
export { readConfig } from './config/read-config.ts';
export { configCandidates, configOf } from './config/settings-of.ts';
export { dialectOf } from './dialects/dialects.ts';
export * from './engine.ts';
export { accessChange } from './features/access.ts';
export {
  type CompletionItem,
  type CompletionKind,
  type CompletionList,
  complete,
  completionTriggers,
  resolveCompletion,
  type Topic,
} from './features/completion.ts';
export { type Hover, hover } from './features/hover.ts';
export { definition, references } from './features/navigation.ts';
export { json } from './languages/json/language.ts';
export type { FileModel, FilePolicy, Language, Want } from './languages/language.ts';
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
export type { SuppressedFinding } from './suppress/suppress.ts';
export { applyEdits, type TextEdit } from './text/edit.ts';
export { matchesFile } from './text/glob.ts';
export { type LineCharacter, type LineIndex, lineIndex } from './text/line-index.ts';
export type { TextRange } from './text/range.ts';
export type { Source, Uri } from './text/source.ts';
export { escapeName, folderOf, pathOf, sameFile } from './text/uri.ts';

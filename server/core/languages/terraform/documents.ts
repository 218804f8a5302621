import type { Source, Uri } from '../../text/source.ts';
import { folderOf, isModuleFile, isVariablesFile } from './folders.ts';

type Document = Pick<Source, 'uri' | 'languageId'>;

/** Language ids of editors. */
export const TERRAFORM_IDS: readonly string[] = ['terraform', 'opentofu', 'terraform-vars', 'hcl'];

/** Whether only Terraform's reader can make something of a document: a module's file, in whatever syntax, or a template. */
export function isTerraformDocument(document: Document): boolean {
  return (
    TERRAFORM_IDS.includes(document.languageId) ||
    isModuleFile(document.uri) ||
    isVariablesFile(document.uri) ||
    isTemplate(document)
  );
}

/** A file of text that modules render, under whatever language id editors give it. Those that are said to be JSON stay that. */
export function isTemplate({ uri, languageId }: Document): boolean {
  if (JSON_IDS.has(languageId)) return false;
  return TEMPLATE_IDS.has(languageId) || /\.(?:tftpl|tpl|tmpl|tplt)$/i.test(uri);
}

const JSON_IDS: ReadonlySet<string> = new Set(['json', 'jsonc']);
const TEMPLATE_IDS: ReadonlySet<string> = new Set(['terraform-template', 'tftpl']);

/** Folders whose modules may use a document that is none of theirs: its own and those above, for what may be a policy. */
export function foldersAround({ uri, text }: Pick<Source, 'uri' | 'text'>): readonly Uri[] {
  return !isModuleFile(uri) && text.includes('Statement') ? foldersAbove(uri) : [];
}

/** The folder of a file and those above it, as far as modules look down. */
export function foldersAbove(uri: Uri): readonly Uri[] {
  const folders: Uri[] = [];
  for (let folder = folderOf(uri); folder !== '' && folders.length < LEVELS; folder = folderOf(folder))
    folders.push(folder);
  return folders;
}

/** Policy files lie beside their module or a little below it. */
const LEVELS = 3;

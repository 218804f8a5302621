import type { TextEdit } from '../../text/edit.ts';
import { type TextRange, touches } from '../../text/range.ts';
import type { Uri } from '../../text/source.ts';
import type { Renaming, Unrenamable } from '../language.ts';
import { isJsonModuleFile } from './folders.ts';
import type { Block } from './hcl/ast.ts';
import type { LinkedModule } from './link.ts';
import { declarationAt, mentionAt, mentionsIn } from './mentions.ts';
import type { ModuleFile } from './module.ts';
import { definitionAt } from './navigate.ts';

/**
 * Names of documents in a module: no state and no other module knows them, so that all places are at hand.
 * Other names that have to do with policies have a reason why not.
 */
export function renameAt(
  linked: LinkedModule,
  file: ModuleFile,
  offset: number,
): Renaming | Unrenamable | undefined {
  const target =
    mentionAt(file, offset)?.target ??
    declarationAt(linked.module, file, offset)?.target ??
    linked.module.files.flatMap((one) => (one.source === file.source ? labelsAt(one, offset) : []))[0];
  if (target === undefined) return undefined;
  const [, type = '', name = ''] = /^data\.(\w+)\.(.+)$/.exec(target) ?? [];
  if (!DOCUMENTS.has(type))
    return definitionAt(linked, file, offset).length === 0 ? undefined : { refused: reasonFor(target) };
  return renameDocument(linked, file, offset, type, name);
}

const DOCUMENTS: ReadonlySet<string> = new Set(['aws_iam_policy_document', 'alicloud_ram_policy_document']);

function labelsAt({ hcl }: ModuleFile, offset: number): readonly string[] {
  return hcl.body.blocks.flatMap(({ type, labels, typeRange, range }) => {
    const [first, second] = labels;
    if (type !== 'data' || first === undefined || second === undefined) return [];
    const isHere = touches({ start: Math.max(typeRange.start, range.start), end: second.range.end }, offset);
    return isHere ? [`data.${first.text}.${second.text}`] : [];
  });
}

function reasonFor(target: string): string {
  if (target.startsWith('local.') || target.startsWith('var.') || target.startsWith('module.'))
    return `Policywright does not rename "${target}": of Terraform's names it changes only those of policy documents`;
  if (target.startsWith('data.'))
    return `Policywright does not rename "${target}": it is no policy document, and what else uses it is not read`;
  return `Policywright does not rename "${target}": Terraform's state knows it under this name, so that it needs a "moved" block too`;
}

interface Place {
  readonly uri: Uri;
  readonly range: TextRange;
}

function renameDocument(
  { module }: LinkedModule,
  file: ModuleFile,
  offset: number,
  type: string,
  name: string,
): Renaming | Unrenamable | undefined {
  const target = `data.${type}.${name}`;
  const blocks = module.files.flatMap((one) =>
    one.hcl.body.blocks.filter((block) => isNamed(block, type, name)).map((block) => ({ one, block })),
  );
  if (blocks.length === 0)
    return { refused: `"${target}" is not declared in this module, so it cannot be renamed here` };
  const places: Place[] = [];
  for (const { one, block } of blocks) {
    const range = labelRange(one, block, name);
    if (range !== undefined) places.push({ uri: one.source.uri, range });
  }
  for (const one of module.files) {
    const trouble = troubleIn(one, type, name);
    if (trouble !== undefined) return { refused: trouble };
    for (const mention of mentionsIn(one)) {
      if (mention.target !== target) continue;
      const range = nameRange(one, mention.range, type, name);
      if (range === undefined)
        return {
          refused: `"${target}" is written in ${fileName(one)} in a way that cannot be renamed for certain`,
        };
      places.push({ uri: one.source.uri, range });
    }
  }
  const here = places.filter((place) => place.uri === file.source.uri);
  const range =
    here.find((place) => touches(place.range, offset))?.range ??
    here.find((place) => lineOf(file, place.range.start) === lineOf(file, offset))?.range;
  if (range === undefined) return undefined;
  return {
    range,
    name,
    refuses: (wanted) => {
      if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(wanted))
        return `"${wanted}" cannot be a name in Terraform: it begins with a letter or "_", and has letters, digits, "_" and "-"`;
      return wanted !== name && module.data.has(`${type}.${wanted}`)
        ? `The module has a document "${wanted}" already; choose a name that is free`
        : undefined;
    },
    edits: (wanted) => byFile(places, wanted),
  };
}

function isNamed({ type, labels }: Block, first: string, second: string): boolean {
  return type === 'data' && labels[0]?.text === first && labels[1]?.text === second;
}

function labelRange({ source }: ModuleFile, { labels }: Block, name: string): TextRange | undefined {
  const range = labels[1]?.range;
  if (range === undefined) return undefined;
  const at = source.text.slice(range.start, range.end).indexOf(name);
  return at < 0 ? undefined : { start: range.start + at, end: range.start + at + name.length };
}

function nameRange({ source }: ModuleFile, { start, end }: TextRange, type: string, name: string) {
  const match = /^data\s*\.\s*(\w+)\s*\.\s*/.exec(source.text.slice(start, end));
  if (match === null || match[1] !== type) return undefined;
  const from = start + match[0].length;
  return source.text.startsWith(name, from) ? { start: from, end: from + name.length } : undefined;
}

/** What keeps one from seeing every use in a file. */
function troubleIn(file: ModuleFile, type: string, name: string): string | undefined {
  const { source, hcl } = file;
  const words = wordsIn(source.text, `${type}.${name}`);
  if (words > 0 && hcl.problems.some(({ kind }) => kind === 'syntax'))
    return `${fileName(file)} has syntax errors, so that not every use of the name is certain; mend them first`;
  if (!isJsonModuleFile(source.uri)) return undefined;
  const known = mentionsIn(file).filter(({ target }) => target === `data.${type}.${name}`).length;
  return words > known
    ? `${fileName(file)} has the name in an expression with escapes, which cannot be renamed for certain`
    : undefined;
}

/** How often a name stands there, and not as the beginning of a longer one. */
function wordsIn(text: string, name: string): number {
  let count = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/[\w-]/.test(text[at + name.length] ?? '')) count++;
  return count;
}

function fileName({ source }: ModuleFile): string {
  return source.uri.slice(source.uri.lastIndexOf('/') + 1);
}

function lineOf({ source }: ModuleFile, offset: number): number {
  return source.text.lastIndexOf('\n', offset - 1);
}

function byFile(
  places: readonly Place[],
  newText: string,
): readonly { readonly uri: Uri; readonly edits: readonly TextEdit[] }[] {
  const files = new Map<Uri, Map<number, TextEdit>>();
  for (const { uri, range } of places) {
    const edits = files.get(uri) ?? new Map<number, TextEdit>();
    files.set(uri, edits);
    edits.set(range.start, { range, newText });
  }
  return [...files].map(([uri, edits]) => ({ uri, edits: [...edits.values()] }));
}

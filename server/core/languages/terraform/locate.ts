import type { Cursor } from '../../policy/cursor.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import type { Source } from '../../text/source.ts';
import { HOLE } from '../json/embedded.ts';
import { locate as locateJson } from '../json/locate.ts';
import { isJsonWriter } from '../json/write.ts';
import { isJsonModuleFile } from './folders.ts';
import { type Scan, scanBlock } from './hcl/scan.ts';
import { locateInBlock } from './locate/block.ts';
import { expressionCursor } from './locate/expression.ts';
import { locateInObject } from './locate/object.ts';
import { siteOf } from './locate/site.ts';
import { refer } from './locate/values.ts';
import type { ModuleFile } from './module.ts';
import { locateInTfJson } from './tf-json/locate.ts';
import { isTfJsonWriter } from './tf-json/write.ts';

type Policies = readonly { readonly document: PolicyDocument }[];

/** What stands around an offset of a Terraform file, also where it is half typed. Undefined outside every policy. */
export function locateIn(file: ModuleFile, policies: Policies, offset: number): Cursor | undefined {
  const embedded = policies.find(
    ({ document: { range, write } }) => range.start <= offset && offset <= range.end && isJsonWriter(write),
  );
  if (embedded !== undefined) return inTemplate(file.source, embedded.document, offset);
  if (isJsonModuleFile(file.source.uri)) return inTfJson(file, policies, offset);
  const block = file.hcl.body.blocks.find(({ range }) => range.start <= offset && offset <= range.end);
  if (block === undefined) return undefined;
  const { text } = file.source;
  const scanned = scanBlock(text, file.hcl, block, offset);
  const top = scanned.frames.at(-1);
  if (top?.kind !== 'interpolation') return inCode(file, policies, scanned, offset);
  const string = scanBlock(text, file.hcl, block, top.start);
  const around =
    string.frames.at(-1)?.kind === 'string' ? inCode(file, policies, string, top.start) : undefined;
  return expressionCursor(text, around, top.start, offset);
}

/** As `locateIn`, for a file that is a template as a whole. */
export function locateInTemplate(source: Source, policies: Policies, offset: number): Cursor | undefined {
  const [only] = policies;
  if (only === undefined || !isJsonWriter(only.document.write)) return undefined;
  return inTemplate(source, only.document, offset);
}

function inTfJson(file: ModuleFile, policies: Policies, offset: number): Cursor | undefined {
  for (const { document } of policies) {
    const { range, write } = document;
    if (offset < range.start || range.end < offset || !isTfJsonWriter(write)) continue;
    const page = write.page();
    return page === undefined ? undefined : locateInTfJson(file, document, page, offset);
  }
  return undefined;
}

function inCode(file: ModuleFile, policies: Policies, scanned: Scan, offset: number): Cursor | undefined {
  const site = scanned.ending === undefined ? siteOf(scanned, policies) : undefined;
  if (site === undefined) return undefined;
  return site.kind === 'block'
    ? locateInBlock(file, site, scanned, offset)
    : locateInObject(file, site, scanned, offset);
}

/** JSON in a heredoc or string; where Terraform fills something in, the expression. */
function inTemplate(source: Source, document: PolicyDocument, offset: number): Cursor | undefined {
  const cursor = inJson(source, document, offset);
  const hole = cursor?.text?.pieces.find(
    ({ kind, range }) =>
      kind === 'hole' &&
      range.start < offset &&
      (offset < range.end || (offset === range.end && source.text[offset - 1] !== '}')),
  )?.range.start;
  if (hole === undefined) return cursor;
  return expressionCursor(source.text, inJson(source, document, hole), hole, offset);
}

function inJson(source: Source, document: PolicyDocument, offset: number): Cursor | undefined {
  const cursor = locateJson({ source, policies: [{ document }] }, offset);
  if (cursor === undefined) return undefined;
  const here = { ...cursor, before: cursor.before.replaceAll(HOLE, '') };
  if (cursor.role === 'key') return here;
  return { ...here, refer: (expression, suffix) => refer(cursor.spell, 'opening', expression, suffix) };
}

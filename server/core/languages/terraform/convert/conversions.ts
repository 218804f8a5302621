import type { Offer, Refactoring, RefactoringContext, Refusal } from '../../../refactor/refactoring.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { Uri } from '../../../text/source.ts';
import { isJsonModuleFile } from '../folders.ts';
import type { LinkedModule } from '../link.ts';
import type { ModuleFile } from '../module.ts';
import { tidy } from '../write/tidy.ts';
import { commentsOfBlock, commentsOfExpr } from './comments.ts';
import { byDocument, wholeBlock } from './edits.ts';
import { commentsIn, type Doubts, expressionsIn, type Form, type ObjectForm } from './form.ts';
import { type Place, placeAt, type Site } from './place.ts';
import { readDataSource } from './read-blocks.ts';
import { readJsonTemplate, readJsonText } from './read-json.ts';
import { readObject } from './read-object.ts';
import { type Converted, firstLine, type Given, TARGETS, type Target } from './targets.ts';

/** The module and the file of a source, where it belongs to one. */
export type InModule = (
  ctx: RefactoringContext,
) => { readonly linked: LinkedModule; readonly file: ModuleFile } | undefined;

/** From any form of a policy in Terraform to any other. */
export function conversions(inModule: InModule): readonly Refactoring[] {
  return TARGETS.map((target) => ({
    name: target.name,
    title: target.title,
    kind: target.kind,
    offer: (ctx) => offer(ctx, target, inModule),
  }));
}

function offer(ctx: RefactoringContext, target: Target, inModule: InModule): Offer | Refusal | undefined {
  if (isJsonModuleFile(ctx.file.source.uri)) return undefined;
  const found = inModule(ctx);
  const place = found === undefined ? undefined : placeAt(found.linked, found.file, ctx.range);
  if (found === undefined || place === undefined || place.form === target.form) return undefined;
  // Its blocks are those of AWS's provider.
  if (target.form === 'data source' && ctx.policy?.document.dialect === 'ram') return undefined;
  const { title } = target;
  if (place.site === undefined)
    return { title, disabled: place.form === 'data source' ? whyNoSite(place.uses) : '' };
  const doubts: Doubts = { reasons: [] };
  const policy = read(found.linked, place, doubts);
  const [unread] = doubts.reasons;
  if (policy === undefined || unread !== undefined) return { title, disabled: unread ?? '' };
  const given: Given = { linked: found.linked, place, site: place.site, policy, ctx };
  const converted = target.convert(given, doubts);
  const [why] = doubts.reasons;
  if (converted === undefined || why !== undefined) return { title, disabled: why ?? '' };
  const open = place.form === 'data source' && expressionsIn(policy).some(({ type }) => type === 'list');
  const notes = [
    ...(converted.note === undefined ? [] : [converted.note]),
    ...(open ? ['a list that turns out empty is no longer left out'] : []),
  ];
  return {
    title: converted.title ?? title,
    grade: open ? 'review' : 'safe',
    ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
    edits: () => editsOf(given, converted),
  };
}

function whyNoSite(uses: number): string {
  if (uses === 0) return 'Nothing in the module uses the data source';
  return uses === 1
    ? 'The one use of the data source asks for something else than its text'
    : `The data source is used in ${uses} places`;
}

function read(linked: LinkedModule, place: Place, doubts: Doubts): Form | undefined {
  switch (place.form) {
    case 'jsonencode': {
      const { object, site } = place;
      const policy = readObject(object, linked.scopeOf(site.file), doubts);
      refuseLost(commentsOfSite(site), policy, doubts);
      return policy;
    }
    case 'text': {
      const { expr, site } = place;
      const policy = readJsonTemplate(expr, linked.scopeOf(site.file), doubts);
      if (policy !== undefined) refuseLost(commentsOfSite(site), policy, doubts);
      return policy;
    }
    case 'file': {
      const policy = readJsonText(place.source.text, doubts);
      if (policy !== undefined) refuseLost(commentsOfSite(place.site), policy, doubts);
      return policy;
    }
    case 'data source': {
      const { text } = place.file.source;
      const policy = readDataSource(place.block, linked.scopeOf(place.file), doubts, place.repeated);
      refuseLost([...commentsOfBlock(text, place.block), ...commentsOfSite(place.site)], policy, doubts);
      return withComments(policy, wholeBlock(text, place.block).comments);
    }
  }
}

function commentsOfSite(site: Site | undefined): readonly string[] {
  return site === undefined ? [] : commentsOfExpr(site.file.source.text, site.expr);
}

/** Comments have their places between the parts of a policy. `written`: all that stand in what it was read from. */
function refuseLost(written: readonly string[], policy: Form, doubts: Doubts): void {
  const kept = [...commentsIn(policy), ...expressionsIn(policy).flatMap(({ comments }) => comments)];
  for (const comment of written) {
    const index = kept.indexOf(comment);
    if (index < 0) doubts.reasons.push(`The comment "${firstLine(comment)}" would be lost where it stands`);
    else kept.splice(index, 1);
  }
}

/** Comments that stand around the whole policy go into it. */
function withComments(policy: ObjectForm, comments: readonly string[]): ObjectForm {
  const [first, ...rest] = policy.entries;
  if (first === undefined || comments.length === 0) return policy;
  const notes = { ...first.notes, before: [...comments, ...first.notes.before] };
  return { ...policy, entries: [{ ...first, notes }, ...rest] };
}

function editsOf({ place, site }: Given, { text, beside = [], also = [], create }: Converted) {
  const { source } = site.file;
  const inOwner = [editOf(site, text), ...beside];
  const edits: (readonly [Uri, TextEdit])[] = [
    ...also,
    ...tidy(source.text, site.owner.range, inOwner).map((edit) => [source.uri, edit] as const),
  ];
  if (place.form === 'data source') {
    const { start, end } = wholeBlock(place.file.source.text, place.block);
    edits.push([place.file.source.uri, { range: { start, end }, newText: '' }]);
  }
  const documents = byDocument(edits);
  if (create === undefined) return documents;
  const range = { start: 0, end: 0 };
  return [{ uri: create.uri, edits: [{ range, newText: create.text }], create: true as const }, ...documents];
}

/** What takes several lines stands in no column with its neighbours. */
function editOf({ file, attribute, expr }: Site, newText: string): TextEdit {
  const sign = file.source.text.slice(attribute.key.end, expr.range.start);
  return /[\r\n]/.test(newText) && /^ {2,}= $/.test(sign)
    ? { range: { start: attribute.key.end, end: expr.range.end }, newText: ` = ${newText}` }
    : { range: expr.range, newText };
}

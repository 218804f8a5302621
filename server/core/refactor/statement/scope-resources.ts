import type { Action, ResourceType } from '../../catalog/catalog.ts';
import { resourceTypesOf } from '../../features/statement-actions.ts';
import type { Candidate } from '../../languages/language.ts';
import type { Item } from '../../policy/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Refactoring, RefactoringContext, Refusal } from '../refactoring.ts';
import { copies, sidOfCopy, sidsOf, withoutItems } from './copies.ts';
import { isSpelledOut, rewriteItems, type Wanted } from './lists.ts';
import { edited, isPlain, type StatementPlace, slice, statementAt } from './place.ts';
import { withResources } from './split-statement.ts';
import { arnWithStops } from './stops.ts';
import { counted, some } from './words.ts';

/** `*` becomes the ARNs that the actions take, to be completed. */
export const scopeToTemplates: Refactoring = {
  name: 'scope-resources',
  title: 'Scope Resource "*" to the ARNs that the actions take',
  kind: 'refactor.rewrite',
  offer(ctx) {
    const place = starAt(ctx);
    if (place === undefined) return undefined;
    const types = resourceTypesOf(place.named.flatMap(({ actions }) => actions)).map(({ type }) => type);
    const arns = new Set(types.flatMap((type) => type.arns.map((arn) => arnWithStops(arn, ctx.catalog))));
    const title = `Scope "*" to the ARNs of ${some(types.map(({ name }) => name))}${restOf(place)}`;
    if (arns.size > MOST) return { title, disabled: `That would be ${arns.size} ARNs` };
    return (
      refusal(place, title) ?? {
        title,
        grade: 'review',
        note: `${allows(place)} on these resources only`,
        edits: () => edited(ctx, place.document, scoped(place, [...arns])),
      }
    );
  },
};

/** `*` becomes the resources of the module that the actions take. */
export const scopeToWorkspace: Refactoring = {
  name: 'scope-resources-to-module',
  title: 'Scope Resource "*" to resources of the module',
  kind: 'refactor.rewrite',
  offer(ctx) {
    const { policy } = ctx;
    if (policy?.document.write.refer === undefined) return undefined;
    const place = starAt(ctx);
    const candidates = place === undefined ? [] : ctx.candidates().filter(({ index }) => index === 'none');
    if (place === undefined || candidates.length === 0) return undefined;
    const references = referencesFor(place, candidates, ctx);
    if (references.targets.size === 0) return undefined;
    const title = `Scope "*" to ${some([...references.targets])}${restOf(place)}`;
    if (references.without !== undefined)
      return { title, disabled: `The module has no resource that "${references.without}" works on` };
    return (
      refusal(place, title) ?? {
        title,
        grade: 'review',
        note: `${allows(place)} on these resources only`,
        edits: () => edited(ctx, place.document, scoped(place, references.spelled)),
      }
    );
  },
};

/** ARNs; more of them are no better than `*`. */
const MOST = 25;

interface Star extends StatementPlace {
  readonly star: Item;
  /** Elements of `Action` that stand for actions which take ARNs. */
  readonly named: readonly Listed[];
  /** The others. */
  readonly wild: readonly Item[];
}

interface Listed {
  readonly item: Item;
  readonly actions: readonly Action[];
}

/** An `Allow` on `*` of actions that are all known and that partly take ARNs. */
function starAt(ctx: RefactoringContext): Star | undefined {
  const place = statementAt(ctx);
  if (place === undefined) return undefined;
  const { action, resource, effect } = place.statement;
  const [star, ...others] = resource?.value.items ?? [];
  const verb = effect === undefined ? place.document.implied.effect : effect.value?.value;
  if (star?.text.value !== '*' || others.length > 0 || resource?.value.open.length !== 0) return undefined;
  if (verb !== 'Allow' || action === undefined || action.value.open.length > 0) return undefined;
  const named: Listed[] = [];
  const wild: Item[] = [];
  for (const item of action.value.items) {
    const actions = withResources(item, ctx.catalog);
    if (actions === undefined) return undefined;
    if (actions.every(({ resourceTypes }) => resourceTypes.length > 0)) named.push({ item, actions });
    else wild.push(item);
  }
  return named.length === 0 ? undefined : { ...place, star, named, wild };
}

function refusal({ statement, document, text, wild }: Star, title: string): Refusal | undefined {
  const { action, resource } = statement;
  const sheet = { text, write: document.write };
  const spelled = [action, resource].every((field) => field === undefined || isSpelledOut(sheet, field));
  if (!spelled || (wild.length > 0 && !isPlain(statement)))
    return { title, disabled: 'Parts of the statement are made by expressions' };
  if (wild.length > 0 && document.write.neighbours?.(statement.path) === undefined)
    return { title, disabled: 'The statement cannot be copied where it stands' };
  return undefined;
}

/** Actions that take only `*` go to a statement of their own. */
function scoped(place: Star, resources: readonly Wanted[]): readonly TextEdit[] {
  const { text, document, statement, wild } = place;
  const { write } = document;
  if (statement.resource === undefined) return [];
  const narrowed = rewriteItems({ text, write }, statement.resource, new Map([[0, resources]]));
  if (wild.length === 0 || narrowed.length === 0) return narrowed;
  const { action } = statement;
  if (action === undefined) return [];
  const wildAt = new Set(wild.map((item) => action.value.items.indexOf(item)));
  const isWild = (index: number) => wildAt.has(index);
  return copies(text, document, statement, [
    [...withoutItems({ text, write }, action, (index) => !isWild(index)), ...narrowed],
    [
      ...withoutItems({ text, write }, action, isWild),
      ...sidOfCopy(document, statement, 'Any', sidsOf(document)),
    ],
  ]);
}

interface References {
  readonly spelled: readonly Wanted[];
  readonly targets: ReadonlySet<string>;
  /** An action that works on nothing in the module. */
  readonly without?: string;
}

function referencesFor(place: Star, candidates: readonly Candidate[], ctx: RefactoringContext): References {
  const targets = new Set<string>();
  const spelled = new Map<string, Wanted>();
  let without: string | undefined;
  for (const { actions } of place.named) {
    for (const action of actions) {
      const found = action.resourceTypes.flatMap(({ type }) => holdersOf(type, candidates, ctx));
      if (found.length === 0) without ??= action.fullName;
      for (const { target, attribute, suffix } of found) {
        const words = spellReference(place, target, attribute, suffix);
        if (words === undefined) continue;
        targets.add(target);
        spelled.set(words, { spelled: words });
      }
    }
  }
  return { spelled: [...spelled.values()], targets, ...(without === undefined ? {} : { without }) };
}

function holdersOf(
  { service, name, arns }: ResourceType,
  candidates: readonly Candidate[],
  ctx: RefactoringContext,
) {
  const { terraform } = ctx.catalog;
  const holders = [...terraform.typesOf(service, name), ...arns.flatMap((arn) => terraform.typesAbove(arn))];
  return holders.flatMap(({ type, attribute, suffix = '' }) =>
    attribute.includes('.')
      ? []
      : candidates.filter((one) => one.type === type).map(({ target }) => ({ target, attribute, suffix })),
  );
}

/** A reference as the file has to write it in the place of the `*`, quotes included. */
function spellReference(
  { text, star, document }: Star,
  target: string,
  attribute: string,
  suffix: string,
): string | undefined {
  const { range, inner } = star.text;
  const [edit] = document.write.refer?.(star.text, { target, attribute }) ?? [];
  if (edit === undefined) return undefined;
  if (edit.range.start === range.start)
    return suffix === '' ? edit.newText : `"\${${edit.newText}}${suffix}"`;
  return (
    slice(text, { start: range.start, end: inner.start }) +
    edit.newText +
    suffix +
    slice(text, { start: inner.end, end: range.end })
  );
}

function restOf({ wild }: Star): string {
  if (wild.length === 0) return '';
  return `, and give the ${counted(wild.length, 'other element')} of "Action" a statement of ${wild.length === 1 ? 'its' : 'their'} own`;
}

function allows({ named }: Star): string {
  const count = new Set(named.flatMap(({ actions }) => actions)).size;
  return `allows ${counted(count, 'action')}`;
}

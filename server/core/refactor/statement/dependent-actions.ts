import type { Action, Catalog } from '../../catalog/catalog.ts';
import { covers as coversPattern } from '../../catalog/wildcard.ts';
import { resourceTypesOf } from '../../features/statement-actions.ts';
import { insertStatement } from '../../policy/insert-statement.ts';
import type { PlainValue, PolicyDocument, Statement } from '../../policy/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Refactoring } from '../refactoring.ts';
import { isSpelledOut, rewriteItems } from './lists.ts';
import { edited, listAt, type StatementPlace } from './place.ts';
import { arnWithStops } from './stops.ts';
import { counted, some } from './words.ts';

/** What AWS's reference says that actions need besides themselves. */
export const addDependentActions: Refactoring = {
  name: 'add-dependent-actions',
  title: 'Add the actions that actions depend on',
  kind: 'refactor.rewrite',
  offer(ctx) {
    const place = listAt(ctx, ['action']);
    if (place === undefined || !ctx.uses.some(({ kind }) => GRANTS.has(kind))) return undefined;
    const { field, item, document, statement, text } = place;
    if (verbOf(document, statement) !== 'Allow') return undefined;
    const actions = (item === undefined ? field.value.items : [item]).flatMap((one) => {
      const match = one.text.value === undefined ? undefined : ctx.catalog.expand(one.text.value);
      return match?.kind === 'one' ? [match.action] : [];
    });
    const missing = missingFor(actions, document, ctx.catalog);
    if (missing === undefined || missing.length === 0) return undefined;
    const names = missing.map(({ fullName }) => fullName);
    const title = `Add ${names.length === 1 ? 'the dependent action' : `${names.length} dependent actions`} ${some(names)}`;
    const sheet = { text, write: document.write };
    const everywhere =
      statement.condition === undefined &&
      statement.resource?.value.items.some((one) => one.text.value === '*') === true;
    const edits = () => {
      const last = field.value.items.length - 1;
      const made =
        everywhere && isSpelledOut(sheet, field)
          ? rewriteItems(sheet, field, new Map([[last, [last, ...names]]]))
          : inserted(place, missing, ctx.catalog);
      return edited(ctx, document, made);
    };
    return { title, grade: 'review', note: `allows ${counted(names.length, 'more action')}`, edits };
  },
};

/** Kinds of policies that give what they allow. */
const GRANTS: ReadonlySet<string> = new Set(['identity']);

function verbOf({ implied }: PolicyDocument, { effect }: Statement): string | undefined {
  return effect === undefined ? implied.effect : effect.value?.value;
}

/** Undefined where it is not certain that the policy lacks them. */
function missingFor(
  actions: readonly Action[],
  document: PolicyDocument,
  catalog: Catalog,
): readonly Action[] | undefined {
  const allowed: string[] = [];
  for (const statement of document.statements) {
    if (verbOf(document, statement) !== 'Allow') continue;
    const { action, notAction, open } = statement;
    if (notAction !== undefined || open.length > 0 || (action?.value.open.length ?? 0) > 0) return undefined;
    for (const { text } of action?.value.items ?? []) {
      if (text.value === undefined) return undefined;
      allowed.push(text.value.toLowerCase());
    }
  }
  const names = new Set(
    actions.flatMap((action) => [
      ...action.dependentActions,
      ...action.resourceTypes.flatMap(({ dependentActions }) => dependentActions),
    ]),
  );
  return [...names].flatMap((name) => {
    const action = catalog.action(name);
    const known = allowed.some((pattern) => coversPattern(pattern, name.toLowerCase()));
    return action === undefined || known ? [] : [action];
  });
}

/** Statements of their own behind the one that needs them: on ARNs to be completed, and on `*` where that is too much or nothing else will do. */
function inserted(
  { document, statement }: StatementPlace,
  missing: readonly Action[],
  catalog: Catalog,
): readonly TextEdit[] {
  const index = statement.path.at(-1);
  if (typeof index !== 'number') return [];
  const named: Action[] = [];
  const wild: Action[] = [];
  for (const action of missing) {
    const count = arnsOf([action], catalog).length;
    (count > 0 && count <= MOST ? named : wild).push(action);
  }
  return [
    ...(named.length === 0 ? [] : [statementOf(named, arnsOf(named, catalog))]),
    ...(wild.length === 0 ? [] : [statementOf(wild, ['*'])]),
  ].flatMap((added) => insertStatement(document, statement, added));
}

function arnsOf(actions: readonly Action[], catalog: Catalog): readonly string[] {
  const types = resourceTypesOf(actions).map(({ type }) => type);
  return [...new Set(types.flatMap(({ arns }) => arns.map((arn) => arnWithStops(arn, catalog))))];
}

function statementOf(actions: readonly Action[], resources: readonly string[]): PlainValue {
  return { Effect: 'Allow', Action: one(actions.map(({ fullName }) => fullName)), Resource: one(resources) };
}

function one(values: readonly string[]): PlainValue {
  const [only = '', ...others] = values;
  return others.length === 0 ? only : values;
}

/** ARNs for one action; more of them are no better than `*`. */
const MOST = 5;

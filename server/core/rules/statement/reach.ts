import { hasWildcard, matches } from '../../catalog/wildcard.ts';
import type { Item, List, Statement } from '../../policy/model.ts';
import { anyHas, trait } from '../action/facts.ts';
import { fix } from '../fixes.ts';
import type { Fix, Related, RuleContext } from '../rule.ts';
import { effectOf } from './effect.ts';
import { keyTests, mayTestMore } from './keys.ts';

/** How a statement comes to allow an action: by its name, by a pattern, or by not leaving it out. */
export type ActionForm = 'named' | 'pattern' | 'not-action';

/** On which resources: a lone `*`, or all but some. */
export type ResourceForm = 'star' | 'not-resource';

/** An IAM action that is dangerous on every resource. */
export interface Risk {
  /** `iam:PassRole`. */
  readonly action: string;
  /** What the statement allows then, and what to do: the two halves of the message. */
  readonly means: string;
  readonly remedy: string;
  /** Whether the statement's condition narrows the action enough for Access Analyzer. */
  narrowed(statement: Statement, ctx: RuleContext): boolean;
  /** Whether an ARN pattern stands for all roles, as `*` does. */
  isEveryRole?(resource: string): boolean;
  fixes?(statement: Statement, ctx: RuleContext): readonly Fix[];
}

/** Reports an allow of the risky action in one form on one form of resources: action first, as Access Analyzer does. */
export function checkReach(
  risk: Risk,
  action: ActionForm,
  resource: ResourceForm,
  statement: Statement,
  ctx: RuleContext,
): void {
  if (mayReach(statement, action, resource, ctx)) judgeReach(risk, action, resource, statement, ctx);
}

function judgeReach(
  risk: Risk,
  action: ActionForm,
  resource: ResourceForm,
  statement: Statement,
  ctx: RuleContext,
): void {
  const where = placeOfResource(statement, resource, risk);
  if (where === undefined || effectOf(statement, ctx.policy) !== 'Allow') return;
  const who = placeOfAction(statement, action, risk.action);
  if (who === undefined || mayTestMore(statement) || risk.narrowed(statement, ctx)) return;
  const how = action === 'not-action' ? `"NotAction" does not leave out "${risk.action}"` : `"${who.text}"`;
  const on = resource === 'star' ? 'on every resource' : 'on all resources but some';
  ctx.report({
    at: who.at,
    path: who.path ?? statement.path,
    // A boundary or session policy grants nothing by itself.
    ...(ctx.kind === 'identity' ? {} : { severity: 'info' as const }),
    message: `${how}${action === 'named' ? '' : action === 'pattern' ? ` includes "${risk.action}"` : ''} ${on}, ${risk.means}; ${risk.remedy}`,
    related: [where],
    fixes: () => [
      ...(action === 'not-action' ? leaveOut(risk, statement, ctx) : []),
      ...(resource === 'star' && action === 'named' ? (risk.fixes?.(statement, ctx) ?? []) : []),
    ],
  });
}

/** Twelve rules ask about every statement, and few statements speak of IAM: a look without any search comes first. */
function mayReach(
  statement: Statement,
  action: ActionForm,
  resource: ResourceForm,
  ctx: RuleContext,
): boolean {
  if ((resource === 'star' ? statement.resource : statement.notResource) === undefined) return false;
  if (action === 'not-action') return statement.notAction !== undefined;
  return statement.action !== undefined && anyHas(risky, statement.action, ctx);
}

/** Patterns of IAM are looked at closely. */
const risky = trait(
  ({ lower, prefix, wild }) =>
    lower === '*' || lower === '*:*' || (prefix === 'iam' && (wild || RISKS.has(lower))),
);
/** The actions of all risks, as IAM compares them. */
const RISKS: ReadonlySet<string> = new Set(['iam:passrole', 'iam:createservicelinkedrole']);

function isCandidate(first: number): boolean {
  return first === STAR || (first | 32) === I;
}

interface Place extends Related {
  readonly text: string;
}

function placeOfResource(statement: Statement, form: ResourceForm, risk: Risk): Related | undefined {
  if (form === 'not-resource') {
    const field = statement.notResource;
    if (field === undefined || field.value.open.length > 0 || field.value.items.length === 0)
      return undefined;
    if (field.value.items.some(({ text }) => mayCoverRoles(text.value))) return undefined;
    return { at: field.key, path: field.path, message: 'Everything but these resources' };
  }
  const star = statement.resource?.value.items.find(
    ({ text }) => text.value === '*' || (text.value !== undefined && risk.isEveryRole?.(text.value) === true),
  );
  return star && { at: star.text.range, path: star.path, message: 'Every resource' };
}

/** Whether an excluded resource may stand for all roles, so that nothing dangerous is left. */
function mayCoverRoles(value: string | undefined): boolean {
  return value === undefined || value === '*' || matches(value, 'arn:aws:iam::111122223333:role/any');
}

function placeOfAction(statement: Statement, form: ActionForm, action: string): Place | undefined {
  if (form === 'not-action') {
    const field = statement.notAction;
    if (field === undefined || field.value.open.length > 0 || field.raw.type === 'unknown') return undefined;
    const excluded = field.value.items.some(
      ({ text }) => text.value === undefined || formOf(text.value, action) !== undefined,
    );
    return excluded ? undefined : { at: field.key, path: field.path, message: '', text: field.name };
  }
  const item = firstOf(statement.action?.value, form, action);
  return item && { at: item.text.range, path: item.path, message: '', text: item.text.value ?? '' };
}

function firstOf(list: List | undefined, form: ActionForm, action: string): Item | undefined {
  return list?.items.find(({ text }) => text.value !== undefined && formOf(text.value, action) === form);
}

/** How one element names the action, if it does. */
function formOf(value: string, action: string): 'named' | 'pattern' | undefined {
  const first = value.charCodeAt(0);
  if (first === STAR) return value === '*' || value === '*:*' ? 'pattern' : undefined;
  if (!isCandidate(first) || value.length < 5) return undefined;
  const lower = value.toLowerCase();
  if (!lower.startsWith('iam:')) return undefined;
  if (!hasWildcard(lower)) return lower === action.toLowerCase() ? 'named' : undefined;
  return matches(lower, action.toLowerCase()) ? 'pattern' : undefined;
}

function leaveOut(risk: Risk, { notAction }: Statement, ctx: RuleContext): readonly Fix[] {
  if (notAction === undefined) return [];
  const { items, single } = notAction.value;
  const edits = single
    ? ctx.policy.write.set(notAction.path, [...items.map(({ text }) => text.value ?? ''), risk.action])
    : ctx.policy.write.set([...notAction.path, items.length], risk.action);
  return fix(`Add "${risk.action}" to "NotAction"`, 'review', edits);
}

/** A condition can be added without touching other permissions only where the statement has no other action. */
export function hasOnlyAction({ action }: Statement): boolean {
  return action !== undefined && action.value.items.length === 1 && action.value.open.length === 0;
}

/** The statement's tests of one key. */
export function testsOf(statement: Statement, key: string, ctx: RuleContext) {
  return keyTests(statement, ctx).filter((test) => test.key === key);
}

const STAR = 42;
const I = 105;

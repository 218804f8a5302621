import { hashOfAction } from '../../catalog/fingerprint.ts';
import { memoized } from '../../catalog/memo.ts';
import { covers } from '../../catalog/wildcard.ts';
import type { Field, List, Statement } from '../../policy/model.ts';
import type { RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { factsOf, maySpeakOf, serviceBit } from './facts.ts';

/**
 * Whether a statement of the policy, `except` aside, allows the action, on whatever resource, or could, as far as can be
 * seen.
 */
export function mayAllow(ctx: RuleContext, action: string, except?: Statement): boolean {
  if (ctx.policy.open.length > 0) return true;
  const { anything, lists, answers } = allowedBy(ctx);
  if (anything.some((statement) => statement !== except)) return true;
  const known = answers.get(action);
  if (known !== undefined) return known.some((statement) => statement !== except);
  const wanted = wantedBy(action);
  const statements: Statement[] = [];
  for (const statement of lists) if (isAmong(wanted, statement.action, ctx)) statements.push(statement);
  answers.set(action, statements);
  return statements.some((statement) => statement !== except);
}

interface Wanted {
  readonly lower: string;
  readonly service: number;
  /** Numbers are compared sooner than texts. */
  readonly hash: number;
}

const wantedBy = memoized(1_000, (action): Wanted => {
  const lower = action.toLowerCase();
  return { lower, service: serviceBit(lower.slice(0, lower.indexOf(':'))), hash: hashOfAction(lower) | 0 };
});

function isAmong(
  { lower, service, hash }: Wanted,
  field: Field<List> | undefined,
  ctx: RuleContext,
): boolean {
  if (field === undefined || !maySpeakOf(service, field, ctx)) return false;
  for (const each of factsOf(field, ctx)) {
    if (each === undefined || (each.services & service) === 0) continue;
    if (each.wild ? covers(each.lower, lower) : each.hashLow === hash && each.lower === lower) return true;
  }
  return false;
}

/** What the statements of a policy allow. */
interface Allowed {
  /** Statements that allow more than can be seen. */
  readonly anything: readonly Statement[];
  readonly lists: readonly Statement[];
  /** By action, the statements among `lists` that allow it: many actions need the same others. */
  readonly answers: Map<string, readonly Statement[]>;
}

/** Made once per policy. */
function allowedBy(ctx: RuleContext): Allowed {
  const known = ctx.notes.get(mayAllow) as Allowed | undefined;
  if (known !== undefined) return known;
  const anything: Statement[] = [];
  const lists: Statement[] = [];
  for (const statement of ctx.policy.statements) {
    if (effectOf(statement, ctx.policy) === 'Deny') continue;
    const { action, open } = statement;
    const facts = action === undefined ? undefined : factsOf(action, ctx);
    const isSeen = open.length === 0 && action?.value.open.length === 0;
    if (isSeen && facts?.includes(undefined) === false) lists.push(statement);
    else anything.push(statement);
  }
  const allowed = { anything, lists, answers: new Map() };
  ctx.notes.set(mayAllow, allowed);
  return allowed;
}

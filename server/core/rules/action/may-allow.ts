import { covers } from '../../catalog/wildcard.ts';
import type { Statement } from '../../policy/model.ts';
import type { RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { factsOf } from './facts.ts';

/**
 * Whether a statement of the policy, `except` aside, allows the action, on whatever resource, or could, as far as can be
 * seen.
 */
export function mayAllow(ctx: RuleContext, action: string, except?: Statement): boolean {
  if (ctx.policy.open.length > 0) return true;
  const { anything, names, patterns } = allowedBy(ctx);
  if (anything.some((statement) => statement !== except)) return true;
  const lower = action.toLowerCase();
  const named = names.get(lower);
  if (named !== undefined && (named === SEVERAL || named !== except)) return true;
  return patterns.some(({ pattern, statement }) => statement !== except && covers(pattern, lower));
}

/** What the statements of a policy allow. */
interface Allowed {
  /** Statements that allow more than can be seen. */
  readonly anything: readonly Statement[];
  /** By action in lower case, which statement names it. */
  readonly names: ReadonlyMap<string, Statement | typeof SEVERAL>;
  readonly patterns: readonly { readonly pattern: string; readonly statement: Statement }[];
}

const SEVERAL = 'several';

/** Made once per policy: many actions need others. */
function allowedBy(ctx: RuleContext): Allowed {
  const known = ctx.notes.get(mayAllow) as Allowed | undefined;
  if (known !== undefined) return known;
  const anything: Statement[] = [];
  const names = new Map<string, Statement | typeof SEVERAL>();
  const patterns: { readonly pattern: string; readonly statement: Statement }[] = [];
  for (const statement of ctx.policy.statements) {
    if (effectOf(statement, ctx.policy) === 'Deny') continue;
    const { action, open } = statement;
    const facts = action === undefined ? undefined : factsOf(action, ctx);
    if (
      facts === undefined ||
      open.length > 0 ||
      action?.value.open.length !== 0 ||
      facts.includes(undefined)
    ) {
      anything.push(statement);
      continue;
    }
    for (const each of facts) {
      if (each === undefined) continue;
      if (each.wild) patterns.push({ pattern: each.lower, statement });
      else names.set(each.lower, (names.get(each.lower) ?? statement) === statement ? statement : SEVERAL);
    }
  }
  const allowed = { anything, names, patterns };
  ctx.notes.set(mayAllow, allowed);
  return allowed;
}

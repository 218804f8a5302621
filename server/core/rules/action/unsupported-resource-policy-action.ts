import type { Action, ActionMatch } from '../../catalog/catalog.ts';
import type { ResourcePolicyKind } from '../../catalog/resource-policies.ts';
import { hasWildcard, matchesIgnoringCase } from '../../catalog/wildcard.ts';
import { fix, removePath, removePaths } from '../fixes.ts';
import {
  type Fix,
  type ListElement,
  type Rule,
  type RuleContext,
  SEVERITIES,
  type Severity,
} from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { likelyAttachment } from './attachment.ts';
import { factsOf } from './facts.ts';
import { loudness, policyKinds } from './policy-kinds.ts';

/** `aps:DeleteWorkspace` in the policy of an AMP workspace, which shares nothing but Prometheus-compatible APIs. */
export const unsupportedResourcePolicyAction: Rule = {
  id: 'unsupported-resource-policy-action',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'An action that the policy of this kind of resource does not take',
  check: {
    action(element, ctx) {
      const { value, negated, item } = element;
      if (value === undefined || negated || isLeftToAws(ctx)) return;
      const verdict = judgeFor(element, value, policyKinds(ctx), ctx);
      if (verdict === undefined) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        severity: verdict.severity,
        message: messageOf(value, verdict),
        fixes: () => fixesOf(element, verdict, ctx),
      });
    },
  },
};

/** Access Analyzer judges the actions of these types; its rule is unsupported-action-in-policy. */
function isLeftToAws(ctx: RuleContext): boolean {
  return likelyAttachment(ctx) !== undefined;
}

interface Verdict {
  /**
   * Not one of the list; a wildcard that is refused, or of which only some actions count; of another service; of another
   * kind of resource; known to fewer sources.
   */
  readonly why: 'other' | 'wildcard' | 'wide' | 'foreign' | 'elsewhere' | 'doubtful';
  readonly kind: ResourcePolicyKind;
  readonly severity: Severity;
}

/** The mildest verdict of all kinds that the policy may be. */
function judgeFor(
  element: ListElement,
  value: string,
  kinds: readonly ResourcePolicyKind[],
  ctx: RuleContext,
): Verdict | undefined {
  const match = factsOf(element.field, ctx)[element.index]?.match;
  if (match === undefined || kinds.length === 0) return undefined;
  let mildest: Verdict | undefined;
  for (const kind of kinds) {
    const verdict = judge(kind, value, match) ?? judgeWide(kind, value, match, element, ctx);
    if (verdict === undefined) return undefined;
    if (mildest === undefined || rank(verdict) > rank(mildest)) mildest = verdict;
  }
  return mildest;
}

function rank({ severity }: Verdict): number {
  return SEVERITIES.indexOf(severity);
}

function judge(kind: ResourcePolicyKind, value: string, match: ActionMatch): Verdict | undefined {
  const { certainty, otherActions, services } = kind;
  const of = (why: Verdict['why'], severity: Severity | undefined) =>
    severity === undefined ? undefined : { why, kind, severity };
  if (match.kind === 'all')
    return isRefusedWildcard(kind, value) ? of('wildcard', wildLoudness(kind)) : undefined;
  if (match.kind !== 'one' && match.kind !== 'pattern') return undefined;
  if (services !== undefined && !services.includes(match.service.prefix))
    return of('foreign', certainty === 'high' ? 'warning' : certainty === 'medium' ? 'info' : undefined);
  if (otherActions === undefined)
    return match.kind === 'one' && worksElsewhere(kind, match.action) ? of('elsewhere', 'info') : undefined;
  const listed = listedActions(kind, value);
  if (listed.length === 0) return of('other', loudness(otherActions, certainty));
  if (hasWildcard(value))
    return isRefusedWildcard(kind, value) ? of('wildcard', wildLoudness(kind)) : undefined;
  return kind.moreFrom !== undefined && !includes(kind.actions, value) ? of('doubtful', 'info') : undefined;
}

/** A wildcard of an allow that stands for more than a closed list takes. */
function judgeWide(
  kind: ResourcePolicyKind,
  value: string,
  match: ActionMatch,
  { statement }: ListElement,
  ctx: RuleContext,
): Verdict | undefined {
  const { otherActions, certainty } = kind;
  if (otherActions === undefined || otherActions === 'unlisted' || certainty === 'low') return undefined;
  if (match.kind !== 'all' && match.kind !== 'pattern') return undefined;
  if (effectOf(statement, ctx.policy) !== 'Allow') return undefined;
  const listed = listedActions(kind, value);
  const more = match.kind === 'all' || match.actions.length > listed.length;
  return more && listed.length > 0 ? { why: 'wide', kind, severity: 'info' } : undefined;
}

/** By the reference the action never works on such a resource, so the resource's policy is not asked. */
function worksElsewhere({ types, resource, certainty }: ResourcePolicyKind, action: Action): boolean {
  // What is shared through AWS RAM comes with lists of its own, and things beside it.
  if (certainty !== 'high' || types.length === 0 || resource === 'any' || resource === 'own-and-below')
    return false;
  // What can be tagged is listed carelessly.
  if (action.retiredSince !== undefined || /Tag/.test(action.name)) return false;
  const own = new Set(types.map((type) => type.toLowerCase()));
  if (action.resourceTypes.some(({ type }) => own.has(type.name.toLowerCase()))) return false;
  const lower = action.name.toLowerCase();
  return action.resourceTypes.length > 0
    ? !types.some((type) => lower.includes(type.toLowerCase().replace(/[^a-z]/g, '')))
    : NAMELESS.test(action.name);
}

/** Without types in the reference only actions that list or make something, or sign in, surely name no resource. */
const NAMELESS = /^(List|Create|GetAuthorizationToken|GetRandom|GenerateRandom|GetAccount|DescribeAccount)/;

function isRefusedWildcard({ wildcards }: ResourcePolicyKind, value: string): boolean {
  return wildcards === 'refused' || wildcards?.includes(value.toLowerCase()) === true;
}

function wildLoudness({ otherActions, certainty }: ResourcePolicyKind): Severity | undefined {
  return loudness(otherActions ?? 'unlisted', certainty);
}

/** The actions of the list that the element stands for, the most needed first. */
function listedActions({ actions = [], moreActions = [] }: ResourcePolicyKind, value: string) {
  return [...actions, ...moreActions].filter((name) => matchesIgnoringCase(value, name));
}

function includes(names: readonly string[] | undefined, value: string): boolean {
  return names?.some((name) => name.toLowerCase() === value.toLowerCase()) === true;
}

function messageOf(value: string, { why, kind }: Verdict): string {
  const taken = listOf(kind.actions ?? []);
  switch (why) {
    case 'foreign':
      return `"${value}" is an action of another service and does nothing in ${kind.name}; remove it`;
    case 'wildcard':
      return `${capital(kind.name)} takes no such wildcard as "${value}": it counts for nothing or is refused; name the actions`;
    case 'wide':
      return `In ${kind.name} "${value}" counts for no more than ${taken}; name the actions that you mean`;
    case 'elsewhere':
      return `"${value}" never works on the resource of ${kind.name}, so it does nothing there; allow it in an identity policy`;
    case 'doubtful':
      return `"${value}" may not work in ${kind.name}: ${kind.moreFrom ?? 'not all sources name it'}`;
    case 'other':
      if (kind.otherActions === 'refused')
        return `"${value}" is refused in ${kind.name}, which takes only ${taken}; remove it`;
      if (kind.otherActions === 'ignored')
        return `"${value}" has no effect in ${kind.name}, which takes only ${taken}; remove it`;
      return `No document of AWS names "${value}" for ${kind.name}; ${taken} are those it is used with`;
  }
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function fixesOf(element: ListElement, { why, kind }: Verdict, ctx: RuleContext): readonly Fix[] {
  if (why === 'doubtful') return [];
  return why === 'wildcard' || why === 'wide' ? expansions(element, kind, ctx) : removals(element, ctx);
}

/** The wildcard becomes what it covers: first the actions that are certain, then all. */
function expansions({ field, index, item }: ListElement, kind: ResourcePolicyKind, ctx: RuleContext) {
  const { items, open } = field.value;
  const value = item.text.value ?? '';
  if (open.length > 0 || items.some(({ text }) => text.value === undefined)) return [];
  const all = listedActions(kind, value);
  const sure = all.filter((name) => includes(kind.actions, name));
  const choices = [sure, all].filter(
    (names, at) => names.length > 0 && (at === 0 || names.length > sure.length),
  );
  return choices.flatMap((names) => {
    const list = items.flatMap(({ text }, at) => (at === index ? names : [text.value ?? '']));
    const [only, ...more] = new Set(list);
    return only === undefined
      ? []
      : fix(
          `Replace by ${names.length === 1 ? `"${names[0]}"` : `the ${names.length} actions that count`}`,
          'review',
          ctx.policy.write.set(field.path, more.length === 0 ? only : [only, ...more]),
        );
  });
}

const USELESS: ReadonlySet<Verdict['why']> = new Set(['other', 'foreign', 'elsewhere']);

function removals(element: ListElement, ctx: RuleContext): readonly Fix[] {
  const { field, item, statement } = element;
  const { items } = field.value;
  const useless = items.filter(({ text }, index) => {
    if (text.value === undefined) return false;
    const verdict = judgeFor({ ...element, item, index }, text.value, policyKinds(ctx), ctx);
    return verdict !== undefined && USELESS.has(verdict.why);
  });
  if (useless.length === items.length && field.value.open.length === 0) {
    const siblings = ctx.policy.statements.length > 1 && typeof statement.path.at(-1) === 'number';
    return siblings ? removePath(ctx, statement.path, 'review', 'Remove the statement') : [];
  }
  return [
    ...removePath(ctx, item.path, 'review', `Remove "${item.text.value}"`),
    ...(useless.length < 2
      ? []
      : removePaths(
          ctx,
          useless.map(({ path }) => path),
          'review',
          `Remove all ${useless.length} actions that do nothing here`,
        )),
  ];
}

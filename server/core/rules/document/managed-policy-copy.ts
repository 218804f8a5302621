import type { Catalog, ManagedPolicy, ManagedPolicyVersion } from '../../catalog/catalog.ts';
import {
  add,
  hashOfActions,
  hashOfElement,
  hashOfElements,
  hashOfTexts,
  nameOfHashes,
  printOfActions,
} from '../../catalog/fingerprint.ts';
import { actionPatterns, resourcesByAction, statementsOf } from '../../catalog/policy-text.ts';
import { covers, hasWildcard } from '../../catalog/wildcard.ts';
import type { Field, List, PlainValue, PolicyDocument, Statement } from '../../policy/model.ts';
import { plainOf } from '../../policy/plain.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { TextRange } from '../../text/range.ts';
import { sumOfHashes } from '../action/facts.ts';
import { fix } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** A policy that says what a managed policy of AWS once said, while AWS's has moved on. */
export const managedPolicyCopy: Rule = {
  id: 'managed-policy-copy',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['identity', 'boundary'],
  summary: 'The policy is a copy of an older version of an AWS managed policy',
  check: {
    document(policy, ctx) {
      if (elementsOf(policy) < FEWEST) return;
      const copy = copyOf(policy, ctx);
      if (copy === undefined) return;
      const { managed, version, current, sid } = copy;
      const text = current.document() ?? '';
      const changes = changesSince(policy, text);
      if (changes.length === 0 && version === undefined) return;
      const today = changes.length === 0 ? 'has other resources or conditions' : changes.join(', ');
      const what =
        version === undefined
          ? `These are actions of AWS's managed policy "${managed.name}"`
          : `These are the statements of ${version.id} of AWS's managed policy "${managed.name}"`;
      ctx.report({
        at: sid?.at ?? policy.statement?.key ?? policy.range,
        path: sid?.path ?? ['Statement'],
        message: `${what}; today's ${current.id} of ${current.date} ${today}; attach that policy, or bring this one up to date`,
        fixes: () =>
          fix(
            `Replace the statements by those of ${managed.name} ${current.id}`,
            'review',
            replacement(policy, statementsOf(text) as readonly PlainValue[]),
          ),
      });
    },
  },
};

/** The new statements in place of the old ones: all at once, or one by one where the syntax has no list of them. */
function replacement({ write, statements }: PolicyDocument, now: readonly PlainValue[]): readonly TextEdit[] {
  const whole = write.set(['Statement'], now);
  // Two that are put behind the last one would stand at the same place.
  if (whole.length > 0 || now.length > statements.length + 1) return whole;
  const each = now.map((statement, index) => write.set(['Statement', index], statement));
  const rest = statements.slice(now.length).map(({ path }) => path);
  const removed = rest.length === 0 ? [] : write.removeAll(rest);
  const isComplete = each.every((edits) => edits.length > 0) && (rest.length === 0 || removed.length > 0);
  return isComplete ? [...each.flat(), ...removed] : [];
}

/** With fewer elements of `Action` two people can write the same policy without knowing of each other. */
const FEWEST = 3;

interface Copy {
  readonly managed: ManagedPolicy;
  /** Absent where only name and actions tell. */
  readonly version?: ManagedPolicyVersion;
  readonly current: ManagedPolicyVersion;
  /** What names the managed policy. */
  readonly sid?: { readonly at: TextRange; readonly path: readonly (string | number)[] };
}

function elementsOf({ statements }: PolicyDocument): number {
  let count = 0;
  for (const { action } of statements) count += action?.value.items.length ?? 0;
  return count;
}

/** The same statements as an old version has, and as no policy of AWS's has today. */
function copyOf(policy: PolicyDocument, ctx: RuleContext): Copy | undefined {
  const { catalog } = ctx;
  if (!mayBeCopy(policy, ctx)) return undefined;
  const print = printOf(policy, ctx);
  if (print === undefined) return undefined;
  const copies = catalog.managedCopies(print);
  if (copies.length === 0) return namesake(policy, catalog);
  if (copies.some((one) => one.policy.versions.at(-1) === one.version)) return undefined;
  const found = copies
    .filter((one) => isAttachable(one.policy))
    .toSorted((a, b) => a.policy.name.length - b.policy.name.length)[0];
  const current = found?.policy.versions.at(-1);
  if (found === undefined || current === undefined) return undefined;
  return { managed: found.policy, version: found.version, current };
}

/** A look at the actions, whose hashes are known: few policies do what an old version did, or have the name of one. */
function mayBeCopy({ statements }: PolicyDocument, ctx: RuleContext): boolean {
  const [first, ...others] = statements;
  const sid = others.length === 0 ? first?.sid?.value?.value : undefined;
  if (sid !== undefined && ctx.catalog.managedPolicy(sid) !== undefined) return true;
  const hashes: number[] = [];
  for (const { action, notAction } of statements) {
    const done = action === undefined ? 0 : hashOfList(action, ctx);
    const left = notAction === undefined ? 0 : hashOfList(notAction, ctx);
    if (done === undefined || left === undefined) return false;
    hashes.push(add(done, left));
  }
  return ctx.catalog.mayBeFormer(printOfActions(hashes));
}

/** The policies of service-linked roles are for these alone. */
function isAttachable({ arn }: ManagedPolicy): boolean {
  return !arn.includes(':policy/aws-service-role/');
}

/**
 * The fingerprint of the statements; undefined where a part cannot be known, or the policy repeats an element, which
 * readers understand differently.
 */
function printOf(
  { statement, statements, implied, open }: PolicyDocument,
  ctx: RuleContext,
): string | undefined {
  if (open.length > 0 || statement === undefined || statement.mistyped.length > 0) return undefined;
  const hashes: number[] = [];
  for (const each of statements) {
    const hash = hashOf(each, implied.effect, ctx);
    if (hash === undefined) return undefined;
    hashes.push(hash);
  }
  return nameOfHashes(hashes);
}

function hashOf(
  { fields, repeated, open, effect }: Statement,
  implied: 'Allow' | undefined,
  ctx: RuleContext,
): number | undefined {
  if (open.length > 0 || repeated.length > 0) return undefined;
  const hashes = effect === undefined && implied !== undefined ? [hashOfElement('Effect', implied)] : [];
  for (const field of fields) {
    if (field.name === 'Sid') continue;
    const hash = hashOfField(field, ctx);
    if (hash === undefined) return undefined;
    hashes.push(hash);
  }
  return hashOfElements(hashes);
}

/** Actions have their hashes among their facts: most of what a policy says is actions. */
function hashOfField(field: Field<unknown>, ctx: RuleContext): number | undefined {
  const { name, raw, mistyped } = field;
  if ((name === 'Action' || name === 'NotAction') && mistyped.length === 0 && raw.type !== 'unknown') {
    return hashOfList(field as Field<List>, ctx);
  }
  if ((name === 'Resource' || name === 'NotResource') && mistyped.length === 0 && raw.type !== 'unknown') {
    return hashOfResources(field as Field<List>);
  }
  const plain = plainOf(raw);
  return plain === undefined ? undefined : hashOfElement(name, plain);
}

function hashOfResources({ name, value: { items, open } }: Field<List>): number | undefined {
  if (open.length > 0 || items.some(({ text }) => text.value === undefined)) return undefined;
  return hashOfTexts(
    name,
    items.map(({ text }) => text.value ?? ''),
  );
}

function hashOfList(field: Field<List>, ctx: RuleContext): number | undefined {
  const sum = field.value.open.length > 0 ? undefined : sumOfHashes(field, ctx);
  return sum === undefined ? undefined : hashOfActions(field.name, sum);
}

/** A `Sid` that is the name of a managed policy, on actions that are all in it: how AWS's early guides wrote them. */
function namesake(policy: PolicyDocument, catalog: Catalog): Copy | undefined {
  const [statement] = policy.statements;
  if (statement === undefined || policy.statements.length > 1 || policy.open.length > 0) return undefined;
  const name = statement.sid?.value?.value;
  const managed = name === undefined ? undefined : catalog.managedPolicy(name);
  const current = managed?.versions.at(-1);
  if (managed === undefined || managed.name !== name || current === undefined) return undefined;
  if (!isAttachable(managed) || !isUnlimited(statement)) return undefined;
  const today = actionPatterns(current.document() ?? '');
  const actions = actionsOf(statement);
  if (actions === undefined || !actions.every((action) => today.has(action))) return undefined;
  const { sid } = statement;
  return {
    managed,
    current,
    ...(sid?.value === undefined ? {} : { sid: { at: sid.value.range, path: sid.path } }),
  };
}

/** Who has limited the copy has made it a policy of their own. */
function isUnlimited({ resource, condition }: Statement): boolean {
  return condition === undefined && resource?.value.items.some(({ text }) => text.value === '*') === true;
}

function actionsOf({ action, open }: Statement): readonly string[] | undefined {
  const { items = [], open: more = [] } = action?.value ?? {};
  const known = items.flatMap(({ text }) => text.value ?? []);
  return open.length > 0 || more.length > 0 || known.length < items.length ? undefined : known;
}

/** What AWS's document does differently, in verbs. */
function changesSince({ statements }: PolicyDocument, text: string): readonly string[] {
  const then = new Set(statements.flatMap((statement) => actionsOf(statement) ?? []));
  const now = actionPatterns(text);
  const added = missingFrom(then, now);
  const dropped = missingFrom(now, then);
  const limited = limitsOf(statements, text);
  return [
    ...(added.length === 0 ? [] : [`adds ${some(added)}`]),
    ...(dropped.length === 0 ? [] : [`drops ${some(dropped)}`]),
    ...(limited.length === 0 ? [] : [`limits ${some(limited)}`]),
  ];
}

/** Those of `actions` that no pattern covers; patterns and actions are of the same service or `*`. */
function missingFrom(patterns: ReadonlySet<string>, actions: ReadonlySet<string>): readonly string[] {
  const exact = new Set<string>();
  const wild = new Map<string, string[]>();
  for (const pattern of patterns) {
    const lower = pattern.toLowerCase();
    exact.add(lower);
    if (!hasWildcard(lower)) continue;
    const [service = ''] = lower.split(':', 1);
    wild.set(service, [...(wild.get(service) ?? []), lower]);
  }
  if (exact.has('*')) return [];
  return [...actions].filter((action) => {
    const lower = action.toLowerCase();
    const [service = ''] = lower.split(':', 1);
    return !exact.has(lower) && wild.get(service)?.some((pattern) => covers(pattern, lower)) !== true;
  });
}

/** Actions on everything here and on less there. */
function limitsOf(statements: readonly Statement[], text: string): readonly string[] {
  const theirs = resourcesByAction(text);
  return statements.flatMap((statement) => {
    if (statement.resource?.value.items.some((item) => item.text.value === '*') !== true) return [];
    return (actionsOf(statement) ?? []).flatMap((action) => {
      const [first, ...others] = theirs.get(action) ?? [];
      if (first === undefined || first === '*' || others.includes('*')) return [];
      return [`${action} to ${first}${others.length === 0 ? '' : ' …'}`];
    });
  });
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  const rest = names.length - shown.length;
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')} and ${rest} more`;
}

const MOST_NAMES = 5;

import type { Catalog } from '../catalog/catalog.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type {
  Condition,
  Field,
  List,
  PolicyDocument,
  Principal,
  Statement,
  Writer,
} from '../policy/model.ts';
import type { PolicyUse } from '../policy/use.ts';
import type { TextRange } from '../text/range.ts';
import type { Finding } from './finding.ts';
import { createQuiet, type Quiet, textOfCondition, textOfResource } from './quiet.ts';
import {
  type Checks,
  type ConditionElement,
  type ListElement,
  type PrincipalElement,
  type Report,
  type Rule,
  type RuleContext,
  SEVERITIES,
} from './rule.ts';

export interface CheckOptions {
  readonly catalog: Catalog;
  readonly dialect: Dialect;
  readonly rules: readonly Rule[];
  /** Told when a rule throws: that rule is skipped for the rest of the policy, the others go on. */
  readonly onBug?: (rule: Rule, error: unknown) => void;
}

/** Runs the rules over one policy in one use. Findings come sorted by place; equal places keep the order of the rules. */
export function check(policy: PolicyDocument, use: PolicyUse, options: CheckOptions): readonly Finding[] {
  const plan = planFor(options.rules, policy, use.kind);
  const run = startRun(policy, use, options);
  callAll(plan.document, policy, run);
  for (const statement of policy.statements) walkStatement(statement, plan, run);
  const { findings } = run;
  return findings.length < 2 ? findings : findings.sort(byPlace);
}

/** One context serves all rules of a run: checks report while they run, so the rule at work is known. */
interface Run {
  readonly ctx: RuleContext;
  readonly findings: Finding[];
  readonly onBug: CheckOptions['onBug'];
  rule: Rule | undefined;
  /** Rules that threw. */
  dead: Set<Rule> | undefined;
}

function startRun(policy: PolicyDocument, use: PolicyUse, options: CheckOptions): Run {
  const findings: Finding[] = [];
  let uncertain: ReadonlySet<TextRange> | undefined;
  const run: Run = {
    ctx: {
      policy,
      use,
      kind: use.kind,
      catalog: options.catalog.of(policy.dialect),
      dialect: options.dialect,
      notes: new Map(),
      report: (report) => {
        uncertain ??= uncertainKeys(policy);
        if (isAboutMaybe(report, uncertain)) return;
        if (run.rule !== undefined) findings.push(stamp(run.rule, tidied(report, policy.write)));
      },
    },
    findings,
    onBug: options.onBug,
    rule: undefined,
    dead: undefined,
  };
  return run;
}

/** Calls made hundreds of thousands of times for a large folder: no closure and no other object per call. */
function callAll<T>(steps: readonly Step<T>[], element: T, run: Run): void {
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined || run.dead?.has(step.rule)) continue;
    run.rule = step.rule;
    try {
      step.check(element, run.ctx);
    } catch (error) {
      run.dead ??= new Set();
      run.dead.add(step.rule);
      run.onBug?.(step.rule, error);
    }
  }
}

function walkStatement(statement: Statement, plan: Plan, run: Run): void {
  callAll(plan.statement, statement, run);
  walkList(statement, statement.action, false, plan.action, run);
  walkList(statement, statement.notAction, true, plan.action, run);
  walkResources(statement, statement.resource, false, plan, run);
  walkResources(statement, statement.notResource, true, plan, run);
  walkPrincipal(statement, statement.principal, false, plan.principal, run);
  walkPrincipal(statement, statement.notPrincipal, true, plan.principal, run);
  if (statement.condition !== undefined) walkCondition(statement, statement.condition.value, plan, run);
}

function walkList(
  statement: Statement,
  field: Field<List> | undefined,
  negated: boolean,
  steps: readonly Step<ListElement>[],
  run: Run,
): void {
  if (field === undefined || steps.length === 0) return;
  const { items } = field.value;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item === undefined) continue;
    callAll(steps, { statement, field, negated, item, index, value: item.text.value }, run);
  }
}

function walkResources(
  statement: Statement,
  field: Field<List> | undefined,
  negated: boolean,
  plan: Plan,
  run: Run,
): void {
  if (field === undefined) return;
  const { items } = field.value;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item === undefined) continue;
    const element = { statement, field, negated, item, index, value: item.text.value };
    callAll(plan.resource, element, run);
    callTextual(plan.textual.resource, element, textOfResource(element), run);
  }
}

/** Skips an element that all textual rules have found fine before. */
function callTextual<T>({ steps, quiet }: Textual<T>, element: T, text: string | undefined, run: Run): void {
  // In broken text a quote may be missing, and the element may not be what it looks like.
  const whole = run.ctx.policy.problems.length === 0 ? text : undefined;
  if (whole !== undefined && quiet.has(run.ctx.catalog, whole)) return;
  const before = run.findings.length;
  callAll(steps, element, run);
  if (whole !== undefined && run.findings.length === before && run.dead === undefined) quiet.add(whole);
}

function walkPrincipal(
  statement: Statement,
  field: Field<Principal> | undefined,
  negated: boolean,
  steps: readonly Step<PrincipalElement>[],
  run: Run,
): void {
  if (field === undefined) return;
  const { bare, entries } = field.value;
  if (bare !== undefined) {
    callAll(steps, { statement, field, negated, entry: undefined, item: bare, value: bare.text.value }, run);
  }
  for (const entry of entries) {
    for (const item of entry.values.items) {
      callAll(steps, { statement, field, negated, entry, item, value: item.text.value }, run);
    }
  }
}

function walkCondition(statement: Statement, { operators }: Condition, plan: Plan, run: Run): void {
  for (const operator of operators) {
    const parsed = run.ctx.dialect.parseOperator(operator.name);
    callAll(plan.operator, { statement, operator, parsed }, run);
    for (const entry of operator.entries) {
      const element = { statement, operator, parsed, entry };
      callAll(plan.condition, element, run);
      callTextual(plan.textual.condition, element, textOfCondition(element), run);
    }
  }
}

/** What a rule does at one kind of place. */
interface Step<T> {
  readonly rule: Rule;
  readonly check: (element: T, ctx: RuleContext) => void;
}

type Steps = { readonly [K in keyof Checks]-?: readonly Step<Parameters<NonNullable<Checks[K]>>[0]>[] };

/** The rules that look at each place, in their order; textual ones apart. */
interface Plan extends Steps {
  readonly textual: {
    readonly resource: Textual<ListElement>;
    readonly condition: Textual<ConditionElement>;
  };
}

interface Textual<T> {
  readonly steps: readonly Step<T>[];
  readonly quiet: Quiet;
}

const plans = new WeakMap<readonly Rule[], Map<string, Plan>>();

/** Which rules apply to a dialect and kind, and where each of them looks. */
function planFor(
  rules: readonly Rule[],
  { dialect, language }: PolicyDocument,
  kind: PolicyUse['kind'],
): Plan {
  const known = plans.get(rules) ?? new Map<string, Plan>();
  const key = `${dialect} ${language} ${kind}`;
  const plan = known.get(key);
  if (plan !== undefined) return plan;
  const made = makePlan(rules, dialect, kind);
  plans.set(rules, known.set(key, made));
  return made;
}

function makePlan(rules: readonly Rule[], dialect: PolicyDocument['dialect'], kind: PolicyUse['kind']): Plan {
  const fitting = rules.filter(
    (rule) => rule.dialects.includes(dialect) && (rule.kinds === undefined || rule.kinds.includes(kind)),
  );
  type CheckOf<T> = (checks: Checks) => Step<T>['check'] | undefined;
  const stepsOf = <T>(some: readonly Rule[], checkOf: CheckOf<T>): readonly Step<T>[] =>
    some.flatMap((rule) => {
      const checkAt = checkOf(rule.check);
      return checkAt === undefined ? [] : [{ rule, check: checkAt }];
    });
  const steps = <T>(checkOf: CheckOf<T>) => stepsOf(fitting, checkOf);
  const textual = fitting.filter((rule) => rule.textual === true);
  const others = fitting.filter((rule) => rule.textual !== true);
  return {
    document: steps((checks) => checks.document),
    statement: steps((checks) => checks.statement),
    action: steps((checks) => checks.action),
    resource: stepsOf(others, (checks) => checks.resource),
    principal: steps((checks) => checks.principal),
    operator: steps((checks) => checks.operator),
    condition: stepsOf(others, (checks) => checks.condition),
    textual: {
      resource: { steps: stepsOf(textual, (checks) => checks.resource), quiet: createQuiet() },
      condition: { steps: stepsOf(textual, (checks) => checks.condition), quiet: createQuiet() },
    },
  };
}

function byPlace(a: Finding, b: Finding): number {
  return a.at.start - b.at.start || a.at.end - b.at.end;
}

/** Keys of elements that may be absent after all. */
function uncertainKeys({ statements }: PolicyDocument): ReadonlySet<TextRange> {
  const keys = new Set<TextRange>();
  for (const { fields } of statements) for (const { maybe, key } of fields) if (maybe === true) keys.add(key);
  return keys;
}

/** What is said at the key of an element is said of its being there. */
function isAboutMaybe({ at, related }: Report, uncertain: ReadonlySet<TextRange>): boolean {
  if (uncertain.size === 0) return false;
  return uncertain.has(at) || (related?.some((one) => uncertain.has(one.at)) ?? false);
}

/** A finding is a report with its rule's name, code and loudness. */
export function stamp(rule: Rule, report: Report): Finding {
  const louder = (severity: (typeof SEVERITIES)[number]) =>
    SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(rule.severity);
  const severity = report.severity === undefined || louder(report.severity) ? rule.severity : report.severity;
  return {
    rule: rule.id,
    code: rule.code,
    severity,
    message: report.message,
    at: report.at,
    path: report.path,
    related: report.related ?? [],
    tags: report.tags ?? rule.tags ?? [],
    fixes: report.fixes ?? noFixes,
  };
}

/** With the edits of each fix as the formatter of the language leaves them. */
function tidied(report: Report, { tidy }: Writer): Report {
  const { fixes } = report;
  if (fixes === undefined || tidy === undefined) return report;
  return { ...report, fixes: () => fixes().map((fix) => ({ ...fix, edits: tidy(fix.edits) })) };
}

function noFixes(): readonly [] {
  return [];
}

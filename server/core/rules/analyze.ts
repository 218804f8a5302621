import type { Catalog } from '../catalog/catalog.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Field, List, PolicyDocument, Principal, Statement } from '../policy/model.ts';
import type { PolicyUse } from '../policy/use.ts';
import type { Finding } from './finding.ts';
import {
  type Checks,
  type ConditionElement,
  type ListElement,
  type OperatorElement,
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
  const findings: Finding[] = [];
  const plan = planFor(options.rules, policy.dialect, use.kind);
  const runs = plan.rules.map((rule): Run => {
    const ctx: RuleContext = {
      policy,
      use,
      kind: use.kind,
      catalog: options.catalog,
      dialect: options.dialect,
      report: (report) => findings.push(stamp(rule, report)),
    };
    return { rule, ctx, dead: false };
  });
  const call = <K extends keyof Checks>(
    place: K,
    run: (check: NonNullable<Checks[K]>, ctx: RuleContext) => void,
  ) => {
    for (const index of plan.byPlace[place]) {
      const entry = runs[index];
      const checkAt = entry?.rule.check[place];
      if (entry === undefined || entry.dead || checkAt === undefined) continue;
      try {
        run(checkAt as NonNullable<Checks[K]>, entry.ctx);
      } catch (error) {
        entry.dead = true;
        options.onBug?.(entry.rule, error);
      }
    }
  };
  call('document', (checkAt, ctx) => checkAt(policy, ctx));
  for (const statement of policy.statements) walkStatement(statement, options.dialect, call);
  return findings.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}

interface Run {
  readonly rule: Rule;
  readonly ctx: RuleContext;
  dead: boolean;
}

type Call = <K extends keyof Checks>(
  place: K,
  run: (check: NonNullable<Checks[K]>, ctx: RuleContext) => void,
) => void;

function walkStatement(statement: Statement, dialect: Dialect, call: Call): void {
  call('statement', (check, ctx) => check(statement, ctx));
  walkList(statement, statement.action, false, 'action', call);
  walkList(statement, statement.notAction, true, 'action', call);
  walkList(statement, statement.resource, false, 'resource', call);
  walkList(statement, statement.notResource, true, 'resource', call);
  walkPrincipal(statement, statement.principal, false, call);
  walkPrincipal(statement, statement.notPrincipal, true, call);
  for (const operator of statement.condition?.value.operators ?? []) {
    const parsed = dialect.parseOperator(operator.name);
    const element: OperatorElement = { statement, operator, parsed };
    call('operator', (check, ctx) => check(element, ctx));
    for (const entry of operator.entries) {
      const condition: ConditionElement = { statement, operator, parsed, entry };
      call('condition', (check, ctx) => check(condition, ctx));
    }
  }
}

function walkList(
  statement: Statement,
  field: Field<List> | undefined,
  negated: boolean,
  place: 'action' | 'resource',
  call: Call,
): void {
  if (field === undefined) return;
  for (const item of field.value.items) {
    const element: ListElement = { statement, field, negated, item, value: item.text.value };
    call(place, (check, ctx) => check(element, ctx));
  }
}

function walkPrincipal(
  statement: Statement,
  field: Field<Principal> | undefined,
  negated: boolean,
  call: Call,
): void {
  if (field === undefined) return;
  const { bare, entries } = field.value;
  const visit = (element: PrincipalElement) => call('principal', (check, ctx) => check(element, ctx));
  if (bare !== undefined)
    visit({ statement, field, negated, entry: undefined, item: bare, value: bare.text.value });
  for (const entry of entries) {
    for (const item of entry.values.items) {
      visit({ statement, field, negated, entry, item, value: item.text.value });
    }
  }
}

interface Plan {
  readonly rules: readonly Rule[];
  readonly byPlace: { readonly [K in keyof Checks]-?: readonly number[] };
}

const plans = new WeakMap<readonly Rule[], Map<string, Plan>>();

/** Which rules apply to a dialect and kind, and where each of them looks. */
function planFor(rules: readonly Rule[], dialect: PolicyDocument['dialect'], kind: PolicyUse['kind']): Plan {
  const known = plans.get(rules) ?? new Map<string, Plan>();
  plans.set(rules, known);
  const key = `${dialect} ${kind}`;
  let plan = known.get(key);
  if (plan === undefined) {
    const fitting = rules.filter(
      (rule) => rule.dialects.includes(dialect) && (rule.kinds === undefined || rule.kinds.includes(kind)),
    );
    const places = (place: keyof Checks) =>
      fitting.flatMap((rule, index) => (rule.check[place] === undefined ? [] : [index]));
    plan = {
      rules: fitting,
      byPlace: {
        document: places('document'),
        statement: places('statement'),
        action: places('action'),
        resource: places('resource'),
        principal: places('principal'),
        operator: places('operator'),
        condition: places('condition'),
      },
    };
    known.set(key, plan);
  }
  return plan;
}

function stamp(rule: Rule, report: Report): Finding {
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

function noFixes(): readonly [] {
  return [];
}

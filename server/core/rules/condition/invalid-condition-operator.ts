import { distance } from '../../catalog/distance.ts';
import type { OperatorFacts } from '../../dialects/dialect.ts';
import { own } from '../../text/own.ts';
import { fix } from '../fixes.ts';
import type { OperatorElement, Rule, RuleContext } from '../rule.ts';
import { renameOperator } from './edits.ts';
import { isUnfinished, keyOf } from './entries.ts';

/** `StringEqual`: no such condition operator. */
export const invalidConditionOperator: Rule = {
  id: 'invalid-condition-operator',
  code: 'INVALID_CONDITION_OPERATOR',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'There is no such condition operator',
  check: {
    operator(element, ctx) {
      const { operator, parsed } = element;
      if (parsed !== undefined || operator.key.value === undefined || isUnfinished(operator)) return;
      const refused = ctx.dialect.refusedOperator?.(operator.name);
      if (refused !== undefined) {
        const { instead } = refused;
        ctx.report({
          at: operator.key.range,
          path: operator.path,
          severity: refused.severity,
          message: `${refused.why}; ${instead === undefined ? `leave "${operator.name}" out` : `write "${instead}" where that says enough`}`,
          fixes: () =>
            instead === undefined
              ? []
              : fix(`Replace by "${instead}"`, 'review', renameOperator(ctx, element, instead)),
        });
        return;
      }
      const near = isMisplacedKey(element, ctx) ? [] : nearestOperators(operator.name, ctx.dialect.operators);
      ctx.report({
        at: operator.key.range,
        path: operator.path,
        message: messageOf(element, near[0], ctx),
        fixes: () =>
          near.flatMap((name) => fix(`Replace by "${name}"`, 'review', renameOperator(ctx, element, name))),
      });
    },
  },
};

function messageOf(element: OperatorElement, near: string | undefined, ctx: RuleContext): string {
  const { name } = element.operator;
  if (isMisplacedKey(element, ctx))
    return `"${name}" is a condition key and stands where an operator belongs; put it inside an operator, as in "StringEquals": { "${name}": … }`;
  return near === undefined
    ? `There is no condition operator "${name}"; choose one such as "StringEquals", "${ctx.dialect.operators.some((one) => one.name === 'ArnLike') ? 'ArnLike' : 'StringLike'}" or "Bool"`
    : `There is no condition operator "${name}"; did you mean "${near}"?`;
}

function isMisplacedKey({ operator }: OperatorElement, ctx: RuleContext): boolean {
  return operator.name.includes(':') && keyOf(ctx, operator.name) !== undefined;
}

/** Qualifier and suffix are spelled anew around the bases that are nearest to what is left. */
function nearestOperators(name: string, operators: readonly OperatorFacts[]): readonly string[] {
  const colon = name.indexOf(':');
  const qualifier = colon < 0 ? '' : nearestQualifier(name.slice(0, colon));
  if (qualifier === undefined) return [];
  const tail = name.slice(colon + 1);
  const bare = tail.replace(/[-_ ]?if[-_ ]?exists?$/i, '');
  const suffix = bare === tail ? '' : 'IfExists';
  const wanted = bare.toLowerCase().replace(/[^a-z]/g, '');
  const alias = own(ALIASES, wanted);
  const bases = alias === undefined ? byDistance(wanted, operators) : [alias];
  if (bases.some((base) => operators.every((one) => one.name !== base))) return [];
  return bases.map((base) => `${qualifier}${base}${base === 'Null' ? '' : suffix}`);
}

function byDistance(wanted: string, operators: readonly OperatorFacts[]): readonly string[] {
  const limit = Math.min(4, Math.floor(wanted.length / 3));
  return operators
    .map(({ name }) => ({ name, far: distance(wanted, name.toLowerCase(), limit) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

function nearestQualifier(text: string): string | undefined {
  const wanted = text.toLowerCase();
  if (distance(wanted, 'forallvalues', 3) <= 3) return 'ForAllValues:';
  return distance(wanted, 'foranyvalue', 3) <= 3 ? 'ForAnyValue:' : undefined;
}

/** What other languages call these tests. */
const ALIASES: Readonly<Record<string, string>> = {
  boolean: 'Bool',
  boolequals: 'Bool',
  booleanequals: 'Bool',
  equals: 'StringEquals',
  exists: 'Null',
  isnull: 'Null',
  like: 'StringLike',
  notequals: 'StringNotEquals',
  numericgreaterthanorequals: 'NumericGreaterThanEquals',
  numericlessthanorequals: 'NumericLessThanEquals',
  dategreaterthanorequals: 'DateGreaterThanEquals',
  datelessthanorequals: 'DateLessThanEquals',
  stringcontains: 'StringLike',
  stringmatches: 'StringLike',
  stringstartswith: 'StringLike',
};

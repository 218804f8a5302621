import type { ConditionKey } from '../../catalog/catalog.ts';
import { parseIpRange } from '../../policy/ip.ts';
import { fix } from '../fixes.ts';
import type { ConditionElement, ParsedOperator, Rule, RuleContext } from '../rule.ts';
import { moveEntry, spellOperator } from './edits.ts';
import { isUnfinished, keyOf, knownValues, mayHoldVariable } from './entries.ts';
import { isBoolean, isDate, isNumber } from './values.ts';

/** `"StringEquals": {"aws:ViaAWSService": "true"}`: the operator is for another type than the key has. */
export const typeMismatch: Rule = {
  id: 'type-mismatch',
  code: 'TYPE_MISMATCH',
  severity: 'warning',
  dialects: ['aws', 'ram'],
  textual: true,
  summary: 'The operator is for another type than the condition key has',
  check: {
    condition(element, ctx) {
      const { parsed, operator, entry } = element;
      if (parsed === undefined || parsed.family === 'Null') return;
      if (isUnfinished(entry.values)) return;
      const key = keyOf(ctx, entry.name);
      if (key === undefined || fits(parsed, key) || comparesVariables(element)) return;
      const target = betterOperator(element, key);
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `"${entry.name}" holds ${NOUNS[key.type]}, and "${operator.name}" compares ${NOUNS[parsed.family]}; use ${target === undefined ? OPERATORS[key.type] : `"${target}"`}`,
        fixes: () => fixesFor(element, target, ctx),
      });
    },
  },
};

function fits(parsed: ParsedOperator, key: ConditionKey): boolean {
  const { family } = parsed;
  if (family === key.type) return true;
  const textual = (type: string) => type === 'String' || type === 'ARN';
  if (textual(family) && textual(key.type)) return true;
  return family === 'Numeric' && key.name === 'aws:EpochTime';
}

/** IP operators take no variables, so AWS's own examples compare two addresses with StringNotEquals. */
function comparesVariables({ parsed, entry }: ConditionElement): boolean {
  return parsed?.family === 'String' && mayHoldVariable(entry);
}

/** The equal test of the key's family, if every value is of that type. */
function betterOperator({ parsed, entry }: ConditionElement, key: ConditionKey): string | undefined {
  if (parsed?.family !== 'String' || entry.values.open.length > 0) return undefined;
  const values = knownValues(entry.values.items);
  if (values.length === 0 || values.length !== entry.values.items.length) return undefined;
  const better = BETTER[key.type];
  if (better === undefined || !values.every(({ value }) => better.takes(value))) return undefined;
  const base = parsed.negated ? better.negated : better.plain;
  if (base === undefined || (base === 'Bool' && values.length > 1)) return undefined;
  return spellOperator(parsed, { base });
}

function fixesFor(element: ConditionElement, target: string | undefined, ctx: RuleContext) {
  return target === undefined ? [] : fix(`Test with "${target}"`, 'review', moveEntry(ctx, element, target));
}

interface Better {
  readonly plain: string;
  readonly negated?: string;
  takes(value: string): boolean;
}

const BETTER: Readonly<Partial<Record<ConditionKey['type'], Better>>> = {
  Bool: { plain: 'Bool', takes: isBoolean },
  Numeric: { plain: 'NumericEquals', negated: 'NumericNotEquals', takes: isNumber },
  Date: { plain: 'DateEquals', negated: 'DateNotEquals', takes: isDate },
  IPAddress: {
    plain: 'IpAddress',
    negated: 'NotIpAddress',
    takes: (value) => parseIpRange(value) !== undefined,
  },
};

const NOUNS: Readonly<Record<ParsedOperator['family'], string>> = {
  String: 'text',
  ARN: 'an ARN',
  Numeric: 'a number',
  Date: 'a date',
  Bool: 'true or false',
  IPAddress: 'an IP address',
  Binary: 'bytes',
  Null: 'nothing',
};

const OPERATORS: Readonly<Record<ConditionKey['type'], string>> = {
  String: 'a String operator',
  ARN: 'an Arn operator',
  Numeric: 'a Numeric operator',
  Date: 'a Date operator',
  Bool: '"Bool"',
  IPAddress: '"IpAddress" or "NotIpAddress"',
  Binary: '"BinaryEquals"',
};

import type { Dialect } from '../../dialects/dialect.ts';
import type { ConditionEntry, Statement } from '../../policy/model.ts';
import type { Settings } from '../../project.ts';
import type { ParsedOperator } from '../../rules/rule.ts';
import { wordsOf } from '../hover/statement-line.ts';
import { clip, code, escapeText } from '../markdown.ts';

type Accounts = NonNullable<Settings['accounts']>;

/** `when aws:SourceAccount is 111122223333 (production)`; undefined without conditions. */
export function conditionWords(
  statement: Statement,
  dialect: Dialect,
  accounts: Accounts,
): string | undefined {
  const { condition } = statement;
  if (condition === undefined) return undefined;
  const tests = condition.value.operators.flatMap(({ name, entries }) =>
    entries.map((entry) => testWords(name, dialect.parseOperator(name), entry, accounts)),
  );
  if (condition.value.open.length > 0) tests.push('what only Terraform knows holds');
  if (tests.length === 0) return undefined;
  const shown = tests.slice(0, MOST);
  const rest = tests.length - shown.length;
  return `when ${shown.join(' and ')}${rest === 0 ? '' : `, and ${rest} more conditions hold`}`;
}

const MOST = 4;

function testWords(
  name: string,
  operator: ParsedOperator | undefined,
  { name: key, values }: ConditionEntry,
  accounts: Accounts,
): string {
  const subject = subjectOf(operator, key);
  const shown = values.items.slice(0, MOST).map(({ text }) => valueWords(wordsOf(text), accounts));
  if (values.items.length > MOST) shown.push(`${values.items.length - MOST} more`);
  if (values.open.length > 0) shown.push('what only Terraform knows');
  const absent = operator?.ifExists === true ? ' (or is not there)' : '';
  if (operator?.base === 'Null') return `${subject} ${nullWords(values.items[0]?.text.value)}`;
  const verb = operator === undefined ? undefined : VERBS[operator.base];
  if (verb === undefined) return `${subject} passes ${code(clip(name, 60))} with ${shown.join(' or ')}`;
  const many = operator?.negated === true && shown.length > 1;
  const said = many ? (NONE_OF[verb] ?? verb) : verb;
  return `${subject} ${said} ${shown.join(many ? ', ' : ' or ')}${absent}`;
}

/** Of several values none may be the one. */
const NONE_OF: Readonly<Record<string, string>> = {
  'is not': 'is none of',
  'is, in any case, not': 'is, in any case, none of',
  'is not like': 'is like none of',
  'is not in': 'is in none of',
};

function subjectOf(operator: ParsedOperator | undefined, key: string): string {
  const shown = code(clip(key, 100));
  if (operator?.qualifier === 'ForAnyValue') return `one of the values of ${shown}`;
  if (operator?.qualifier === 'ForAllValues') return `every value of ${shown}, if there is any,`;
  return shown;
}

function nullWords(value: string | undefined): string {
  return value === 'true' ? 'is not there' : value === 'false' ? 'is there' : 'is there or not';
}

function valueWords(value: string, accounts: Accounts): string {
  const name = Object.hasOwn(accounts, value) ? accounts[value] : undefined;
  const shown = code(clip(value, 80));
  return name === undefined ? shown : `${shown} (${escapeText(clip(name, 60))})`;
}

/** By the operator without qualifier and `IfExists`. */
const VERBS: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringNotEquals: 'is not',
  StringEqualsIgnoreCase: 'is, in any case,',
  StringNotEqualsIgnoreCase: 'is, in any case, not',
  StringLike: 'is like',
  StringNotLike: 'is not like',
  NumericEquals: 'is',
  NumericNotEquals: 'is not',
  NumericLessThan: 'is less than',
  NumericLessThanEquals: 'is at most',
  NumericGreaterThan: 'is greater than',
  NumericGreaterThanEquals: 'is at least',
  DateEquals: 'is',
  DateNotEquals: 'is not',
  DateLessThan: 'is before',
  DateLessThanEquals: 'is not after',
  DateGreaterThan: 'is after',
  DateGreaterThanEquals: 'is not before',
  Bool: 'is',
  BinaryEquals: 'is',
  IpAddress: 'is in',
  NotIpAddress: 'is not in',
  ArnEquals: 'is like',
  ArnLike: 'is like',
  ArnNotEquals: 'is not like',
  ArnNotLike: 'is not like',
};

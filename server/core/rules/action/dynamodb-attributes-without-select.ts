import { matchesIgnoringCase } from '../../catalog/wildcard.ts';
import type { Condition } from '../../policy/model.ts';
import { setPath } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { effectOf } from './tag-rules.ts';

/** `dynamodb:Attributes` alone: a read that names no attributes returns all of them. */
export const dynamodbAttributesWithoutSelect: Rule = {
  id: 'dynamodb-attributes-without-select',
  code: 'DYNAMODB_ATTRIBUTES_WITHOUT_SELECT',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session', 'resource'],
  summary: 'A limit on DynamoDB attributes does not stop reads of whole items',
  check: {
    condition({ statement, operator, entry }, ctx) {
      if (entry.name.toLowerCase() !== 'dynamodb:attributes') return;
      const condition = statement.condition?.value;
      if (condition === undefined || isOpen(condition) || mayDemandSelect(condition, ctx)) return;
      if (ctx.dialect.parseOperator(operator.name)?.family !== 'String') return;
      if (effectOf(statement, ctx) !== 'Allow') return;
      const reads = (statement.action?.value.items ?? []).some(
        ({ text }) => text.value !== undefined && readsItems(text.value, ctx),
      );
      if (!reads) return;
      const path = [...statement.path, 'Condition', 'StringEqualsIfExists', 'dynamodb:Select'];
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message:
          '"dynamodb:Attributes" restricts the attributes that a request names, but a read that names none returns them all; demand "dynamodb:Select" SPECIFIC_ATTRIBUTES as well',
        fixes: () =>
          setPath(
            ctx,
            path,
            'SPECIFIC_ATTRIBUTES',
            'review',
            'Add StringEqualsIfExists "dynamodb:Select": "SPECIFIC_ATTRIBUTES"',
          ),
      });
    },
  },
};

function isOpen({ open, operators }: Condition): boolean {
  return open.length > 0 || operators.some((operator) => operator.open.length > 0);
}

/** Whether `dynamodb:Select` is held to SPECIFIC_ATTRIBUTES; other tests of the key get the benefit of the doubt. */
function mayDemandSelect({ operators }: Condition, ctx: RuleContext): boolean {
  return operators.some((operator) => {
    const parsed = ctx.dialect.parseOperator(operator.name);
    if (parsed?.family === 'Null') return false;
    return operator.entries.some(
      ({ name, values }) =>
        name.toLowerCase() === 'dynamodb:select' &&
        (parsed?.family !== 'String' ||
          parsed.negated ||
          values.open.length > 0 ||
          values.items.every(
            ({ text }) => text.value === undefined || matchesIgnoringCase(text.value, 'SPECIFIC_ATTRIBUTES'),
          )),
    );
  });
}

/** The reads whose answer can be a whole item, by the user guide of DynamoDB. */
const READS: ReadonlySet<string> = new Set(['batchgetitem', 'getitem', 'query', 'scan']);

function readsItems(value: string, ctx: RuleContext): boolean {
  const match = ctx.catalog.expand(value);
  if (match.kind === 'all') return true;
  if (match.kind !== 'one' && match.kind !== 'pattern') return false;
  const actions = match.kind === 'one' ? [match.action] : match.actions;
  return match.service.prefix === 'dynamodb' && actions.some(({ name }) => READS.has(name.toLowerCase()));
}

import { parseArn } from '../../catalog/arn.ts';
import type { ConditionEntry, ConditionOperator } from '../../policy/model.ts';
import type { TextRange } from '../../text/range.ts';
import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { type KeyTest, keyTests } from '../statement/keys.ts';

/** `aws:SourceAccount` 1111… with an `aws:SourceArn` of account 2222…: no request has both. */
export const sourceArnOfAnotherAccount: Rule = {
  id: 'source-arn-of-another-account',
  severity: 'error',
  dialects: ['aws'],
  summary: 'aws:SourceArn and aws:SourceAccount name different accounts',
  check: {
    statement(statement, ctx) {
      if (statement.condition?.value.operators.some(namesArn) !== true) return;
      const tests = keyTests(statement, ctx).filter(isDemand);
      const accounts = tests.find(({ key }) => key === 'aws:sourceaccount');
      const arns = tests.find(({ key }) => key === 'aws:sourcearn');
      if (accounts === undefined || arns === undefined) return;
      const wanted = literals(accounts);
      const named = literals(arns)?.map((arn) => parseArn(arn)?.account.text ?? '');
      if (wanted === undefined || named === undefined) return;
      if (![...wanted, ...named].every((account) => /^\d{12}$/.test(account))) return;
      if (named.some((account) => wanted.includes(account))) return;
      const { entry } = arns;
      ctx.report({
        at: rangeOf(entry),
        path: entry.path,
        message: `The source's ARN is of account ${named.join(', ')}, and "${accounts.entry.name}" asks for ${wanted.join(', ')}: both are tested, so no request passes; make the accounts agree`,
        related: [{ at: rangeOf(accounts.entry), path: accounts.entry.path, message: 'The other account' }],
        fixes: () => {
          const [asked, ...more] = accounts.entry.values.items;
          const [account, ...others] = new Set(named);
          if (asked === undefined || account === undefined || more.length + others.length > 0) return [];
          const title = `Ask for account ${account}, that of the ARN`;
          return replaceText(ctx, asked.text, account, 'review', title);
        },
      });
    },
  },
};

function namesArn({ entries }: ConditionOperator): boolean {
  return entries.some(({ name }) => SOURCE_ARN.test(name));
}

const SOURCE_ARN = /^aws:SourceArn$/i;

/** The request must have the key, with one of the values. */
function isDemand({ parsed }: KeyTest): boolean {
  if (parsed === undefined || parsed.negated || parsed.ifExists || parsed.qualifier === 'ForAllValues')
    return false;
  return parsed.family === 'String' || parsed.family === 'ARN';
}

/** Undefined where a value cannot be seen, or there is none. */
function literals({ entry }: KeyTest): readonly string[] | undefined {
  const { items, open } = entry.values;
  const values = items.flatMap(({ text }) => text.value ?? []);
  return open.length > 0 || values.length < items.length || values.length === 0 ? undefined : values;
}

/** Of its values: a block has more around them. */
function rangeOf({ values: { items, range } }: ConditionEntry): TextRange {
  const [first] = items;
  const last = items.at(-1);
  return first === undefined || last === undefined
    ? range
    : { start: first.text.range.start, end: last.text.range.end };
}

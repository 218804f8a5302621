import type { Item } from '../../../policy/model.ts';
import { rangeWithin } from '../../../policy/text.ts';
import type { RuleContext } from '../../../rules/rule.ts';
import type { ModuleRule } from './module-rule.ts';

/** `&{aws:username}` where nobody turns it into IAM's variable: in `jsonencode`, heredocs and JSON files. */
export const ampersandVariable: ModuleRule = {
  id: 'ampersand-variable',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'A policy variable is spelled as only the data source takes it',
  check: {
    resource: ({ item }, ctx) => judge(item, ctx),
    condition({ entry }, ctx) {
      for (const item of entry.values.items) judge(item, ctx);
    },
  },
  checkFile: () => [],
};

function judge({ text, path }: Item, ctx: RuleContext): void {
  const { value } = text;
  if (value === undefined || !value.includes('&{')) return;
  const match = VARIABLE.exec(value);
  if (match === null) return;
  const at = rangeWithin(text, match.index, match.index + match[0].length);
  ctx.report({
    at,
    path,
    message: `"${match[0]}" is plain text to AWS here; only some arguments of aws_iam_policy_document turn "&{" into "\${"`,
    fixes: () => {
      const edits = ctx.policy.write.part(at, `$${match[0].slice(1)}`);
      return edits.length === 0 ? [] : [{ title: `Write "\${" for "&{"`, applicability: 'review', edits }];
    },
  });
}

const VARIABLE = /&\{[A-Za-z][\w-]*:[^{}]+\}/;

import type { Field } from '../../policy/model.ts';
import { removePath, renameKey } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isHalfTyped } from './absence.ts';
import { nearNames } from './spelling.ts';

/** `"action"`, `"Statment"`, `"Comment"`: a key that the policy language does not have. */
export const invalidPolicyElement: Rule = {
  id: 'invalid-policy-element',
  code: 'INVALID_POLICY_ELEMENT',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A key is no element of a policy',
  check: {
    document(policy, ctx) {
      if (policy.others.length === 0) return;
      judge(policy, ctx.dialect.documentElements, ctx.dialect.statementElements, 'the document', ctx);
    },
    statement(statement, ctx) {
      if (statement.others.length === 0) return;
      judge(statement, ctx.dialect.statementElements, ctx.dialect.documentElements, 'a statement', ctx);
    },
  },
};

interface Keyed {
  readonly fields: readonly Field<unknown>[];
  readonly others: readonly Field<unknown>[];
}

type Names = readonly { readonly name: string }[];

function judge(
  { fields, others }: Keyed,
  here: Names,
  elsewhere: Names,
  place: string,
  ctx: RuleContext,
): void {
  const free = here.map(({ name }) => name).filter((name) => !fields.some((field) => field.name === name));
  for (const field of others) {
    const { name } = field;
    if (name === '' || isHalfTyped(field) || name.startsWith('Fn::')) continue;
    const near = nearNames(name, free);
    const strays = elsewhere.some((element) => element.name === name);
    ctx.report({
      at: field.key,
      path: field.path,
      message: messageOf(name, near[0], strays, place),
      fixes: () => [
        ...near.flatMap((meant) =>
          renameKey(ctx, field.path, meant, meant.toLowerCase() === name.toLowerCase() ? 'safe' : 'review'),
        ),
        ...removePath(ctx, field.path, 'review', `Remove "${name}"`),
      ],
    });
  }
}

function messageOf(name: string, near: string | undefined, strays: boolean, place: string): string {
  if (strays) {
    const home = place === 'a statement' ? 'beside "Statement"' : 'in a statement';
    return `"${name}" is no element of ${place}, so AWS refuses the policy; it belongs ${home}`;
  }
  if (near === undefined)
    return `"${name}" is no element of ${place}, so AWS refuses the policy; take it out`;
  const why = near.toLowerCase() === name.toLowerCase() ? 'element names are written as in' : 'did you mean';
  return `"${name}" is no element of ${place}, so AWS refuses the policy; ${why} "${near}"${why.startsWith('did') ? '?' : ''}`;
}

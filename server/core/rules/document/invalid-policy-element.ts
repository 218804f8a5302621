import type { Field, StatementElement } from '../../policy/model.ts';
import { removePath, renameKey } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isHalfTyped } from './absence.ts';
import { nearNames } from './spelling.ts';

/** `"action"`, `"Statment"`, `"Comment"`: a key that the policy language does not have. */
export const invalidPolicyElement: Rule = {
  id: 'invalid-policy-element',
  code: 'INVALID_POLICY_ELEMENT',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'A key is no element of a policy',
  check: {
    document(policy, ctx) {
      if (policy.others.length === 0 && ctx.dialect.doubtful.size === 0) return;
      judge(policy, ctx.dialect.documentElements, ctx.dialect.statementElements, 'the document', ctx);
    },
    statement(statement, ctx) {
      if (statement.others.length === 0 && ctx.dialect.doubtful.size === 0) return;
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
  for (const field of fields) {
    if (isDoubtful(field.name, ctx) && !isHalfTyped(field)) reportDoubtful(field, ctx);
  }
  const free = here.map(({ name }) => name).filter((name) => !fields.some((field) => field.name === name));
  for (const field of others) {
    const { name } = field;
    if (name === '' || isHalfTyped(field) || name.startsWith('Fn::')) continue;
    const near = nearNames(name, free);
    const strays = elsewhere.some((element) => element.name === name);
    ctx.report({
      at: field.key,
      path: field.path,
      message: messageOf(name, near[0], strays, place, ctx.dialect.cloud),
      fixes: () => [
        ...near.flatMap((meant) =>
          renameKey(ctx, field.path, meant, meant.toLowerCase() === name.toLowerCase() ? 'safe' : 'review'),
        ),
        ...removePath(ctx, field.path, 'review', `Remove "${name}"`),
      ],
    });
  }
}

/** Of other kinds of policies nobody can say. */
function isDoubtful(name: string, { dialect, kind }: RuleContext): boolean {
  if (!dialect.doubtful.has(name)) return false;
  return dialect.element(kind, name === 'Id' ? 'Sid' : (name as StatementElement)) === 'refused';
}

/** What the language surely does not document, and what nobody is known to have tried. */
function reportDoubtful(field: Field<unknown>, ctx: RuleContext): void {
  const { name } = field;
  const { cloud } = ctx.dialect;
  const label = name === 'Sid' || name === 'Id';
  ctx.report({
    at: field.key,
    path: field.path,
    severity: 'warning',
    message: `The policy language of ${cloud} has no "${name}", and it checks policies strictly; ${label ? 'remove it' : `say it with "${name.replace('Not', '')}"`}`,
    fixes: () => (label ? removePath(ctx, field.path, 'safe', `Remove "${name}"`) : []),
  });
}

function messageOf(
  name: string,
  near: string | undefined,
  strays: boolean,
  place: string,
  cloud: string,
): string {
  if (strays) {
    const home = place === 'a statement' ? 'beside "Statement"' : 'in a statement';
    return `"${name}" is no element of ${place}, so ${cloud} refuses the policy; it belongs ${home}`;
  }
  if (near === undefined)
    return `"${name}" is no element of ${place}, so ${cloud} refuses the policy; take it out`;
  const why = near.toLowerCase() === name.toLowerCase() ? 'element names are written as in' : 'did you mean';
  return `"${name}" is no element of ${place}, so ${cloud} refuses the policy; ${why} "${near}"${why.startsWith('did') ? '?' : ''}`;
}

import type { Field, List, Statement } from '../../../policy/model.ts';
import type { RuleContext } from '../../../rules/rule.ts';
import { removeStatement } from '../../../rules/statement/empty.ts';
import { goesWithoutResource, NEEDS_RESOURCE } from '../../../rules/statement/missing-resource.ts';
import type { ModuleRule } from './module-rule.ts';

/** `resources = []` in the data source: the provider leaves the element out, and AWS misses it. */
export const emptyList: ModuleRule = {
  id: 'empty-list',
  severity: 'error',
  dialects: ['aws'],
  summary: 'An empty list makes the provider leave out an element that the statement needs',
  check: {
    statement(statement, ctx) {
      if (ctx.policy.implied.emptyLists === undefined) return;
      const { action, notAction, resource, notResource } = statement;
      judge(statement, [action, notAction], 'Action', ctx);
      if (!NEEDS_RESOURCE.includes(ctx.kind)) return;
      if (ctx.kind === 'resource' && goesWithoutResource(statement, ctx)) return;
      judge(statement, [resource, notResource], 'Resource', ctx);
    },
  },
  checkFile: () => [],
};

function judge(
  statement: Statement,
  fields: readonly (Field<List> | undefined)[],
  element: string,
  ctx: RuleContext,
): void {
  const given = fields.filter((field) => field !== undefined);
  const [first] = given;
  if (first === undefined || !given.every(isEmptyList)) return;
  ctx.report({
    at: first.raw.range,
    path: first.path,
    message: `The provider leaves out an empty list, and AWS refuses a statement without "${element}"; name something or remove the statement`,
    fixes: () => removeStatement(statement, ctx),
  });
}

function isEmptyList({ raw }: Field<List>): boolean {
  return raw.type === 'list' && raw.items.length === 0 && raw.open.length === 0;
}

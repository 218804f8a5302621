import { insertStatement } from '../../policy/insert-statement.ts';
import type { Statement } from '../../policy/model.ts';
import { fix } from '../fixes.ts';
import type { Fix, ListElement, Rule, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { atActions } from './facts.ts';
import { mayAllow } from './may-allow.ts';

/** `oam:CreateLink` alone: a link shares types of telemetry, and each of them takes a right of its own service. */
export const linkWithoutSharedTypes: Rule = {
  id: 'link-without-shared-types',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['identity'],
  summary: 'Links to a monitoring account can be made, and nothing can be shared through them',
  check: atActions(({ lower }) => lower === 'oam:createlink' || lower === 'oam:updatelink', judge),
};

function judge({ item, field, index, negated, statement, value }: ListElement, ctx: RuleContext): void {
  if (negated || effectOf(statement, ctx.policy) !== 'Allow') return;
  // Once per statement.
  const before = field.value.items.slice(0, index);
  if (before.some(({ text }) => /^oam:(create|update)link$/i.test(text.value ?? ''))) return;
  if (SHARING.some((name) => mayAllow(ctx, name))) return;
  ctx.report({
    at: item.text.range,
    path: item.path,
    message: `"${value}" shares metrics, log groups and the like with a monitoring account, and each type takes the "…:Link" of its service, of which no statement here allows any; allow those that are to be shared, unless another policy does`,
    fixes: () => addition(statement, ctx),
  });
}

/** After the guide to cross-account observability: one for each type of telemetry. */
const SHARING: readonly string[] = [
  'cloudwatch:Link',
  'logs:Link',
  'xray:Link',
  'applicationinsights:Link',
  'internetmonitor:Link',
  'application-signals:Link',
];

/** None of them takes an ARN that the author would know. */
function addition(statement: Statement, ctx: RuleContext): readonly Fix[] {
  if (typeof statement.path.at(-1) !== 'number') return [];
  const offered = [
    { title: 'Let metrics be shared', actions: SHARING.slice(0, 1) },
    { title: 'Let every type be shared', actions: SHARING },
  ];
  return offered.flatMap(({ title, actions }) => {
    const [only = '', ...more] = actions;
    const added = { Effect: 'Allow', Action: more.length === 0 ? only : actions, Resource: '*' };
    return fix(title, 'review', insertStatement(ctx.policy, statement, added));
  });
}

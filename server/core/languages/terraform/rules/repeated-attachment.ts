import type { ManagedPolicy } from '../../../catalog/catalog.ts';
import { statementsOf } from '../../../catalog/policy-text.ts';
import { covers, coversIgnoringCase } from '../../../catalog/wildcard.ts';
import { attachmentsOf, nameOf, type PolicyAttachment } from './attachments.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { report } from './wiring.ts';

/** Two of AWS's policies on one role, of which one has all that the other has. */
export const repeatedAttachment: ModuleRule = {
  id: 'repeated-attachment',
  severity: 'hint',
  dialects: ['aws'],
  summary: 'A policy is attached beside another one that has all of it',
  tags: ['unnecessary'],
  check: {},
  *checkFile(file, ctx) {
    const attachments = attachmentsOf(ctx);
    for (const own of attachments) {
      if (own.file !== file || own.holder === undefined) continue;
      for (const other of attachments) {
        if (other === own || other.holder !== own.holder) continue;
        const said = judge(own, other, attachments, ctx);
        if (said === undefined) continue;
        const related = [
          { at: other.at, uri: other.file.source.uri, message: 'The policy that has all of it' },
        ];
        yield { ...report(own.at, said), related };
        break;
      }
    }
  },
};

function judge(
  own: PolicyAttachment,
  other: PolicyAttachment,
  all: readonly PolicyAttachment[],
  { catalog }: ModuleRuleContext,
): string | undefined {
  if (!('managed' in own.policy) || !('managed' in other.policy)) return undefined;
  const narrow = catalog?.managedPolicy(nameOf(own.policy.managed));
  const wide = catalog?.managedPolicy(nameOf(other.policy.managed));
  if (narrow === undefined || wide === undefined) return undefined;
  if (narrow === wide) {
    return all.indexOf(own) < all.indexOf(other)
      ? undefined
      : `"${narrow.name}" is attached to ${own.holder} twice; take one of the two away`;
  }
  const missing = lacks(wide, narrow);
  if (missing === undefined) return undefined;
  if (missing.length === 0) {
    // Of two that say the same, the later one goes.
    const alike = lacks(narrow, wide)?.length === 0 && all.indexOf(own) < all.indexOf(other);
    return alike
      ? undefined
      : `"${wide.name}" on the same ${kindOf(own)} has all of "${narrow.name}"; one of the two is enough`;
  }
  if (SUFFICES[narrow.name] !== wide.name) return undefined;
  return `"${wide.name}" on the same ${kindOf(own)} is enough to run the CloudWatch agent; "${narrow.name}" adds only ${missing.join(', ')}. Keep one of the two, that of the servers where no configuration is saved`;
}

/** Policies beside which another is not needed, though it has a little more. Source: the CloudWatch agent's guide. */
const SUFFICES: Readonly<Record<string, string>> = {
  CloudWatchAgentServerPolicy: 'CloudWatchAgentAdminPolicy',
};

/** `role`. */
function kindOf({ holder = '' }: PolicyAttachment): string {
  return /^(?:aws_iam_)?(role|user|group)\b/.exec(holder)?.[1] ?? 'identity';
}

/** Actions that one policy allows and another does not, on the same resources; undefined where that is not plain to see. */
function lacks(wide: ManagedPolicy, narrow: ManagedPolicy): readonly string[] | undefined {
  const theirs = grantsOf(wide);
  const ours = grantsOf(narrow);
  if (theirs === undefined || ours === undefined) return undefined;
  // A condition of the wider one may take away what the narrower one gives.
  const free = theirs.filter(({ conditional }) => !conditional);
  return [
    ...new Set(
      ours.flatMap(({ action, resource }) => {
        const has = free.some(
          (one) => coversIgnoringCase(one.action, action) && covers(one.resource, resource),
        );
        return has ? [] : [action];
      }),
    ),
  ];
}

interface Grant {
  readonly action: string;
  readonly resource: string;
  readonly conditional: boolean;
}

/** Undefined for policies that deny, or list what they do not mean. */
function grantsOf({ versions }: ManagedPolicy): readonly Grant[] | undefined {
  const text = versions.at(-1)?.document();
  if (text === undefined) return undefined;
  const grants: Grant[] = [];
  for (const { Effect, Action, Resource, Condition } of statementsOf(text)) {
    if (Effect !== 'Allow' || Action === undefined || Resource === undefined) return undefined;
    for (const action of listOf(Action))
      for (const resource of listOf(Resource))
        grants.push({ action, resource, conditional: Condition !== undefined });
  }
  return grants;
}

function listOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

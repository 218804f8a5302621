import { actionPatterns } from '../../../catalog/policy-text.ts';
import { coversIgnoringCase } from '../../../catalog/wildcard.ts';
import type { PolicyDocument } from '../../../policy/model.ts';
import type { Related } from '../../../rules/rule.ts';
import { effectOf } from '../../../rules/statement/effect.ts';
import { attributesAt } from '../consumers.ts';
import type { Attribute, Block, Expr } from '../hcl/ast.ts';
import type { LinkedModule } from '../link.ts';
import { attributeOf } from '../module.ts';
import { attachmentsOf, nameOf } from './attachments.ts';
import { leavesOf, mentionOf } from './expressions.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { report } from './wiring.ts';

/** Every instance of a fleet can write parameters: the CloudWatch agent's guide gives that to one instance, for a moment. */
export const fleetWritesParameters: ModuleRule = {
  id: 'fleet-writes-parameters',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'Instances started from a template may write parameters',
  check: {},
  *checkFile(file, ctx) {
    for (const block of file.hcl.body.blocks) {
      if (block.type !== 'resource') continue;
      for (const { value } of profileArguments(block)) {
        const role = roleOf(value, ctx.linked);
        const writes = role === undefined ? undefined : writer(role, ctx);
        if (role === undefined || writes === undefined) continue;
        yield {
          ...report(
            value.range,
            `Every instance that is started from this gets "${role}" by its profile, and that role can write parameters; keep "ssm:PutParameter" to the one role that saves the configuration, and take it away afterwards`,
          ),
          related: [writes],
        };
      }
    }
  },
};

/** Where blocks that start many instances name the profile. */
const PROFILES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_launch_template', ['iam_instance_profile.name', 'iam_instance_profile.arn']],
  ['aws_launch_configuration', ['iam_instance_profile']],
  [
    'aws_spot_fleet_request',
    ['launch_specification.iam_instance_profile', 'launch_specification.iam_instance_profile_arn'],
  ],
]);

function profileArguments({ labels, body }: Block): readonly Attribute[] {
  const paths = PROFILES.get(labels[0]?.text ?? '') ?? [];
  return paths.flatMap((path) => attributesAt(body, path.split('.')));
}

/** The module's role behind a profile, `aws_iam_role.server`. */
function roleOf(profile: Expr, { module }: LinkedModule): string | undefined {
  for (const leaf of leavesOf(profile)) {
    const mention = mentionOf(leaf);
    if (mention?.type !== 'aws_iam_instance_profile' || mention.data) continue;
    const block = module.resources.get(`${mention.type}.${mention.name}`)?.node;
    const argument = block === undefined ? undefined : attributeOf(block.body, 'role');
    const role = argument === undefined ? undefined : mentionOf(argument.value);
    if (role?.type === 'aws_iam_role' && !role.data) return `${role.type}.${role.name}`;
  }
  return undefined;
}

/** What lets the role write parameters. */
function writer(role: string, ctx: ModuleRuleContext): Related | undefined {
  const attached = attachmentsOf(ctx).filter(({ holder }) => holder === role);
  for (const { policy, file, at } of attached) {
    if (!('managed' in policy)) continue;
    const text = ctx.catalog?.managedPolicy(nameOf(policy.managed))?.versions.at(-1)?.document();
    if (text !== undefined && [...actionPatterns(text)].some(isWriting))
      return { at, uri: file.source.uri, message: `"${nameOf(policy.managed)}" allows it` };
  }
  const own = new Set(attached.flatMap(({ policy }) => ('resource' in policy ? [policy.resource] : [])));
  for (const { document, file, consumers } of ctx.linked.found.policies) {
    const given = consumers.some(({ name, use, facts }) => {
      const on = use.attachedTo?.target;
      const isRole = on !== undefined && 'target' in on && on.target === role && facts.kind === 'identity';
      return isRole || own.has(name);
    });
    const at = given ? writingIn(document) : undefined;
    if (at !== undefined) return { at, uri: file.source.uri, message: 'Allowed here' };
  }
  return undefined;
}

function writingIn(document: PolicyDocument) {
  for (const statement of document.statements) {
    if (effectOf(statement, document) !== 'Allow') continue;
    const item = statement.action?.value.items.find(({ text }) => isWriting(text.value ?? ''));
    if (item !== undefined) return item.text.range;
  }
  return undefined;
}

/** By name or pattern. Administrators may do it anyway. */
function isWriting(action: string): boolean {
  return /^ssm:/i.test(action) && coversIgnoringCase(action, 'ssm:PutParameter');
}

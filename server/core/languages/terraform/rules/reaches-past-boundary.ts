import type { Item } from '../../../policy/model.ts';
import type { Report } from '../../../rules/rule.ts';
import { effectOf } from '../../../rules/statement/effect.ts';
import type { Consumer } from '../consumers.ts';
import type { Block } from '../hcl/ast.ts';
import type { LinkedModule } from '../link.ts';
import { attributeOf, type ModuleFile } from '../module.ts';
import type { ModulePolicy } from '../policies.ts';
import type { ModuleRule } from './module-rule.ts';
import { report } from './wiring.ts';

/** A resource policy that names a user or role with a permissions boundary: what it gives is not all within the boundary. */
export const reachesPastBoundary: ModuleRule = {
  id: 'reaches-past-boundary',
  severity: 'info',
  dialects: ['aws'],
  summary: 'A resource policy names a user or role that has a permissions boundary',
  check: {},
  *checkFile(file, { linked }) {
    for (const policy of linked.found.policiesIn(file.source)) {
      const takers = policy.consumers.filter(({ use: { kind } }) => kind === 'resource' || kind === 'trust');
      if (takers.length > 0) yield* judge(policy, takers, linked);
    }
  },
};

function* judge(
  { document }: ModulePolicy,
  takers: readonly Consumer[],
  linked: LinkedModule,
): Iterable<Report> {
  for (const statement of document.statements) {
    if (effectOf(statement, document) !== 'Allow') continue;
    for (const { kind, values } of statement.principal?.value.entries ?? []) {
      if (kind !== 'AWS') continue;
      for (const item of values.items) {
        const target = identityOf(item);
        const bounded = target === undefined ? undefined : boundaryOf(target, takers, linked);
        if (target === undefined || bounded === undefined) continue;
        yield {
          ...report(item.text.range, MESSAGES[kindOf(target)](target)),
          path: item.path,
          related: [{ ...bounded, message: 'The boundary' }],
        };
      }
    }
  }
}

type Kind = 'user' | 'role';

const MESSAGES: Readonly<Record<Kind, (target: string) => string>> = {
  user: (target) =>
    `"${target}" has a permissions boundary, and what a resource policy of the same account gives to the user by name is not limited by what that leaves out; deny it in the boundary where it is to be kept from the user`,
  role: (target) =>
    `"${target}" has a permissions boundary: in the same account it limits what this gives to the role as a whole, but not what is given to one of its sessions by name`,
};

function kindOf(target: string): Kind {
  return target.startsWith('aws_iam_user.') ? 'user' : 'role';
}

/** `aws_iam_role.x` of a principal that is its ARN. */
function identityOf({ text }: Item): string | undefined {
  const [piece, ...more] = text.pieces;
  if (piece?.kind !== 'hole' || more.length > 0) return undefined;
  const { target, attribute } = piece.reference ?? {};
  if (target === undefined || attribute !== 'arn') return undefined;
  return /^aws_iam_(user|role)\.[^.]+$/.test(target) ? target : undefined;
}

/** Undefined where it may be none, and where the policy may be one of another account. */
function boundaryOf(target: string, takers: readonly Consumer[], { module }: LinkedModule) {
  const block = module.resources.get(target);
  const boundary = block === undefined ? undefined : attributeOf(block.node.body, 'permissions_boundary');
  if (block === undefined || boundary === undefined) return undefined;
  const provider = providerOf(block.node, block.file);
  if (takers.every((taker) => providerOf(taker.block, taker.file) !== provider)) return undefined;
  // What a variable or a conditional gives may be null.
  const { kind } = boundary.value;
  const certain =
    kind === 'template' || (kind === 'traversal' && !/^(var|local|each)$/.test(boundary.value.root));
  return certain ? { at: boundary.range, uri: block.file.source.uri } : undefined;
}

function providerOf({ body }: Block, { source: { text } }: ModuleFile): string {
  const range = attributeOf(body, 'provider')?.value.range;
  return range === undefined ? '' : text.slice(range.start, range.end);
}

import type { DialectName } from '../../policy/model.ts';
import type { PolicyUse } from '../../policy/use.ts';
import { NAMES } from '../completion/skeletons.ts';
import { escapeText, link, paragraphs } from '../markdown.ts';
import { pages, RAM_GUIDE } from '../reference.ts';

/** What a kind of policy does, and what else must agree. Our words, after the IAM and Organizations guides. */
export const KINDS: Readonly<Record<PolicyUse['kind'], string>> = {
  identity:
    'Attached to a user, group or role and says what they may do. It has no `Principal`. Inline policies belong to one identity, managed policies can be attached to many.',
  resource:
    'Attached to a resource and says who may do what with it; every statement needs a `Principal`. It is always inline in the service: managed policies cannot be used there. Callers of another account need an identity policy of their own too.',
  trust:
    'The resource policy of a role: it says who may assume the role and get its temporary credentials. What the role may do stands in its identity policies.',
  scp: 'Caps what the accounts of an organization can do, their root users included. It grants nothing: identity or resource policies must still allow.',
  rcp: 'Caps access to the resources of an organization’s accounts, whoever calls. It grants nothing: other policies must still allow.',
  boundary:
    'The maximum for a user or role. It grants nothing: effective is only what both the boundary and the identity policies allow. A resource policy that names the user or a role session itself is not limited by it.',
  session:
    'Passed when a session begins. Effective is only what both it and the role’s policies allow; a resource policy that names the session can add to that.',
  endpoint:
    'Attached to a VPC endpoint and caps what can be done through it. It replaces no identity or resource policy.',
  unknown: 'It is not known what this document is attached to.',
};

/** How this document is read, and how to say otherwise. */
export function describeUse(use: PolicyUse): string {
  const target = use.attachedTo === undefined ? '' : ` of ${escapeText(use.attachedTo.service)}`;
  return paragraphs([`Read as **${NAMES[use.kind]}**${target} (${BY[use.by]}). ${KINDS[use.kind]}`]);
}

const BY: Readonly<Record<PolicyUse['by'], string>> = {
  consumer: 'by the place where it is used',
  setting: 'by your settings',
  file: 'by the name of the file',
  content: 'by its content',
  default: 'nothing says otherwise',
};

/** How IAM decides, for `Effect` and its values. */
export function describeEffect(
  effect: string | undefined,
  use: PolicyUse,
  dialect: DialectName = 'aws',
): string {
  const { together, also, page } = DECISIONS[dialect];
  const head =
    effect === 'Deny'
      ? '**`Deny`** · an explicit deny wins over every allow, wherever that stands'
      : effect === 'Allow'
        ? '**`Allow`** · permits what no policy denies'
        : undefined;
  return paragraphs([
    head,
    effect === undefined ? together : DENIED,
    also,
    effect === 'Allow' && LIMITING.has(use.kind)
      ? `In a ${NAMES[use.kind]} ${'`Allow`'} grants nothing; it leaves room for what other policies allow.`
      : undefined,
    page,
  ]);
}

/** What each kind does where several apply. After the page that the hover links to. */
const TOGETHER = [
  '| Policy | Part in the decision |',
  '|---|---|',
  '| identity policy | grants; in the own account, it or the resource policy is enough |',
  '| resource policy | grants; for another account, both must allow |',
  '| trust policy | lets callers assume the role; needed in any case |',
  '| permissions boundary, session policy | cap what identity policies grant |',
  '| SCP, RCP | cap accounts, or their resources |',
  '| any `Deny` | wins |',
].join('\n');

/** By the language. */
const DECISIONS: Readonly<
  Record<DialectName, { readonly together: string; readonly also: string; readonly page: string }>
> = {
  aws: {
    together: TOGETHER,
    also: 'Organization policies, boundaries and session policies must allow as well: each of them only takes away.',
    page: link('How IAM decides', pages.evaluation),
  },
  ram: {
    together: [
      '| Policy | Part in the decision |',
      '|---|---|',
      '| control policy of the resource directory | caps accounts; comes first |',
      '| session policy | caps what the role grants |',
      '| policy of a user, group or role | grants, first for the account and then for the resource group |',
      '| policy of a resource, trust policy | grants; to assume a role takes both the caller’s policy and the trust |',
      '| any `Deny` | wins |',
    ].join('\n'),
    also: 'A policy is attached for the whole account or for one resource group; there it reaches only resources of the group, of services that support such groups.',
    page: link('Alibaba Cloud reference', RAM_GUIDE),
  },
};

const DENIED =
  'What no statement allows is denied anyway (implicit deny). An explicit `Deny` in any policy that applies wins.';

const LIMITING: ReadonlySet<string> = new Set(['scp', 'boundary', 'session', 'endpoint']);

import type { ElementFacts, PrincipalKindFacts } from './dialect.ts';

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements';

/** Elements at the root of a document, in the order in which AWS writes them. */
export const documentElements: readonly ElementFacts[] = [
  {
    name: 'Version',
    summary:
      'The version of the policy language, not of your policy. `2012-10-17` is current; without it policy variables such as `${aws:username}` are plain text.',
    href: `${GUIDE}_version.html`,
  },
  {
    name: 'Id',
    summary:
      'A name for the document. Some services want it in resource policies; elsewhere it has no effect.',
    href: `${GUIDE}_id.html`,
  },
  {
    name: 'Statement',
    summary:
      'The permissions: one statement or a list of them. An explicit deny in any of them wins over every allow.',
    href: `${GUIDE}_statement.html`,
  },
];

/** Elements of a statement, in the order in which AWS writes them. */
export const statementElements: readonly ElementFacts[] = [
  {
    name: 'Sid',
    summary:
      'A name for the statement: letters and digits, unique in the document. It has no effect on access.',
    href: `${GUIDE}_sid.html`,
  },
  {
    name: 'Effect',
    summary:
      '`Allow` or `Deny`. What no statement allows is denied anyway; an explicit `Deny` wins over every `Allow`, wherever that stands.',
    href: `${GUIDE}_effect.html`,
  },
  {
    name: 'Principal',
    summary:
      'Who: accounts, users, roles, federated users or services. Resource and trust policies need it; identity policies must not have it, since they act for whoever they are attached to.',
    href: `${GUIDE}_principal.html`,
  },
  {
    name: 'NotPrincipal',
    summary:
      'Everyone but these. Meant for `Deny` only: with `Allow` it opens the resource to everybody else. AWS advises conditions on `aws:PrincipalArn` instead.',
    href: `${GUIDE}_notprincipal.html`,
  },
  {
    name: 'Action',
    summary:
      'The operations, as `service:Operation` with `*` and `?` as wildcards. A request must be permitted both for its action and for the resource it touches, whichever way it is made: console, command line or API.',
    href: `${GUIDE}_action.html`,
  },
  {
    name: 'NotAction',
    summary:
      'Every operation but these. With `Allow` that is a very large grant: it includes services that AWS adds tomorrow.',
    href: `${GUIDE}_notaction.html`,
  },
  {
    name: 'Resource',
    summary:
      'The objects the statement covers, as ARNs with `*` and `?` as wildcards, or `*` alone. A request must be permitted both for its action and for the resource it touches.',
    href: `${GUIDE}_resource.html`,
  },
  {
    name: 'NotResource',
    summary: 'Every resource but these. With `Allow` that includes all resources that will ever be made.',
    href: `${GUIDE}_notresource.html`,
  },
  {
    name: 'Condition',
    summary:
      'When the statement counts: operators, each with condition keys and values. All operators and keys must be met, and one value of each key suffices.',
    href: `${GUIDE}_condition.html`,
  },
];

export const principalKinds: readonly PrincipalKindFacts[] = [
  {
    name: 'AWS',
    summary:
      'Accounts, users, roles and role sessions. An account (its number or its `:root` ARN) stands for whoever that account allows, not only for its root user; those callers need an identity policy of their own account too.',
    example: 'arn:aws:iam::111122223333:root',
  },
  {
    name: 'Service',
    summary:
      'AWS services that act for you, by their principal name. Fence them with `aws:SourceArn` or `aws:SourceAccount`.',
    example: 'ec2.amazonaws.com',
  },
  {
    name: 'Federated',
    summary:
      'Users of an outside identity provider, in trust policies: a SAML or OIDC provider, or a web identity domain.',
    example: 'arn:aws:iam::111122223333:saml-provider/Example',
  },
  {
    name: 'CanonicalUser',
    summary: 'An account by its canonical user ID, for Amazon S3 and CloudFront origin access identities.',
    example: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be',
  },
];

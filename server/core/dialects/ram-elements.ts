import type { ElementFacts, PrincipalKindFacts } from './dialect.ts';

const GUIDE = 'https://www.alibabacloud.com/help/en/ram/';

/** Elements at the root of a document. */
export const documentElements: readonly ElementFacts[] = [
  {
    name: 'Version',
    summary: 'The version of the policy language: always the string `"1"`.',
    href: GUIDE,
  },
  {
    name: 'Statement',
    summary:
      'The permissions, as a list of statements. A deny in any of them wins over every allow; what nothing allows is denied.',
    href: GUIDE,
  },
];

/** Elements of a statement. The documented grammar has no `Sid`, `NotResource` or `NotPrincipal`. */
export const statementElements: readonly ElementFacts[] = [
  {
    name: 'Effect',
    summary: '`Allow` or `Deny`, in this spelling. A deny wins over every allow, wherever that stands.',
    href: GUIDE,
  },
  {
    name: 'Principal',
    summary:
      'Who: in trust policies of roles an object of `RAM`, `Service` and `Federated`, in OSS bucket policies a list of account UIDs. Policies that are attached to users, groups and roles have none.',
    href: GUIDE,
  },
  {
    name: 'Action',
    summary:
      'The operations, as `service-code:Operation` with `*` as wildcard. Letter case hardly counts, but write names as they are published.',
    href: GUIDE,
  },
  {
    name: 'NotAction',
    summary: 'Every operation but these. With `Allow` that is a very large grant.',
    href: GUIDE,
  },
  {
    name: 'Resource',
    summary:
      'The objects the statement covers, as `acs:service-code:region:account:relative-id` with `*` and `?` as wildcards, or `*` alone. Trust policies have none.',
    href: GUIDE,
  },
  {
    name: 'Condition',
    summary:
      'When the statement counts: operators, each with condition keys and values. All operators and keys must be met, and one value of each key suffices.',
    href: GUIDE,
  },
];

export const principalKinds: readonly PrincipalKindFacts[] = [
  {
    name: 'RAM',
    summary:
      'An account (`:root`), a RAM user or a role. An account stands for every user and role there that is permitted to assume roles, not only for its owner.',
    example: 'acs:ram::1234567890123456:root',
  },
  {
    name: 'Service',
    summary:
      'Services of Alibaba Cloud that act for you. RAM users cannot assume a role that trusts a service.',
    example: 'ecs.aliyuncs.com',
  },
  {
    name: 'Federated',
    summary: 'Users of an outside identity provider, by the ARN of the SAML or OIDC provider.',
    example: 'acs:ram::1234567890123456:saml-provider/example',
  },
];

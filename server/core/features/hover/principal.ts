import { parseArn } from '../../catalog/arn.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { DialectName } from '../../policy/model.ts';
import { code, escapeText, paragraphs } from '../markdown.ts';
import { guideLink, pages } from '../reference.ts';
import { ramPrincipalWords } from './ram-principal.ts';

/** One value of `Principal`, by the key it stands under; `undefined` for the bare string. */
export function describePrincipal(
  catalog: Catalog,
  kind: string | undefined,
  value: string,
): string | undefined {
  const body = WORDS[catalog.dialect](catalog, kind, value);
  if (body === undefined) return undefined;
  return paragraphs([
    `**${code(value)}** · ${body.what}`,
    ...body.notes,
    guideLink(catalog, 'Principals', pages.principal),
  ]);
}

/** What a principal is, and what to know of it. */
export interface PrincipalWords {
  readonly what: string;
  readonly notes: readonly string[];
}

const WORDS: Readonly<
  Record<
    DialectName,
    (catalog: Catalog, kind: string | undefined, value: string) => PrincipalWords | undefined
  >
> = { aws: bodyOf, ram: ramPrincipalWords };

function bodyOf(catalog: Catalog, kind: string | undefined, value: string): PrincipalWords | undefined {
  if (value === '*') return { what: 'everyone', notes: [EVERYONE] };
  if (kind === 'Service') return serviceBody(catalog, value);
  if (kind === 'CanonicalUser')
    return {
      what: 'an account by its canonical user ID',
      notes: ['Amazon S3 shows it as the account’s ARN later.'],
    };
  if (kind === 'Federated') return federatedBody(value);
  if (/^\d{12}$/.test(value))
    return {
      what: 'an account',
      notes: [`The same as ${code(`arn:aws:iam::${value}:root`)}.`, ACCOUNT, CROSS_ACCOUNT],
    };
  if (/^A(IDA|ROA)[A-Z0-9]{12,}$/.test(value))
    return {
      what: value.startsWith('AROA') ? 'a role by its unique ID' : 'a user by its unique ID',
      notes: [
        'IAM shows the ID where the user or role has been deleted; a new one of the same name is not meant.',
      ],
    };
  return arnBody(value);
}

const EVERYONE =
  'All AWS accounts and callers who are not signed in. Only conditions, such as `aws:PrincipalOrgID`, narrow it.';

const ACCOUNT =
  'Stands for whoever that account allows, not only for its root user: the account’s own identity policies decide. AWS advises against using the root user for daily work.';

const CROSS_ACCOUNT =
  'Callers of another account need an identity policy there that allows the same. A user or role of the same account that is named itself needs none.';

function serviceBody(catalog: Catalog, value: string): PrincipalWords {
  const known = catalog.servicePrincipals.includes(value.toLowerCase());
  const near = known ? [] : catalog.nearestServicePrincipals(value, 1);
  return {
    what: 'an AWS service',
    notes: [
      'In a role’s trust policy it makes a service role: the service assumes the role and acts with its permissions, which administrators can edit. In a resource’s policy the service itself gets access.',
      'A service works for many customers: limit it with `aws:SourceArn` or `aws:SourceAccount`, so that nobody else’s resource can use your permission.',
      ...(near[0] === undefined
        ? []
        : [`Not in the list of known service principals; near it: ${code(near[0])}`]),
    ],
  };
}

function federatedBody(value: string): PrincipalWords {
  const what = /:oidc-provider\//.test(value)
    ? 'an OIDC identity provider'
    : /:saml-provider\//.test(value)
      ? 'a SAML identity provider'
      : 'a web identity provider';
  return {
    what,
    notes: [
      'Anyone whom the provider signs in may assume the role, unless conditions on the token’s audience and subject narrow it.',
    ],
  };
}

function arnBody(value: string): PrincipalWords | undefined {
  const arn = parseArn(value);
  if (arn === undefined) return undefined;
  const [type = '', ...rest] = arn.resource.text.split('/');
  const name = code(rest.at(-1) ?? '');
  const account = arn.account.text === '' ? '' : ` of account ${escapeText(arn.account.text)}`;
  switch (type) {
    case 'root':
      return { what: `account ${escapeText(arn.account.text)}`, notes: [ACCOUNT, CROSS_ACCOUNT] };
    case 'role':
      return {
        what: `role ${name}${account}`,
        notes: [
          ...(rest[0] === 'aws-service-role'
            ? [
                'A service-linked role: it belongs to the service. You can see its permissions but not edit them.',
              ]
            : [
                'Every session of the role. Roles give temporary credentials to whom their trust policy names.',
              ]),
          CROSS_ACCOUNT,
        ],
      };
    case 'user':
      return {
        what: `user ${name}${account}`,
        notes: [
          'Users have long-term credentials; where possible let people and programs use roles.',
          CROSS_ACCOUNT,
        ],
      };
    case 'assumed-role':
      return { what: `one session of role ${code(rest[0] ?? '')}${account}`, notes: [CROSS_ACCOUNT] };
    case 'federated-user':
      return { what: `federated user ${name}${account}`, notes: [CROSS_ACCOUNT] };
    case 'group':
      return {
        what: `group ${name}${account}`,
        notes: ['A group cannot be a principal: it cannot sign in. Name its users or a role.'],
      };
    default:
      return undefined;
  }
}

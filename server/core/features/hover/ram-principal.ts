import { parseArn } from '../../catalog/arn.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { code, escapeText } from '../markdown.ts';
import type { PrincipalWords } from './principal.ts';

/** What a value of a RAM principal stands for. */
export function ramPrincipalWords(
  catalog: Catalog,
  kind: string | undefined,
  value: string,
): PrincipalWords | undefined {
  if (value === '*') return { what: 'everyone', notes: ['All accounts, and callers who are not signed in.'] };
  if (kind === 'Service') {
    const near = catalog.servicePrincipals.includes(value) ? [] : catalog.nearestServicePrincipals(value, 1);
    return {
      what: 'a service of Alibaba Cloud',
      notes: [
        'The service assumes the role and acts with its permissions. RAM users cannot assume a role that trusts a service.',
        ...(near[0] === undefined ? [] : [`Near it: ${code(near[0])}`]),
      ],
    };
  }
  if (/^\d{16}$/.test(value)) return { what: 'an account by its UID', notes: [] };
  const arn = parseArn(value);
  if (arn === undefined) return undefined;
  const [type = '', ...rest] = arn.resource.text.split('/');
  const name = code(rest.join('/'));
  const account = arn.account.text === '' ? '' : ` of account ${escapeText(arn.account.text)}`;
  switch (type) {
    case 'root':
      return { what: `account ${escapeText(arn.account.text)}`, notes: [ROOT] };
    case 'user':
      return { what: `RAM user ${name}${account}`, notes: [BOTH] };
    case 'role':
      return { what: `role ${name}${account}`, notes: [BOTH] };
    case 'saml-provider':
    case 'oidc-provider':
      return {
        what: type === 'saml-provider' ? 'a SAML provider' : 'an OIDC provider',
        notes: [
          `The action is ${code('sts:AssumeRole')} here too. Narrow SAML by ${code('saml:recipient')}.`,
        ],
      };
    default:
      return undefined;
  }
}

const ROOT =
  'Stands for every RAM user and role of that account that is permitted to assume roles, not for its owner alone.';

const BOTH = 'Who assumes the role needs a policy that allows it, as well as this trust.';

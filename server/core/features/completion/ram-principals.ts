import type { Place } from '../place.ts';
import { workspaceArns } from '../workspace-arns.ts';
import type { CompletionItem } from './list.ts';
import type { Template } from './spelling.ts';
import { templateItem } from './template-item.ts';

/** Values under a kind of principal of RAM, services aside. */
export function ramPrincipals(place: Place, kind: string): readonly CompletionItem[] {
  const known = workspaceArns(place.engine, place.project, place.dialect.name);
  const account = known.accounts[0] ?? place.dialect.account.example;
  const arn = (...rest: Template): Template => ['acs:ram::', { stop: 1, text: account }, ':', ...rest];
  const seen = (known.arns.get('ram') ?? [])
    .filter((one) => (kind === 'Federated') === one.includes('-provider/'))
    .slice(0, MAX_SEEN)
    .map((one, index) =>
      templateItem(place, [one], 'in this workspace', `0${String(index).padStart(2, '0')}`),
    );
  if (kind === 'Federated')
    return [
      ...seen,
      templateItem(place, arn('saml-provider/', { stop: 2, text: 'Name' }), 'a SAML provider', '2'),
      templateItem(place, arn('oidc-provider/', { stop: 2, text: 'Name' }), 'an OIDC provider', '3'),
    ];
  return [
    ...seen,
    templateItem(place, arn('root'), 'an account', '2'),
    templateItem(place, arn('role/', { stop: 2, text: 'RoleName' }), 'a role', '3'),
    templateItem(place, arn('user/', { stop: 2, text: 'UserName' }), 'a RAM user', '4'),
  ];
}

const MAX_SEEN = 20;

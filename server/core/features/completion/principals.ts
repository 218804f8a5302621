import type { DialectName } from '../../policy/model.ts';
import type { Place } from '../place.ts';
import { workspaceArns } from '../workspace-arns.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { principalReferences } from './module-references.ts';
import { ramPrincipals } from './ram-principals.ts';
import { spellKeyTemplate, type Template } from './spelling.ts';
import { templateItem } from './template-item.ts';

/** The value of `Principal` itself: everyone, or an object of kinds. */
export function completePrincipalBody(place: Place): CompletionList {
  const { cursor, dialect } = place;
  const quoted = cursor.text !== undefined && cursor.text.range.start < cursor.text.inner.start;
  const star: CompletionItem = {
    label: '*',
    kind: 'principal',
    detail: 'everyone, signed in or not',
    newText: cursor.spell('*'),
    sortText: '9',
    topic: 'principal',
  };
  const kinds = quoted
    ? []
    : dialect.principalKinds.map(
        ({ name, example }, index): CompletionItem => ({
          label: name,
          kind: 'element',
          detail: example,
          newText: cursor.spellSnippet({ value: `{ "${name}": "$1" }` }),
          snippet: true,
          sortText: String(index),
          topic: 'principal-kind',
          retrigger: true,
        }),
      );
  return { range: cursor.replace, items: [...kinds, star], incomplete: false };
}

/** Keys of the object: kinds that it does not have yet. */
export function completePrincipalKind(place: Place): CompletionList {
  const { cursor, dialect, statement, spot } = place;
  const field =
    spot.at === 'principal-kind' && spot.name === 'NotPrincipal'
      ? statement?.notPrincipal
      : statement?.principal;
  const present = new Set(
    (field?.value.entries ?? [])
      .filter(({ key }) => cursor.offset < key.range.start || cursor.offset > key.range.end)
      .map(({ kind }) => kind),
  );
  const items = dialect.principalKinds
    .filter(({ name }) => !present.has(name))
    .map(
      ({ name, example }, index): CompletionItem => ({
        label: name,
        kind: 'element',
        detail: example,
        newText: spellKeyTemplate(cursor, [name], '"$1"'),
        snippet: true,
        sortText: String(index),
        retrigger: true,
      }),
    );
  return { range: cursor.replace, items, incomplete: false, topic: 'principal-kind' };
}

/** Values under a kind. */
export function completePrincipals(place: Place, kind: string): CompletionList {
  const items = kind === 'Service' ? services(place) : NAMED[place.dialect.name](place, kind);
  const wanted = [...principalReferences(place, kind), ...(kind === 'CanonicalUser' ? [] : items)];
  return { range: place.cursor.replace, items: wanted, incomplete: false, topic: 'principal' };
}

/** Who stands under a kind, services aside, in each language. */
const NAMED: Readonly<Record<DialectName, (place: Place, kind: string) => readonly CompletionItem[]>> = {
  aws: (place, kind) => (kind === 'Federated' ? federated(place) : accounts(place)),
  ram: ramPrincipals,
};

function services(place: Place): readonly CompletionItem[] {
  return servicePrincipals(place).map(({ name, seen }) => ({
    label: name,
    kind: 'principal',
    newText: place.cursor.spell(name),
    ...(seen ? { sortText: `0${name}`, detail: 'in this workspace' } : {}),
  }));
}

/** Those that the workspace names first, then all that are known. */
export function servicePrincipals(
  place: Place,
): readonly { readonly name: string; readonly seen: boolean }[] {
  const seen = workspaceArns(place.engine, place.project, place.dialect.name).servicePrincipals;
  const rest = place.catalog.servicePrincipals.filter((name) => !seen.includes(name));
  return [...seen.map((name) => ({ name, seen: true })), ...rest.map((name) => ({ name, seen: false }))];
}

function accounts(place: Place): readonly CompletionItem[] {
  const known = workspaceArns(place.engine, place.project, place.dialect.name);
  const partition = known.partitions[0] ?? 'aws';
  const account = known.accounts[0] ?? '111122223333';
  const iam = (resource: Template, number = account): Template => [
    `arn:${partition}:iam::`,
    { stop: 1, text: number },
    ':',
    ...resource,
  ];
  return [
    ...seenPrincipals(place, /:(user|role)\//),
    ...known.accounts
      .slice(0, MAX_SEEN)
      .map((id, index) =>
        templateItem(place, [`arn:${partition}:iam::${id}:root`], 'whoever the account allows', `1${index}`),
      ),
    templateItem(place, iam(['root']), 'an account', '2'),
    templateItem(place, iam(['role/', { stop: 2, text: 'RoleName' }]), 'a role', '3'),
    templateItem(place, iam(['user/', { stop: 2, text: 'UserName' }]), 'a user', '4'),
    templateItem(
      place,
      [
        `arn:${partition}:sts::`,
        { stop: 1, text: account },
        ':assumed-role/',
        { stop: 2, text: 'RoleName' },
        '/',
        { stop: 3, text: 'SessionName' },
      ],
      'one session of a role',
      '5',
    ),
    templateItem(place, ['*'], 'everyone, signed in or not', '9'),
  ].filter(({ label }, index, all) => all.findIndex((other) => other.label === label) === index);
}

const MAX_SEEN = 20;

function federated(place: Place): readonly CompletionItem[] {
  const known = workspaceArns(place.engine, place.project, place.dialect.name);
  const provider = (resource: Template): Template => [
    `arn:${known.partitions[0] ?? 'aws'}:iam::`,
    { stop: 1, text: known.accounts[0] ?? '111122223333' },
    ':',
    ...resource,
  ];
  return [
    ...seenPrincipals(place, /:(oidc|saml)-provider\//),
    templateItem(
      place,
      provider(['oidc-provider/token.actions.githubusercontent.com']),
      'GitHub Actions',
      '2',
    ),
    templateItem(
      place,
      provider(['oidc-provider/', { stop: 2, text: 'example.com' }]),
      'an OIDC provider',
      '3',
    ),
    templateItem(place, provider(['saml-provider/', { stop: 2, text: 'Name' }]), 'a SAML provider', '4'),
    ...WEB_IDENTITIES.map((name) => templateItem(place, [name], 'web identity', `5${name}`)),
  ];
}

/** Providers that IAM knows without an ARN. */
const WEB_IDENTITIES = [
  'cognito-identity.amazonaws.com',
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
];

function seenPrincipals(place: Place, form: RegExp): readonly CompletionItem[] {
  const arns = workspaceArns(place.engine, place.project, place.dialect.name).arns.get('iam') ?? [];
  return arns
    .filter((arn) => form.test(arn))
    .slice(0, MAX_SEEN)
    .map((arn, index) =>
      templateItem(place, [arn], 'in this workspace', `0${String(index).padStart(2, '0')}`),
    );
}

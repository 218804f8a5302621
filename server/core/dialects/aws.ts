import type { StatementElement } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';
import { own } from '../text/own.ts';
import { documentElements, principalKinds, statementElements } from './aws-elements.ts';
import { operators } from './aws-operators.ts';
import type { Dialect } from './dialect.ts';
import { ramForAws } from './foreign.ts';
import { operatorParser } from './operators.ts';

/** AWS IAM's policy language. Facts from the IAM User Guide and the Organizations guide. */
export const aws: Dialect = {
  name: 'aws',
  cloud: 'AWS',
  service: 'IAM',
  arn: { prefix: 'arn', fields: 6, form: 'arn:partition:service:region:account:resource' },
  account: { example: '111122223333', digits: 12, form: 'twelve digits', principal: '111122223333' },
  keyPrefix: 'aws',
  ownPrincipal: 'AWS',
  variables: true,
  qualifiers: true,
  ownPrincipals: new Set(),
  principalKindOf,
  doubtful: new Set(),
  foreign: ramForAws,
  versions: ['2012-10-17', '2008-10-17'],
  documentElements,
  statementElements,
  operators,
  principalKinds,
  parseOperator: operatorParser(operators, { qualifiers: true, ifExists: true }),
  element: (kind, name) => own(ELEMENTS[kind] ?? {}, name) ?? 'unknown',
};

function principalKindOf(value: string): string | undefined {
  if (/-provider\//.test(value)) return 'Federated';
  if (/^arn:|^\d{12}$/.test(value)) return 'AWS';
  if (/\.amazonaws\.com(\.cn)?$/.test(value)) {
    return value.startsWith('cognito-identity.') ? 'Federated' : 'Service';
  }
  if (/^[0-9a-f]{64}$/.test(value)) return 'CanonicalUser';
  return WEB_IDENTITY.has(value) ? 'Federated' : undefined;
}

const WEB_IDENTITY: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
]);

type Needs = Readonly<Partial<Record<StatementElement, 'required' | 'optional' | 'refused'>>>;

const identity: Needs = {
  Sid: 'optional',
  Effect: 'required',
  Principal: 'refused',
  NotPrincipal: 'refused',
  Action: 'required',
  NotAction: 'optional',
  Resource: 'required',
  NotResource: 'optional',
  Condition: 'optional',
};

const resource: Needs = { ...identity, Principal: 'required', NotPrincipal: 'optional' };

/** `required` holds for the pair: `NotAction` stands for `Action` where it is optional. */
const ELEMENTS: Readonly<Partial<Record<PolicyKind, Needs>>> = {
  identity,
  boundary: identity,
  session: identity,
  scp: identity,
  resource,
  endpoint: resource,
  trust: {
    ...resource,
    NotPrincipal: 'refused',
    Resource: 'refused',
    NotResource: 'refused',
  },
  rcp: { ...identity, Principal: 'required', NotAction: 'refused' },
};

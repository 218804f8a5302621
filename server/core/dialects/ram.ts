import type { StatementElement } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';
import { own } from '../text/own.ts';
import { operators as awsOperators } from './aws-operators.ts';
import type { Dialect, RefusedOperator } from './dialect.ts';
import { awsForRam } from './foreign.ts';
import { operatorParser } from './operators.ts';
import { documentElements, principalKinds, statementElements } from './ram-elements.ts';

/** Families of operators that RAM has; the operators in them are those of AWS, and mean the same. */
const FAMILIES: ReadonlySet<string> = new Set(['String', 'Numeric', 'Date', 'Bool', 'IPAddress']);
const operators = awsOperators.filter(({ family }) => FAMILIES.has(family));
const parseOperator = operatorParser(operators, { qualifiers: false, ifExists: false });

/** Alibaba Cloud's policy language. Facts from its documentation, where they are not marked otherwise. */
export const ram: Dialect = {
  name: 'ram',
  cloud: 'Alibaba Cloud',
  service: 'RAM',
  arn: {
    prefix: 'acs',
    fields: 5,
    form: 'acs:service:region:account:relative-id',
    // MaxCompute's policies for roles in a project: acs:odps:*:projects/name.
    exceptions: new Set(['odps']),
  },
  account: {
    example: '1234567890123456',
    digits: 16,
    form: 'sixteen digits',
    principal: 'acs:ram::1234567890123456:root',
  },
  keyPrefix: 'acs',
  ownPrincipal: 'RAM',
  versions: ['1'],
  documentElements,
  statementElements,
  operators,
  principalKinds,
  variables: false,
  qualifiers: false,
  ownPrincipals: new Set(['resource', 'endpoint']),
  principalKindOf,
  // Not in the grammar; nobody has told what the service says to them.
  doubtful: new Set(['Sid', 'Id', 'NotResource', 'NotPrincipal']),
  foreign: awsForRam,
  parseOperator,
  refusedOperator,
  element: (kind, name) => own(ELEMENTS[kind] ?? {}, name) ?? 'unknown',
};

/** `IfExists` and `Null` are refused by name, as users report; of the others it is known only that no list has them. */
function refusedOperator(name: string): RefusedOperator | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/i.exec(name);
  const base = match?.[2]?.toLowerCase() ?? '';
  const known = awsOperators.find((one) => one.name.toLowerCase() === base);
  if (match === null || known === undefined) return undefined;
  const translated =
    awsForRam.operators[base] ?? (parseOperator(known.name) === undefined ? undefined : known.name);
  if (base === 'null' || match[3] !== undefined) {
    const what = base === 'null' ? 'Null' : 'IfExists';
    const loss =
      base === 'null'
        ? 'it cannot ask whether a key is there'
        : 'without it a request that lacks the key does not meet the test';
    return { why: `RAM has no "${what}": ${loss}`, instead: translated, severity: 'error' };
  }
  const what = match[1] === undefined ? 'it is an operator of AWS' : `"${match[1]}:" belongs to AWS`;
  return { why: `RAM documents no such operator, ${what}`, instead: translated, severity: 'warning' };
}

function principalKindOf(value: string): string | undefined {
  if (value.endsWith('.aliyuncs.com')) return 'Service';
  if (!value.startsWith('acs:ram:')) return undefined;
  return value.includes('-provider/') ? 'Federated' : 'RAM';
}

type Needs = Readonly<Partial<Record<StatementElement, 'required' | 'optional' | 'refused'>>>;

const identity: Needs = {
  Sid: 'refused',
  Effect: 'required',
  Principal: 'refused',
  NotPrincipal: 'refused',
  Action: 'required',
  NotAction: 'optional',
  Resource: 'required',
  NotResource: 'refused',
  Condition: 'optional',
};

const trust: Needs = { ...identity, Principal: 'required', Resource: 'refused' };

/** Services that take policies on their resources each have their own idea of the language: KMS gives statements names. */
const resource: Needs = {
  ...identity,
  Sid: 'optional',
  Principal: 'optional',
  NotPrincipal: 'optional',
  Resource: 'optional',
  NotResource: 'optional',
};

/** `required` holds for the pair: `NotAction` stands for `Action` where it is optional. */
const ELEMENTS: Readonly<Partial<Record<PolicyKind, Needs>>> = {
  identity,
  session: identity,
  scp: identity,
  resource,
  endpoint: resource,
  trust,
};

import type { StatementElement } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';
import type { ParsedOperator } from '../rules/rule.ts';
import { own } from '../text/own.ts';
import { documentElements, principalKinds, statementElements } from './aws-elements.ts';
import { operators } from './aws-operators.ts';
import type { Dialect, OperatorFacts } from './dialect.ts';

/** AWS IAM's policy language. Facts from the IAM User Guide and the Organizations guide. */
export const aws: Dialect = {
  name: 'aws',
  versions: ['2012-10-17', '2008-10-17'],
  documentElements,
  statementElements,
  operators,
  principalKinds,
  parseOperator,
  element: (kind, name) => own(ELEMENTS[kind] ?? {}, name) ?? 'unknown',
};

const byName = new Map<string, OperatorFacts>(operators.map((facts) => [facts.name.toLowerCase(), facts]));
const parsedOperators = new Map<string, ParsedOperator | undefined>();

function parseOperator(name: string): ParsedOperator | undefined {
  if (parsedOperators.has(name)) return parsedOperators.get(name);
  const parsed = takeApart(name);
  if (parsedOperators.size < 10_000) parsedOperators.set(name, parsed);
  return parsed;
}

function takeApart(name: string): ParsedOperator | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/i.exec(name);
  const facts = byName.get(match?.[2]?.toLowerCase() ?? '');
  if (match === null || facts === undefined) return undefined;
  const qualifier = match[1]?.toLowerCase();
  return {
    qualifier:
      qualifier === undefined ? undefined : qualifier === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue',
    base: facts.name,
    family: facts.family,
    negated: facts.negated,
    wild: facts.wild,
    ifExists: match[3] !== undefined,
  };
}

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

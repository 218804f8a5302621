import type { Action } from '../../catalog/catalog.ts';
import type { ArnHolder } from '../../catalog/terraform.ts';
import type { Candidate } from '../../languages/language.ts';
import type { Statement } from '../../policy/model.ts';
import type { Reference } from '../../policy/text.ts';
import { own } from '../../text/own.ts';
import { wordsOf } from '../hover/statement-line.ts';
import type { Place } from '../place.ts';
import { resourceTypesOf } from '../statement-actions.ts';
import { expressionOf } from './expressions.ts';
import type { CompletionItem } from './list.ts';
import { plainText, spellReference } from './spelling.ts';

/** ARNs of the module's own resources that the actions take, the resource that the policy sits on before all others. */
export function resourceReferences(place: Place, actions: readonly Action[]): readonly CompletionItem[] {
  const candidates = candidatesOf(place);
  if (candidates.length === 0) return [];
  const { terraform } = place.catalog;
  const target = ownTarget(place);
  const present = presentWords(place.statement, place.cursor.offset);
  const found = new Map<string, CompletionItem>();
  resourceTypesOf(actions).forEach(({ type, uses }, index) => {
    const holders = [
      ...terraform.typesOf(type.service, type.name),
      ...type.arns.flatMap((arn) => terraform.typesAbove(arn)),
    ];
    for (const { candidate, attribute, suffix } of matches(candidates, holders)) {
      const rank = `${candidate.target === target?.target ? 0 : 1}${String(index).padStart(3, '0')}`;
      const detail =
        uses.length === actions.length
          ? type.name
          : `${type.name}, ${uses.length} of ${actions.length} actions`;
      const item = referenceItem(place, candidate, attribute, { suffix, detail, rank });
      if (item !== undefined && !found.has(item.label) && !present.has(item.label))
        found.set(item.label, item);
    }
  });
  return [...found.values()];
}

/** Roles and users of the module, or its identity providers, as principals. */
export function principalReferences(place: Place, kind: string): readonly CompletionItem[] {
  const { terraform } = place.catalog;
  const candidates = candidatesOf(place);
  const holders = (own(PRINCIPALS, kind) ?? []).flatMap((type) => terraform.typesOf('iam', type));
  const arns = matches(candidates, holders).map(({ candidate, attribute }) =>
    referenceItem(place, candidate, attribute, { detail: 'in this module', rank: '0' }),
  );
  const values = (own(VALUES_BY_PRINCIPAL, kind) ?? []).flatMap((holder) =>
    valueItems(place, candidates, holder),
  );
  return [...arns, ...values].filter((item) => item !== undefined);
}

const PRINCIPALS: Readonly<Record<string, readonly string[]>> = {
  AWS: ['role', 'user'],
  Federated: ['oidc-provider', 'saml-provider'],
};

/** An attribute that holds such a value. */
interface ValueHolder {
  readonly type: string;
  readonly attribute: string;
}

const ACCOUNT: ValueHolder = { type: 'data.aws_caller_identity', attribute: 'account_id' };

const VALUES_BY_PRINCIPAL: Readonly<Record<string, readonly ValueHolder[]>> = {
  AWS: [ACCOUNT],
  CanonicalUser: [{ type: 'data.aws_canonical_user_id', attribute: 'id' }],
};

/** Values of a condition key that the module knows: its account, its network, ARNs of its resources. */
export function valueReferences(place: Place, key: string): readonly CompletionItem[] {
  const candidates = candidatesOf(place);
  if (candidates.length === 0) return [];
  const name = key.toLowerCase();
  const values = (own(VALUES_BY_KEY, name) ?? []).flatMap((holder) => valueItems(place, candidates, holder));
  if (values.length > 0) return values;
  if (place.catalog.conditionKey(key)?.type !== 'ARN') return [];
  if (name === 'aws:principalarn')
    return principalReferences(place, 'AWS').filter(({ label }) => label.endsWith('arn'));
  return candidates
    .filter(({ type }) => place.catalog.terraform.arns(type, 'arn').length > 0 && !POLICY_TYPES.test(type))
    .slice(0, MAX_ARNS)
    .flatMap(
      (candidate) => referenceItem(place, candidate, 'arn', { detail: 'in this module', rank: '0' }) ?? [],
    );
}

/** Things that never call. */
const POLICY_TYPES = /^(data\.)?aws_iam_(policy|group)/;

const MAX_ARNS = 100;

const ORGANIZATION: readonly ValueHolder[] = [
  'data.aws_organizations_organization',
  'aws_organizations_organization',
].map((type) => ({ type, attribute: 'id' }));
const ofType = (name: string): readonly ValueHolder[] =>
  [`aws_${name}`, `data.aws_${name}`].map((type) => ({ type, attribute: 'id' }));

const VALUES_BY_KEY: Readonly<Record<string, readonly ValueHolder[]>> = {
  'aws:sourceaccount': [ACCOUNT],
  'aws:principalaccount': [ACCOUNT],
  'aws:resourceaccount': [ACCOUNT],
  'kms:calleraccount': [ACCOUNT],
  's3:resourceaccount': [ACCOUNT],
  'aws:principalorgid': ORGANIZATION,
  'aws:resourceorgid': ORGANIZATION,
  'aws:sourceorgid': ORGANIZATION,
  'aws:sourcevpc': ofType('vpc'),
  'aws:sourcevpce': ofType('vpc_endpoint'),
};

function valueItems(
  place: Place,
  candidates: readonly Candidate[],
  { type, attribute }: ValueHolder,
): readonly CompletionItem[] {
  return candidates
    .filter((candidate) => candidate.type === type)
    .flatMap(
      (candidate) =>
        referenceItem(place, candidate, attribute, { detail: 'in this module', rank: '1' }) ?? [],
    );
}

function candidatesOf({ engine, project, uri, cursor }: Place): readonly Candidate[] {
  const source = project.sources.get(uri);
  if (source === undefined || cursor.refer === undefined) return [];
  return engine.languageOf(source)?.candidates?.(source, project) ?? [];
}

interface Match {
  readonly candidate: Candidate;
  readonly attribute: string;
  readonly suffix: string;
}

/** In the order of the holders; attributes of nested blocks are left out. */
function matches(candidates: readonly Candidate[], holders: readonly ArnHolder[]): readonly Match[] {
  return holders.flatMap(({ type, attribute, dataSource, suffix = '' }) =>
    candidates
      .filter((one) => one.type === type || (dataSource === true && one.type === `data.${type}`))
      .filter(() => !attribute.includes('.'))
      .map((candidate) => ({ candidate, attribute, suffix })),
  );
}

function ownTarget({ use }: Place): Reference | undefined {
  const target = use.attachedTo?.target;
  return target !== undefined && 'target' in target ? target : undefined;
}

/** What the statement's lists have already, apart from what is being typed. */
function presentWords(statement: Statement | undefined, offset: number): ReadonlySet<string> {
  const lists = [statement?.resource?.value, statement?.notResource?.value];
  return new Set(
    lists.flatMap((list) =>
      (list?.items ?? []).flatMap(({ text }) =>
        text.range.start <= offset && offset <= text.range.end ? [] : [wordsOf(text)],
      ),
    ),
  );
}

function referenceItem(
  { cursor }: Place,
  candidate: Candidate,
  attribute: string,
  { suffix = '', detail, rank }: { readonly suffix?: string; readonly detail: string; readonly rank: string },
): CompletionItem | undefined {
  const expression = expressionOf(candidate, attribute);
  const newText = spellReference(cursor, expression, suffix);
  if (newText === undefined) return undefined;
  const words = plainText(expression);
  const label = suffix === '' ? words : `\${${words}}${suffix}`;
  return {
    label,
    kind: 'resource',
    detail,
    newText,
    snippet: true,
    filterText: words,
    sortText: `!${rank}${label}`,
  };
}

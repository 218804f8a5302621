import type { Cursor } from '../../policy/cursor.ts';
import type { Place } from '../place.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { fillTemplate, partAtCursor, plainText, spellTemplate, type Template } from './spelling.ts';

/**
 * Policy variables that make sense in a value or ARN, with what they become. Single-valued keys only; those that are absent
 * for some callers say so. After the IAM User Guide's page about variables.
 */
const VARIABLES: readonly { readonly name: Template; readonly detail: string }[] = [
  { name: ['aws:username'], detail: 'name of the IAM user; absent for roles' },
  { name: ['aws:userid'], detail: 'unique ID of the caller' },
  { name: ['aws:PrincipalTag/', { stop: 1, text: 'key' }], detail: 'tag of the caller' },
  { name: ['aws:PrincipalAccount'], detail: 'account of the caller' },
  { name: ['aws:PrincipalArn'], detail: 'ARN of the caller' },
  { name: ['aws:PrincipalOrgID'], detail: 'organization of the caller' },
  { name: ['aws:PrincipalType'], detail: 'kind of the caller' },
  { name: ['aws:ResourceAccount'], detail: 'account of the resource' },
  { name: ['aws:ResourceOrgID'], detail: 'organization of the resource' },
  { name: ['aws:ResourceTag/', { stop: 1, text: 'key' }], detail: 'tag of the resource' },
  { name: ['aws:RequestTag/', { stop: 1, text: 'key' }], detail: 'tag in the request' },
  { name: ['aws:SourceAccount'], detail: 'account on whose behalf a service calls' },
  { name: ['aws:SourceIdentity'], detail: 'source identity of the session' },
  { name: ['aws:SourceVpc'], detail: 'VPC that the request comes from' },
  { name: ['aws:SourceVpce'], detail: 'VPC endpoint that the request comes from' },
  { name: ['aws:SourceIp'], detail: 'public address of the caller' },
  { name: ['aws:RequestedRegion'], detail: 'Region of the request' },
  { name: ['aws:CurrentTime'], detail: 'time of the request' },
  { name: ['aws:FederatedProvider'], detail: 'identity provider of the session' },
  { name: ['cognito-identity.amazonaws.com:sub'], detail: 'identity ID in Amazon Cognito' },
  { name: ['saml:sub'], detail: 'subject of the SAML assertion' },
  { name: ['*'], detail: 'the character *' },
  { name: ['?'], detail: 'the character ?' },
  { name: ['$'], detail: 'the character $' },
];

/** The name inside an unfinished `${`. Undefined elsewhere, and where the document's version has no variables. */
export function completeVariableName(place: Place): CompletionList | undefined {
  const { cursor } = place;
  const typed = /\$\{([^}${]*)$/.exec(cursor.before)?.[1];
  if (typed === undefined || !hasVariables(place)) return undefined;
  const part = partAtCursor(cursor, typed.length, '}"*/: ');
  if (part === undefined) return undefined;
  const text = place.project.sources.get(place.uri)?.text ?? '';
  const opening = openingOf(cursor);
  const wrong = text.slice(part.start - opening.length, part.start) !== opening;
  if (wrong && text.slice(part.start - 2, part.start) !== '${') return undefined;
  const range = wrong ? { start: part.start - 2, end: part.end } : part;
  const closing = text[part.end] === '}' ? '' : '}';
  const items = VARIABLES.map(
    ({ name, detail }, index): CompletionItem => ({
      label: plainText(name),
      kind: 'variable',
      detail,
      newText: fillTemplate([wrong ? opening : '', ...name, closing]),
      snippet: true,
      sortText: String(index).padStart(2, '0'),
      ...(wrong ? { filterText: `\${${plainText(name)}` } : {}),
    }),
  );
  return { range, items, incomplete: false, topic: 'variable' };
}

/** What a variable begins with in the syntax of the file: template languages want `$${` or `&{`. */
function openingOf(cursor: Cursor): string {
  const spelled = cursor.spell('${x}');
  return spelled.slice(0, Math.max(0, spelled.indexOf('x}'))).replace(/^"/, '');
}

/** Whole values that are one variable. */
export function variableItems(place: Place): readonly CompletionItem[] {
  if (!hasVariables(place)) return [];
  return VARIABLES.filter(({ name }) => plainText(name).includes(':')).map(({ name, detail }, index) => ({
    label: `\${${plainText(name)}}`,
    kind: 'variable',
    detail,
    newText: spellTemplate(place.cursor, ['${', ...name, '}']),
    snippet: true,
    sortText: `8${String(index).padStart(2, '0')}`,
    topic: 'variable',
  }));
}

/** Variables came with version 2012-10-17; older documents take them for plain text. */
function hasVariables({ cursor, dialect }: Place): boolean {
  const { version, implied } = cursor.policy;
  if (!dialect.variables) return false;
  return (version?.value?.value ?? implied.version) === dialect.versions[0];
}

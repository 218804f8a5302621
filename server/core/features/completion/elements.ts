import type { ElementFacts } from '../../dialects/dialect.ts';
import type { Field, StatementElement } from '../../policy/model.ts';
import { touches } from '../../text/range.ts';
import type { Place } from '../place.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { statementSkeletons } from './skeletons.ts';
import { spellKeyTemplate } from './spelling.ts';

/** Names of elements at the root that are still missing. */
export function completeDocumentKey(place: Place): CompletionList {
  const { cursor, dialect } = place;
  const present = presentNames(cursor.policy.fields, cursor.offset);
  const items = dialect.documentElements.flatMap(({ name }, index): readonly CompletionItem[] => {
    if (present.has(name) && cursor.repeats?.(name) !== true) return [];
    const value = name === 'Version' ? `"${dialect.versions[0]}"` : documentValue(name, place);
    const rank = name === 'Id' ? 'z' : String(index);
    return [elementItem(place, name, value, rank, undefined)];
  });
  return { range: cursor.replace, items, incomplete: false, topic: 'element' };
}

function documentValue(name: string, place: Place): string {
  if (name !== 'Statement') return '"$1"';
  return `[${statementSkeletons(place.use.kind, place.dialect.ownPrincipal)[0]?.value ?? '{ $1 }'}]`;
}

/** Names of elements of a statement that are still missing and that the kind of policy takes. */
export function completeStatementKey(place: Place): CompletionList {
  const { cursor, dialect, statement } = place;
  const present = presentNames(statement?.fields ?? [], cursor.offset);
  const items = dialect.statementElements.flatMap((facts, index): readonly CompletionItem[] => {
    const name = facts.name as StatementElement;
    const again = cursor.repeats?.(name) === true;
    if ((present.has(name) && !again) || present.has(counterpart(name))) return [];
    const standing = standingOf(place, facts);
    if (standing === 'refused' || cursor.refuses?.(name) === true) return [];
    const implied = name === 'Effect' && cursor.policy.implied.effect !== undefined;
    const required = standing === 'required' && !implied;
    const needed = (required || (standing === 'usual' && !implied)) && !name.startsWith('Not');
    const rank = standing === 'elsewhere' ? 'z' : needed ? '0' : name.startsWith('Not') ? '2' : '1';
    const detail =
      standing === 'elsewhere'
        ? 'in policies of resources and roles'
        : required && needed
          ? 'required'
          : undefined;
    return [elementItem(place, name, skeletonOf(name, place), `${rank}${index}`, detail)];
  });
  return { range: cursor.replace, items, incomplete: false, topic: 'element' };
}

/**
 * Where the kind is no more than the default, what it refuses may still be what the author is about to make of it; where
 * it is unknown, most policies are those of identities.
 */
function standingOf(
  place: Place,
  facts: ElementFacts,
): 'required' | 'usual' | 'optional' | 'refused' | 'elsewhere' {
  const { kind, by } = place.use;
  const name = facts.name as StatementElement;
  const standing = place.dialect.element(kind, name);
  if (standing === 'unknown')
    return place.dialect.element('identity', name) === 'required' ? 'usual' : 'optional';
  if (standing === 'refused' && by === 'default') return 'elsewhere';
  return standing;
}

function counterpart(name: string): string {
  return name.startsWith('Not') ? name.slice(3) : `Not${name}`;
}

function elementItem(
  place: Place,
  name: string,
  value: string,
  sortText: string,
  detail: string | undefined,
): CompletionItem {
  const label = place.cursor.label?.(name) ?? name;
  return {
    label,
    kind: 'element',
    newText: spellKeyTemplate(place.cursor, [name], value),
    ...(label === name ? {} : { topic: `element ${name}` as const }),
    snippet: true,
    sortText,
    retrigger: true,
    ...(detail === undefined ? {} : { detail }),
  };
}

function skeletonOf(name: StatementElement, place: Place): string {
  const { kind } = place.use;
  switch (name) {
    case 'Sid':
      return '"$1"';
    case 'Effect':
      return kind === 'scp' || kind === 'rcp' ? '"${1|Deny,Allow|}"' : '"${1|Allow,Deny|}"';
    case 'Principal':
    case 'NotPrincipal':
      if (kind === 'rcp') return '"*"';
      return kind === 'trust' ? '{ "Service": "$1" }' : `{ "${place.dialect.ownPrincipal}": "$1" }`;
    case 'Action':
      return kind === 'trust' ? '"$1"' : '["$1"]';
    case 'NotAction':
      return '["$1"]';
    case 'Resource':
    case 'NotResource':
      return '"$1"';
    case 'Condition':
      return '{ $1 }';
  }
}

/** Without the field whose key is being typed. */
function presentNames(fields: readonly Field<unknown>[], offset: number): ReadonlySet<string> {
  return new Set(fields.filter(({ key }) => !touches(key, offset)).map(({ name }) => name));
}

/** Where a statement object is to come. */
export function completeStatementBody(place: Place): CompletionList {
  const { cursor, use } = place;
  const items = statementSkeletons(use.kind, place.dialect.ownPrincipal).map(
    ({ label, value, detail }, index): CompletionItem => ({
      label,
      kind: 'skeleton',
      detail,
      newText: cursor.spellSnippet({ value }),
      snippet: true,
      sortText: String(index),
      retrigger: true,
    }),
  );
  return { range: cursor.replace, items, incomplete: false };
}

/** Values of `Version`, with what a wrong choice costs. */
export function completeVersion(place: Place): CompletionList {
  const items = place.dialect.versions.map(
    (version, index): CompletionItem => ({
      label: version,
      kind: 'value',
      detail: index === 0 ? 'current' : 'old: no policy variables',
      newText: place.cursor.spell(version),
      sortText: String(index),
    }),
  );
  return { range: place.cursor.replace, items, incomplete: false };
}

/** Values of `Effect`. */
export function completeEffect(place: Place): CompletionList {
  const deny = place.use.kind === 'scp' || place.use.kind === 'rcp';
  const items = ['Allow', 'Deny'].map(
    (effect): CompletionItem => ({
      label: effect,
      kind: 'value',
      detail: effect === 'Deny' ? 'wins over every Allow' : 'permits what nothing denies',
      newText: place.cursor.spell(effect),
      sortText: deny === (effect === 'Deny') ? '0' : '1',
    }),
  );
  return { range: place.cursor.replace, items, incomplete: false };
}

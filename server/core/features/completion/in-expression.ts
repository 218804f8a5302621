import type { TextRange } from '../../text/range.ts';
import type { Place } from '../place.ts';
import { actionsOf } from '../statement-actions.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { principalReferences, resourceReferences, valueReferences } from './module-references.ts';
import { spellReference } from './spelling.ts';
import { completeVariableName } from './variables.ts';

/**
 * Behind the `${` of a template language: things of the module that fit the place, and IAM's variables, which authors begin
 * in the same way although the language wants them spelt otherwise.
 */
export function completeExpression(place: Place, range: TextRange): CompletionList | undefined {
  const references = referencesFor(place);
  if (references === undefined) return undefined;
  const variables = completeVariableName(place);
  const others = (variables?.items ?? []).map(
    (item): CompletionItem => ({ ...item, range: variables?.range ?? range, topic: 'variable' }),
  );
  return { range, items: [...givenNames(place), ...references, ...others], incomplete: false };
}

/** In a template: what its caller gives to it. */
function givenNames({ engine, project, uri, cursor }: Place): readonly CompletionItem[] {
  const names = engine.read(project, uri)?.names ?? [];
  return names.flatMap((name): readonly CompletionItem[] => {
    const newText = spellReference(cursor, [name], '');
    if (newText === undefined) return [];
    return [{ label: name, kind: 'value', newText, snippet: true, sortText: `!${name}` }];
  });
}

/** Undefined where no value of the policy stands. */
function referencesFor(place: Place): readonly CompletionItem[] | undefined {
  const { spot, catalog, statement } = place;
  switch (spot.at) {
    case 'resource':
      return resourceReferences(place, actionsOf(catalog, statement).actions);
    case 'principal':
      return principalReferences(place, spot.kind);
    case 'condition-value':
      return valueReferences(place, spot.key);
    default:
      return undefined;
  }
}

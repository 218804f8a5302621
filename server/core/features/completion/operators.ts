import type { OperatorFacts } from '../../dialects/dialect.ts';
import type { ConditionOperator } from '../../policy/model.ts';
import { fits } from '../conditions.ts';
import type { Place } from '../place.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { spellKeyTemplate } from './spelling.ts';

/** Keys of `Condition`: operators that fit the keys which stand under the one at the cursor. */
export function completeOperators(place: Place): CompletionList {
  const { cursor } = place;
  const items = operatorNames(place).map(
    ({ name, facts, rank }, index): CompletionItem => ({
      label: name,
      kind: 'operator',
      detail: facts.family,
      newText: spellKeyTemplate(cursor, [name], '{ $1 }'),
      snippet: true,
      sortText: `${rank}${String(index).padStart(3, '0')}`,
      retrigger: true,
    }),
  );
  return { range: cursor.replace, items, incomplete: false, topic: 'operator' };
}

/** The value of `Condition` itself. */
export function completeConditionBody(place: Place): CompletionList {
  const { cursor } = place;
  const quoted = cursor.text !== undefined && cursor.text.range.start < cursor.text.inner.start;
  if (quoted) return { range: cursor.replace, items: [], incomplete: false };
  const items = operatorNames(place)
    .filter(({ rank }) => rank === 0)
    .map(
      ({ name, facts }, index): CompletionItem => ({
        label: name,
        kind: 'operator',
        detail: facts.family,
        newText: cursor.spellSnippet({ value: `{ "${name}": { $1 } }` }),
        snippet: true,
        sortText: String(index).padStart(3, '0'),
        retrigger: true,
      }),
    );
  return { range: cursor.replace, items, incomplete: false, topic: 'operator' };
}

interface OperatorName {
  readonly name: string;
  readonly facts: OperatorFacts;
  /** 0 base operators, 1 with `IfExists`, 2 with a qualifier; qualified ones first for keys with several values. */
  readonly rank: number;
}

function operatorNames(place: Place): readonly OperatorName[] {
  const { dialect, catalog, cursor, statement } = place;
  const operators = statement?.condition?.value.operators ?? [];
  const here = operators.find((operator) => isAt(operator, cursor.offset));
  const present = new Set(operators.flatMap((operator) => (operator === here ? [] : [operator.name])));
  const keys = (here?.entries ?? []).flatMap(({ name }) => catalog.conditionKey(name) ?? []);
  const several = keys.some(({ multivalued }) => multivalued);
  const wanted = dialect.operators.filter((facts) => {
    const parsed = dialect.parseOperator(facts.name);
    return parsed !== undefined && keys.every((key) => fits(parsed, key));
  });
  const qualified = (qualifier: string): readonly OperatorName[] =>
    wanted
      .filter(({ family }) => family !== 'Null')
      .map((facts) => ({ name: `${qualifier}:${facts.name}`, facts, rank: several ? 0 : 2 }));
  const names: readonly OperatorName[] = [
    ...wanted.map((facts) => ({ name: facts.name, facts, rank: several ? 1 : 0 })),
    ...(dialect.qualifiers
      ? [
          ...wanted
            .filter(({ family }) => family !== 'Null')
            .map((facts) => ({ name: `${facts.name}IfExists`, facts, rank: several ? 2 : 1 })),
          ...qualified('ForAnyValue'),
          ...qualified('ForAllValues'),
        ]
      : []),
  ];
  return names.filter(({ name }) => !present.has(name));
}

function isAt({ key }: ConditionOperator, offset: number): boolean {
  return key.range.start <= offset && offset <= key.range.end;
}

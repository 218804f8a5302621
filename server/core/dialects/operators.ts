import type { ParsedOperator } from '../rules/rule.ts';
import type { OperatorFacts } from './dialect.ts';

/** Takes operators apart by a dialect's list of bases. Undefined: no such operator. */
export function operatorParser(
  operators: readonly OperatorFacts[],
  takes: { readonly qualifiers: boolean; readonly ifExists: boolean },
): (name: string) => ParsedOperator | undefined {
  const byName = new Map<string, OperatorFacts>(operators.map((facts) => [facts.name.toLowerCase(), facts]));
  const parsedOperators = new Map<string, ParsedOperator | undefined>();
  const takeApart = (name: string): ParsedOperator | undefined => {
    const match = FORM.exec(name);
    const facts = byName.get(match?.[2]?.toLowerCase() ?? '');
    if (match === null || facts === undefined) return undefined;
    const qualifier = match[1]?.toLowerCase();
    const ifExists = match[3] !== undefined;
    if ((qualifier !== undefined && !takes.qualifiers) || (ifExists && !takes.ifExists)) return undefined;
    return {
      qualifier:
        qualifier === undefined ? undefined : qualifier === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue',
      base: facts.name,
      family: facts.family,
      negated: facts.negated,
      wild: facts.wild,
      ifExists,
    };
  };
  return (name) => {
    if (parsedOperators.has(name)) return parsedOperators.get(name);
    const parsed = takeApart(name);
    if (parsedOperators.size < 10_000) parsedOperators.set(name, parsed);
    return parsed;
  };
}

const FORM = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/i;

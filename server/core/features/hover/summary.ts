import type { Action, Catalog } from '../../catalog/catalog.ts';
import { actionPatterns } from '../../catalog/policy-text.ts';
import type { PolicyDocument, Statement } from '../../policy/model.ts';
import { code, count, enumerate } from '../markdown.ts';
import { levels } from './wildcard.ts';

/** What the `Allow` statements of a JSON document add up to, by access level. */
export function summarize(catalog: Catalog, document: string): string | undefined {
  return summaryOf(catalog, [...actionPatterns(document)]);
}

/** The same for a policy of the workspace. */
export function summarizePolicy(catalog: Catalog, policy: PolicyDocument): string | undefined {
  return summaryOf(catalog, allowedPatterns(policy));
}

/** The same for the items of one statement, whatever its effect. */
export function summarizeStatement(catalog: Catalog, statement: Statement): string | undefined {
  return summaryOf(catalog, patternsOf(statement));
}

function summaryOf(catalog: Catalog, patterns: readonly string[]): string | undefined {
  const actions = new Set<Action>();
  for (const pattern of patterns) {
    const match = catalog.expand(pattern);
    if (match.kind === 'all') return 'Covers every action of every service';
    if (match.kind === 'one') actions.add(match.action);
    else if (match.kind === 'pattern') for (const action of match.actions) actions.add(action);
  }
  if (actions.size === 0) return undefined;
  const services = [...new Set([...actions].map(({ service }) => service))];
  const levelsText = levels([...actions]);
  return `${count(actions.size, 'action')} of ${enumerate(services.map(code), 6)}: ${levelsText}`;
}

/** As written, of the statements that allow. */
export function allowedPatterns(policy: PolicyDocument): readonly string[] {
  return policy.statements
    .filter(({ effect }) => (effect?.value?.value ?? policy.implied.effect) === 'Allow')
    .flatMap(patternsOf);
}

function patternsOf({ action }: Statement): readonly string[] {
  return (action?.value.items ?? []).flatMap(({ text }) => text.value ?? []);
}

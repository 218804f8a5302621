import type { Action, Catalog } from '../../catalog/catalog.ts';
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

/** The elements of `Action` of a document's statements that allow. Nothing for a text that is no policy. */
export function actionPatterns(document: string): ReadonlySet<string> {
  const patterns = new Set<string>();
  for (const statement of listOf(parse(document)?.Statement)) {
    if (!isRecord(statement) || statement.Effect !== 'Allow') continue;
    for (const action of listOf(statement.Action)) if (typeof action === 'string') patterns.add(action);
  }
  return patterns;
}

/** By element of `Action` as written, the resources that a document's statements allow it on. */
export function resourcesByAction(document: string): ReadonlyMap<string, readonly string[]> {
  const resources = new Map<string, string[]>();
  for (const statement of listOf(parse(document)?.Statement)) {
    if (!isRecord(statement) || statement.Effect !== 'Allow') continue;
    const allowed = listOf(statement.Resource).filter((one) => typeof one === 'string');
    for (const action of listOf(statement.Action))
      if (typeof action === 'string') resources.set(action, [...(resources.get(action) ?? []), ...allowed]);
  }
  return resources;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { Catalog } from '../catalog/catalog.ts';
import type { Engine } from '../engine.ts';
import type { Condition, List, PolicyDocument, Principal, Statement } from '../policy/model.ts';
import type { PolicyUse } from '../policy/use.ts';
import type { Project } from '../project.ts';
import type { Uri } from '../text/source.ts';
import { describeUse } from './hover/kinds.ts';
import { wordsOf } from './hover/statement-line.ts';
import { summarizePolicy } from './hover/summary.ts';
import { clip, code, count, enumerate, escapeText } from './markdown.ts';
import { policyName } from './symbols.ts';

/**
 * What the policies of a document say, one Markdown text for each document in each of its uses: what it is read as, what it
 * allows by access level, and every statement with its parts. It judges nothing.
 */
export function explainPolicies(engine: Engine, project: Project, uri: Uri): readonly string[] {
  const file = engine.read(project, uri);
  if (file === undefined) return [];
  return file.policies.flatMap((policy) =>
    engine
      .usesOf(project, file, policy)
      .map((use) => explainPolicy(engine.catalog.of(policy.document.dialect), policy.document, use)),
  );
}

function explainPolicy(catalog: Catalog, policy: PolicyDocument, use: PolicyUse): string {
  const summary = summarizePolicy(catalog, policy);
  const statements = policy.statements.slice(0, MAX_STATEMENTS);
  const rest = policy.statements.length - statements.length;
  const notes = [
    ...(rest > 0 ? [`and ${count(rest, 'statement')} more`] : []),
    ...(policy.open.length > 0 ? ['There may be statements that only Terraform knows.'] : []),
  ];
  return [
    `## ${code(policyName(policy))}`,
    describeUse(use),
    ...(summary === undefined ? [] : [`Its \`Allow\` statements: ${summary}.`]),
    ...statements.map((statement, index) => statementPart(catalog, statement, policy, index + 1)),
    ...notes,
  ].join('\n\n');
}

const MAX_STATEMENTS = 60;

function statementPart(
  catalog: Catalog,
  statement: Statement,
  policy: PolicyDocument,
  number: number,
): string {
  const { effect, sid, action, notAction, resource, notResource, principal, notPrincipal } = statement;
  const verb = effect === undefined ? policy.implied.effect : wordsOf(effect.value);
  const name = sid?.value?.value;
  const parts = [
    action === undefined ? undefined : `actions: ${actionWords(catalog, action.value)}`,
    notAction === undefined
      ? undefined
      : `every action but (NotAction): ${actionWords(catalog, notAction.value)}`,
    resource === undefined ? undefined : `resources: ${listed(resource.value)}`,
    notResource === undefined ? undefined : `every resource but (NotResource): ${listed(notResource.value)}`,
    principal === undefined ? undefined : `principals: ${principalWords(principal.value)}`,
    notPrincipal === undefined
      ? undefined
      : `everyone but (NotPrincipal): ${principalWords(notPrincipal.value)}`,
    ...conditionLines(statement.condition?.value),
    statement.open.length > 0 ? 'and parts that only Terraform knows' : undefined,
  ].filter((part) => part !== undefined);
  const head = `${number}. **${verb === undefined || verb === '' ? 'No effect' : escapeText(clip(verb, MAX_WORD))}**`;
  return [
    name === undefined || name === '' ? head : `${head} (${code(clip(name, MAX_WORD))})`,
    ...parts.map((part) => `   - ${part}`),
  ].join('\n');
}

const MAX_WORD = 120;
const MAX_ITEMS = 40;

/** Each item with what it matches: `aps:*Query*` (2 actions: …). */
function actionWords(catalog: Catalog, list: List): string {
  const shown = list.items.map(({ text }) => {
    const words = code(clip(wordsOf(text), MAX_WORD));
    const match = text.value === undefined ? undefined : catalog.expand(text.value);
    if (match?.kind === 'all') return `${words} (every action of every service)`;
    if (match?.kind === 'pattern')
      return `${words} (${count(match.actions.length, 'action')}${
        match.actions.length === 0
          ? ''
          : `: ${enumerate(
              match.actions.map(({ fullName }) => code(fullName)),
              MAX_MATCHES,
            )}`
      })`;
    return words;
  });
  return withOpen(shown, list);
}

const MAX_MATCHES = 5;

function listed(list: List): string {
  return withOpen(
    list.items.map(({ text }) => code(clip(wordsOf(text), MAX_WORD))),
    list,
  );
}

function withOpen(shown: readonly string[], { open }: List): string {
  const all = open.length > 0 ? [...shown, 'what only Terraform knows'] : shown;
  return all.length === 0 ? 'none' : enumerate(all, MAX_ITEMS);
}

function principalWords({ bare, entries, open }: Principal): string {
  if (bare !== undefined) return code(clip(wordsOf(bare.text), MAX_WORD));
  const shown = entries.map(({ kind, values }) => `${code(clip(kind, MAX_WORD))} ${listed(values)}`);
  if (open.length > 0) shown.push('what only Terraform knows');
  return shown.length === 0 ? 'none' : enumerate(shown, MAX_ITEMS);
}

/** All of them must hold; several values of one are alternatives. */
function conditionLines(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  const lines = condition.operators.flatMap(({ name, entries }) =>
    entries.map(
      (entry) =>
        `only when ${code(clip(entry.name, MAX_WORD))} ${code(clip(name, MAX_WORD))} ${listed(entry.values)}`,
    ),
  );
  const open = condition.open.length > 0 || condition.operators.some((one) => one.open.length > 0);
  return open ? [...lines, 'only under conditions that only Terraform knows'] : lines;
}

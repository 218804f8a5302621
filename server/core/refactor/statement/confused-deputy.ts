import { parseArn } from '../../catalog/arn.ts';
import type { PolicyDocument, Statement } from '../../policy/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Refactoring, RefactoringContext } from '../refactoring.ts';
import { edited, statementAt } from './place.ts';
import { stop } from './stops.ts';

/** A service may act for one account only: the condition against a confused deputy. */
export const addSourceCondition: Refactoring = {
  name: 'add-source-condition',
  title: 'Let a service act for one account only',
  kind: 'refactor.rewrite',
  offer(ctx) {
    const place = statementAt(ctx);
    if (place === undefined || !ctx.uses.some(({ kind }) => kind === 'resource' || kind === 'trust'))
      return undefined;
    const { document, statement } = place;
    const verb = statement.effect === undefined ? document.implied.effect : statement.effect.value?.value;
    const services = servicesOf(statement);
    if (verb !== 'Allow' || services === undefined || testsSource(statement)) return undefined;
    const title = `Let ${services.map((name) => `"${name}"`).join(', ')} act for one account only`;
    return {
      title,
      grade: 'review',
      note: `adds "${KEY}": no longer allows what other accounts, or callers that send no account, make it do`,
      edits: () => edited(ctx, document, fenced(ctx, document, statement)),
    };
  },
};

const KEY = 'aws:SourceAccount';

/** The services of a statement whose principals are all services; undefined where others are let in as well. */
function servicesOf({ principal, open }: Statement): readonly string[] | undefined {
  const { bare, entries, open: more } = principal?.value ?? { bare: undefined, entries: [], open: [] };
  if (bare !== undefined || open.length > 0 || more.length > 0 || entries.length === 0) return undefined;
  if (entries.some(({ kind }) => kind !== 'Service')) return undefined;
  const items = entries.flatMap(({ values }) => values.items);
  const names = items.flatMap(({ text }) => text.value ?? []);
  return names.length === 0 || names.length < items.length ? undefined : names;
}

function testsSource({ condition }: Statement): boolean {
  if (condition === undefined) return false;
  const { operators, open } = condition.value;
  if (open.length > 0 || operators.some((operator) => operator.open.length > 0)) return true;
  return operators.some(({ entries }) => entries.some(({ name }) => /^aws:source/i.test(name)));
}

/** The account that the policy's ARNs agree on, the module's own, or one to be completed. */
function fenced(
  ctx: RefactoringContext,
  document: PolicyDocument,
  statement: Statement,
): readonly TextEdit[] {
  const path = [...statement.path, 'Condition', 'StringEquals', KEY];
  const known = accountOf(document);
  const own = ctx
    .candidates()
    .find(({ type, index }) => type === 'data.aws_caller_identity' && index === 'none');
  const refers = document.write.refer !== undefined && own !== undefined && known === undefined;
  const edits = document.write.set(path, known ?? stop(refers ? OWN : 'AccountId'));
  if (!refers) return edits;
  // The writer spells texts; what it spelled for the stop becomes an expression.
  const bare = `"${stop(OWN)}"`;
  return edits.map(({ range, newText }) => ({
    range,
    newText: newText
      .replace(bare, isInString(document) ? `"\${${own.target}.account_id}"` : `${own.target}.account_id`)
      .replace(stop(OWN), `\${${own.target}.account_id}`),
  }));
}

const OWN = 'own-account';

/** Whether the policy is JSON in a string of the template language. */
function isInString({ write, statements }: PolicyDocument): boolean {
  const text = statements
    .flatMap(({ effect, sid }) => [effect?.value, sid?.value])
    .find((one) => one !== undefined);
  if (text === undefined) return true;
  const [edit] = write.refer?.(text, { target: 'x' }) ?? [];
  return edit === undefined || edit.range.start !== text.range.start;
}

function accountOf({ statements }: PolicyDocument): string | undefined {
  const accounts = new Set<string>();
  for (const { resource } of statements) {
    for (const { text } of resource?.value.items ?? []) {
      const account = parseArn(text.value ?? '')?.account.text ?? '';
      if (/^\d{12}$/.test(account)) accounts.add(account);
    }
  }
  const [only, ...others] = accounts;
  return others.length > 0 ? undefined : only;
}

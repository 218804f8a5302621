import type { List, PolicyDocument, Principal, Statement } from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import { own } from '../../text/own.ts';
import { clip, code, enumerate } from '../markdown.ts';

/** One line per statement in Markdown: what it allows or denies, on what, to whom and when. */
export function statementLines(policy: PolicyDocument): readonly string[] {
  const lines = policy.statements.slice(0, MAX_STATEMENTS).map((one) => statementLine(one, policy));
  const rest = policy.statements.length - lines.length;
  // Open as a whole is an empty document that others may merge: it merges nothing itself.
  const { start, end } = policy.range;
  const open = policy.open.some((range) => range.start !== start || range.end !== end);
  if (rest > 0) lines.push(`and ${rest} more`);
  else if (open) lines.push('and what it merges or makes only when Terraform runs');
  return lines;
}

const MAX_STATEMENTS = 12;

function statementLine(statement: Statement, policy: PolicyDocument): string {
  const { effect, sid, action, notAction, resource, notResource, principal, notPrincipal } = statement;
  const verb = effect === undefined ? policy.implied.effect : wordsOf(effect.value);
  return [
    `**${own(VERBS, verb ?? '') ?? 'Neither allows nor denies'}**`,
    action === undefined ? undefined : listed(action.value),
    notAction === undefined ? undefined : `everything but ${listed(notAction.value)}`,
    resource === undefined ? undefined : `on ${listed(resource.value)}`,
    notResource === undefined ? undefined : `on everything but ${listed(notResource.value)}`,
    principal === undefined ? undefined : `to ${principals(principal.value)}`,
    notPrincipal === undefined ? undefined : `to everyone but ${principals(notPrincipal.value)}`,
    conditions(statement),
    sid?.value?.value === undefined || sid.value.value === ''
      ? undefined
      : `(${code(clip(sid.value.value, 60))})`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

const VERBS: Readonly<Record<string, string>> = { Allow: 'Allows', Deny: 'Denies' };

function listed({ items, open }: List): string {
  const shown = items.map(({ text }) => code(clip(wordsOf(text), 80)));
  if (open.length > 0) shown.push(shown.length === 0 ? 'what only Terraform knows' : '…');
  return shown.length === 0 ? 'nothing' : enumerate(shown, MAX_ITEMS);
}

const MAX_ITEMS = 4;

function principals({ bare, entries, open }: Principal): string {
  if (bare !== undefined) return code(clip(wordsOf(bare.text), 80));
  const shown = entries.map(({ kind, values }) => `${code(clip(kind, 40))} ${listed(values)}`);
  if (open.length > 0) shown.push('principals that only Terraform knows');
  return enumerate(shown, MAX_ITEMS);
}

/** `when StringEquals aws:SourceAccount`: what is compared, not with what. */
function conditions({ condition }: Statement): string | undefined {
  const tests = (condition?.value.operators ?? []).flatMap(({ name, entries }) =>
    entries.map((entry) => code(clip(`${name} ${entry.name}`, 100))),
  );
  if (condition !== undefined && condition.value.open.length > 0) tests.push('what only Terraform knows');
  return tests.length === 0 ? undefined : `when ${enumerate(tests, MAX_ITEMS)}`;
}

/** As the author means it: `aws_sqs_queue.q.arn`, `${aws_s3_bucket.b.arn}/*`. */
export function wordsOf(text: Text | undefined): string {
  if (text === undefined) return '…';
  if (text.value !== undefined) return text.value;
  const [only] = text.pieces;
  const alone = text.pieces.length === 1;
  return alone && only?.kind === 'hole'
    ? holeName(only)
    : text.pieces.map((piece) => (piece.kind === 'text' ? piece.text : `\${${holeName(piece)}}`)).join('');
}

function holeName({ reference }: Extract<Text['pieces'][number], { readonly kind: 'hole' }>): string {
  if (reference === undefined) return '…';
  const { target, attribute } = reference;
  return attribute === undefined ? target : `${target}.${attribute}`;
}

import { describe, expect, test } from 'vitest';
import type { PolicyDocument, TextRange } from '../../server/core/index.ts';
import { parseHcl } from '../../server/core/languages/terraform/hcl/parse.ts';
import { statementRefactorings } from '../../server/core/refactor/statement/all.ts';
import { currentDocuments } from '../corpus/policies.ts';
import { hclParser } from '../terraform/parser.ts';
import { dataSource, expression, heredocText, type Json } from '../terraform/print.ts';
import {
  accessOf,
  type Done,
  type Form,
  JSON_FILE,
  policiesOf,
  refactor,
  refactorings,
  TF_FILE,
} from './statement-fixture.ts';

const parser = await hclParser();

/** Turning it back is what it does the second time. */
const TOGGLES: ReadonlySet<string> = new Set(['toggle-list']);
/** After one list another one may be all that differs. */
const AGAIN: ReadonlySet<string> = new Set(['merge-statements']);
/** What they do is not to be seen in who may do what today. */
const EXACT: ReadonlySet<string> = new Set(['expand-wildcard', 'shrink-actions']);

const documents = currentDocuments();

/** Enough per test that the runner hears from it. */
const CHUNK = 100;

describe('refactorings of statements in all managed policies', { timeout: 180_000 }, () => {
  const done = new Set<string>();
  for (let from = 0; from < documents.length; from += CHUNK) {
    test(`as JSON, ${CHUNK} from ${documents[from]?.name}`, () => {
      for (const name of tryAll(documents.slice(from, from + CHUNK), JSON_FILE, (text) => text))
        done.add(name);
    });
  }

  test('all that need no Terraform did something', () => {
    const rest = statementRefactorings.map(({ name }) => name).filter((name) => !done.has(name));
    // Nor do identity policies let services in.
    expect(rest).toEqual(['scope-resources-to-module', 'add-source-condition']);
  });

  const forms: Readonly<Record<string, (policy: Json, text: string) => string | undefined>> = {
    'a data source': (policy) => dataSource(policy),
    jsonencode: (policy) => consumer(`jsonencode(${expression(policy, '  ')})`),
    'a heredoc': (_policy, text) => consumer(`<<-EOT\n${heredocText(text).replaceAll(/^/gm, '    ')}\n  EOT`),
  };
  for (const [form, said] of Object.entries(forms)) {
    test(`as ${form}`, () => {
      const sample = documents.filter((_, index) => index % 40 === 0);
      const names = tryAll(sample, TF_FILE, (text) => said(JSON.parse(text), text));
      expect(names.size).toBeGreaterThan(8);
    });
  }
});

function consumer(value: string): string {
  return `resource "aws_iam_policy" "p" {\n  name   = "p"\n  policy = ${value}\n}\n`;
}

/** The refactorings that did something. Fails where one did something wrong. */
function tryAll(
  sample: readonly { readonly name: string; readonly text: string }[],
  form: Form,
  say: (text: string) => string | undefined,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const document of sample) {
    const text = say(document.text);
    if (text === undefined) continue;
    const [policy] = policiesOf(text, form);
    if (policy === undefined) throw new Error(`${document.name} was not read`);
    for (const range of placesOf(policy.statements.slice(0, 1))) {
      const offers = refactorings(text, form, range);
      for (const { name } of statementRefactorings) {
        const done = offers.get(name)?.();
        if (done === undefined || !('text' in done)) continue;
        tryOne(text, policy, form, range, name, done, document.name);
        names.add(name);
      }
    }
  }
  return names;
}

/** The first item and a wildcard of each statement's actions. */
function placesOf(statements: ReturnType<typeof policiesOf>[number]['statements']) {
  return statements.flatMap(({ action, notAction }) => {
    const items = (action ?? notAction)?.value.items ?? [];
    const wild = items.find(({ text }) => text.value?.endsWith('*') === true);
    return [...new Set([items[0], wild])].flatMap((item) => {
      const at = (item?.text.range.start ?? -1) + 1;
      return item === undefined ? [] : [{ start: at, end: at }];
    });
  });
}

function tryOne(
  text: string,
  before: PolicyDocument,
  form: Form,
  range: TextRange,
  name: string,
  done: Done,
  of: string,
): void {
  const what = `${name} in ${of}: ${done.title}`;
  if (done.text === text) throw new Error(`${what} changes nothing`);
  if (form.languageId === 'json') JSON.parse(done.text);
  else expect(parseHcl(parser, done.text).problems, `${what}\n${done.text}`).toEqual([]);
  const [after] = policiesOf(done.text, form);
  if (after === undefined) throw new Error(`${what}: no policy any more`);
  expect(after.problems, what).toEqual(before.problems);
  if (done.grade === 'safe' || EXACT.has(name)) {
    const former = name === 'expand-wildcard' ? 'today' : 'with former actions';
    const [wanted, found] = [accessOf(before, text, former), accessOf(after, done.text, former)];
    expect([...found].filter((one) => !wanted.has(one)).slice(0, 5), `${what} adds\n${done.text}`).toEqual(
      [],
    );
    expect([...wanted].filter((one) => !found.has(one)).slice(0, 5), `${what} loses\n${done.text}`).toEqual(
      [],
    );
  }
  if (TOGGLES.has(name) || AGAIN.has(name)) return;
  const again = refactor(done.text, form, range, name);
  if (again !== undefined && 'text' in again && again.text !== done.text)
    throw new Error(`${what}, and again: ${again.title}\n${done.text}`);
}

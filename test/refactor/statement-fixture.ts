import {
  allRefactorings,
  applyEdits,
  createEngine,
  createTerraform,
  defaultSettings,
  type Engine,
  isRefusal,
  json,
  type PolicyDocument,
  type Project,
  type Statement,
  type TextRange,
} from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';
import { hclParser } from '../terraform/parser.ts';

const parser = await hclParser();
const terraform = createTerraform({ parser, facts: () => catalog().terraform });

/** Both languages with the real tables; a refactoring that throws fails the test. */
export const engine: Engine = createEngine({
  catalog: catalog(),
  languages: [json, terraform],
  rules: [],
  refactorings: allRefactorings,
  onBug: (what, error) => {
    throw new Error(what, { cause: error });
  },
});

export interface Form {
  readonly languageId: string;
  readonly uri: string;
}

export const JSON_FILE: Form = { languageId: 'json', uri: 'file:///module/policy.json' };
export const TF_FILE: Form = { languageId: 'terraform', uri: 'file:///module/main.tf' };

export function projectOf(text: string, { languageId, uri }: Form): Project {
  return { sources: new Map([[uri, { uri, languageId, text }]]), settings: defaultSettings };
}

export interface Done {
  readonly title: string;
  readonly grade: 'safe' | 'review';
  readonly text: string;
}

export type Outcome = Done | { readonly title: string; readonly disabled: string };

/** What a refactoring makes of a text at a range. Undefined: it is not offered. */
export function refactor(text: string, form: Form, range: TextRange, name: string): Outcome | undefined {
  return refactorings(text, form, range).get(name)?.();
}

/** What the refactorings at a range make of a text, each worked out when it is called. */
export function refactorings(text: string, form: Form, range: TextRange): ReadonlyMap<string, () => Outcome> {
  const offers = engine.refactorings(projectOf(text, form), form.uri, range);
  return new Map(
    offers.map(({ refactoring, answer }) => [
      refactoring.name,
      () => {
        if (isRefusal(answer)) return answer;
        const edits = answer.edits().flatMap((one) => (one.uri === form.uri ? one.edits : []));
        return { title: answer.title, grade: answer.grade, text: applyEdits(text, edits) };
      },
    ]),
  );
}

/** As `refactor`, at `|` in the text. Fails where nothing is done, or where the same once more does something again. */
export function applied(marked: string, form: Form, name: string): Done {
  const at = marked.indexOf('|');
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const done = refactor(text, form, { start: at, end: at }, name);
  if (done === undefined) throw new Error(`${name} is not offered`);
  if (!('text' in done)) throw new Error(`${name} is refused: ${done.disabled}`);
  if (done.text === text) throw new Error(`${name} changes nothing`);
  return done;
}

export function policiesOf(text: string, form: Form): readonly PolicyDocument[] {
  const file = engine.read(projectOf(text, form), form.uri);
  return file?.policies.map(({ document }) => document) ?? [];
}

/** Who may do what, in the smallest pieces: effect, principal, action, resource, conditions. Expressions count as their source. */
export function accessOf(
  document: PolicyDocument,
  text: string,
  former: 'with former actions' | 'today',
): ReadonlySet<string> {
  const namesOf = former === 'today' ? namesToday : namesEver;
  return new Set(
    document.statements.flatMap((statement) => accessOfStatement(document, statement, text, namesOf)),
  );
}

function accessOfStatement(
  { implied }: PolicyDocument,
  statement: Statement,
  text: string,
  namesOf: (pattern: string) => readonly string[],
): readonly string[] {
  const say = (one: { readonly value: string | undefined; readonly range: TextRange }) =>
    one.value ?? text.slice(one.range.start, one.range.end);
  const listed = (list: Statement['action']) => list?.value.items.map((item) => say(item.text)) ?? [];
  const { effect, action, notAction, resource, notResource, principal, notPrincipal, condition } = statement;
  const principals = [principal, notPrincipal].flatMap((field) =>
    field === undefined
      ? []
      : [
          ...(field.value.bare === undefined ? [] : [`${field.name} *`]),
          ...field.value.entries.flatMap((entry) =>
            entry.values.items.map((item) => `${field.name} ${entry.kind} ${say(item.text)}`),
          ),
        ],
  );
  const tests = (condition?.value.operators ?? []).flatMap((operator) =>
    operator.entries.map((entry) =>
      or(entry.values.items.map((item) => say(item.text))).map(
        (value) => `${operator.name} ${entry.name} ${value}`,
      ),
    ),
  );
  const conditions = combined(tests.toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)));
  const verb = effect?.value?.value ?? implied.effect;
  const actions = [
    ...listed(action).flatMap(namesOf),
    ...(notAction === undefined
      ? []
      : [`not ${[...new Set(listed(notAction).flatMap(namesOf))].toSorted()}`]),
  ];
  const resources = [
    ...listed(resource),
    ...(notResource === undefined ? [] : [`not ${[...new Set(listed(notResource))].toSorted()}`]),
  ];
  return or(conditions).flatMap((when) =>
    or(principals).flatMap((who) =>
      or(actions).flatMap((what) =>
        or(resources).map((where) => `${verb} | ${when} | ${who} | ${what} | ${where}`),
      ),
    ),
  );
}

/** One value of each condition; where these are too many, all of them as one. */
function combined(tests: readonly (readonly string[])[]): readonly string[] {
  const count = tests.reduce((product, values) => product * values.length, 1);
  if (count > 50) return [tests.map((values) => values.toSorted().join()).join(' & ')];
  return tests.reduce<readonly string[]>(
    (heads, values) => heads.flatMap((head) => values.map((value) => `${head} & ${value}`)),
    [''],
  );
}

function or(list: readonly string[]): readonly string[] {
  return list.length === 0 ? ['-'] : list;
}

function namesEver(pattern: string): readonly string[] {
  const match = catalog().expand(pattern);
  const former = match.kind === 'pattern' ? match.retired.map(({ fullName }) => fullName) : [];
  return [...former, ...namesToday(pattern)];
}

function namesToday(pattern: string): readonly string[] {
  const match = catalog().expand(pattern);
  if (match.kind === 'one') return [match.action.fullName];
  if (match.kind === 'pattern') return match.actions.map(({ fullName }) => fullName);
  return [pattern.toLowerCase()];
}

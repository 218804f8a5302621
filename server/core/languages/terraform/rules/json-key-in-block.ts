import type { Fix, Report } from '../../../rules/rule.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { TextRange } from '../../../text/range.ts';
import { isJsonModuleFile } from '../folders.ts';
import type { Attribute, Block, Body, Expr, ObjectEntry } from '../hcl/ast.ts';
import type { ModuleFile } from '../module.ts';
import { DOCUMENT_NAMES, STATEMENT_NAMES } from '../names.ts';
import { contentsOf, documentBlocks } from './expressions.ts';
import type { ModuleRule } from './module-rule.ts';
import { report } from './wiring.ts';

/** `Action = […]` in a `statement` block: what JSON calls its elements, the data source calls otherwise. */
export const jsonKeyInBlock: ModuleRule = {
  id: 'json-key-in-block',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A document block has a key of the JSON policy language',
  check: {},
  *checkFile(file) {
    for (const document of documentBlocks(file)) {
      if (isFirstHcl(document.body, file)) continue;
      yield* judge(document.body, DOCUMENT, file);
      for (const statement of contentsOf(document.body, 'statement')) {
        yield* judge(statement.body, STATEMENT, file);
        for (const type of ['principals', 'not_principals']) {
          for (const block of contentsOf(statement.body, type)) yield* judge(block.body, PRINCIPAL, file);
        }
        for (const block of contentsOf(statement.body, 'condition'))
          yield* judge(block.body, CONDITION, file);
      }
    }
  },
};

/** Terraform before 0.12 took `principals = { type = "AWS" }` for a block; JSON's keys there are kinds of principals. */
function isFirstHcl(body: Body, file: ModuleFile): boolean {
  return contentsOf(body, 'statement').some((statement) =>
    statement.body.attributes.some(
      ({ name, value }) =>
        STATEMENT.blocks.includes(name) &&
        value.kind === 'object' &&
        value.entries.every(({ key }) => FIRST_KEYS.has(wordOf(key, file))),
    ),
  );
}

const FIRST_KEYS: ReadonlySet<string> = new Set(['type', 'identifiers', 'test', 'variable', 'values']);

function wordOf({ range }: Expr, { source }: ModuleFile): string {
  return source.text.slice(range.start, range.end).replaceAll('"', '');
}

/** What a block has, and what else people call it. */
interface Place {
  readonly attributes: readonly string[];
  readonly blocks: readonly string[];
  /** Without regard to case, `_` and the plural. */
  readonly aliases: Readonly<Record<string, string>>;
}

const DOCUMENT: Place = {
  attributes: ['version', 'policy_id', 'source_policy_documents', 'override_policy_documents'],
  blocks: ['statement'],
  aliases: aliasesOf(DOCUMENT_NAMES),
};
const STATEMENT: Place = {
  attributes: ['sid', 'effect', 'actions', 'not_actions', 'resources', 'not_resources'],
  blocks: ['principals', 'not_principals', 'condition'],
  aliases: aliasesOf(STATEMENT_NAMES),
};
const PRINCIPAL: Place = {
  attributes: ['type', 'identifiers'],
  blocks: [],
  aliases: { type: 'type', identifier: 'identifiers' },
};
const CONDITION: Place = {
  attributes: ['test', 'variable', 'values'],
  blocks: [],
  aliases: { test: 'test', operator: 'test', variable: 'variable', key: 'variable', value: 'values' },
};

function aliasesOf(names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names).map(([name, argument]) => [plain(name), argument]));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '').replace(/s$/, '');
}

function* judge(body: Body, place: Place, file: ModuleFile): Iterable<Report> {
  for (const attribute of body.attributes) {
    const meant = place.attributes.includes(attribute.name) ? undefined : meantBy(attribute.name, place);
    if (meant === undefined) continue;
    // A name that nothing follows is not typed to its end.
    if (attribute.value.kind === 'missing') continue;
    const taken = body.attributes.some(({ name }) => name === meant);
    if (!place.blocks.includes(meant)) yield argumentWanted(attribute, meant, taken);
    else if (isJsonModuleFile(file.source.uri)) {
      // There a block is an object under its name; one that holds something else is none of these mistakes.
      if (attribute.name !== meant) yield keyWanted(attribute, meant);
    } else yield blockWanted(attribute, meant, file);
  }
  for (const block of body.blocks) {
    const meant = place.blocks.includes(block.type) ? undefined : meantBy(block.type, place);
    if (meant === undefined) continue;
    // A resource that got in here by a brace that is missing.
    if (block.labels.length > 0) continue;
    const isBlock = place.blocks.includes(meant);
    const message = isBlock
      ? `The block is called "${meant}" here, not "${block.type}", so Terraform refuses the file; rename it`
      : `"${meant}" is an argument here and no block, so Terraform refuses the file; write "${meant} = …"`;
    yield report(block.typeRange, message, isBlock ? [renameBlock(block, meant)] : []);
  }
}

/** Undefined: no name that we know. */
function meantBy(name: string, { aliases }: Place): string | undefined {
  const key = plain(name);
  return Object.hasOwn(aliases, key) ? aliases[key] : undefined;
}

function renameBlock(block: Block, meant: string): Fix {
  return fixOf(`Rename to "${meant}"`, [{ range: block.typeRange, newText: meant }]);
}

function keyWanted({ key, name }: Attribute, meant: string): Report {
  const message = `The block is called "${meant}" here, not "${name}", so Terraform refuses the file; rename it`;
  return report(key, message, [fixOf(`Rename to "${meant}"`, [{ range: key, newText: meant }])]);
}

function argumentWanted(attribute: Attribute, meant: string, taken: boolean): Report {
  const { name, key, value } = attribute;
  const message = `The argument is called "${meant}" here, not "${name}" as in JSON, so Terraform refuses the file; rename it`;
  if (taken) return report(key, message);
  const edits: TextEdit[] = [{ range: key, newText: meant }];
  if (meant.endsWith('s') && isScalar(value)) {
    edits.push({ range: at(value.range.start), newText: '[' }, { range: at(value.range.end), newText: ']' });
  }
  return report(key, message, [fixOf(`Rename to "${meant}"`, edits)]);
}

function isScalar(value: Expr): boolean {
  return value.kind === 'template' || value.kind === 'number' || value.kind === 'bool';
}

function at(offset: number): TextRange {
  return { start: offset, end: offset };
}

function blockWanted(attribute: Attribute, meant: string, file: ModuleFile): Report {
  const message = `"${meant}" is a block here and "${attribute.name} = …" is how JSON has it, so Terraform refuses the file; write "${meant} { … }"`;
  const blocks = blocksFor(attribute, meant, file);
  const fixes =
    blocks === undefined
      ? []
      : [fixOf(`Write "${meant}" as a block`, [{ range: attribute.range, newText: blocks }])];
  return report(attribute.key, message, fixes);
}

/** The blocks that say what an object of JSON's form says; undefined where it is not spelled out. */
function blocksFor(attribute: Attribute, meant: string, file: ModuleFile): string | undefined {
  const { text } = file.source;
  const indent = /(?<![ \t])[ \t]*$/.exec(text.slice(0, attribute.range.start))?.[0] ?? '';
  const source = (expr: Expr) => text.slice(expr.range.start, expr.range.end);
  const list = (expr: Expr) => (expr.kind === 'template' ? `[${source(expr)}]` : source(expr));
  const block = (...lines: readonly string[]) =>
    [`${meant} {`, ...lines.map((line) => `${indent}  ${line}`), `${indent}}`].join('\n');
  const { value } = attribute;
  if (meant === 'condition') {
    const conditions = entriesOf(value)?.flatMap((operator) =>
      (entriesOf(operator.value) ?? []).map((key) =>
        block(
          `test     = ${nameOf(operator, text)}`,
          `variable = ${nameOf(key, text)}`,
          `values   = ${list(key.value)}`,
        ),
      ),
    );
    return conditions === undefined || conditions.length === 0 ? undefined : conditions.join(`\n${indent}`);
  }
  if (meant === 'statement') return undefined;
  if (value.kind === 'template' && source(value) === '"*"')
    return block('type        = "*"', 'identifiers = ["*"]');
  const kinds = entriesOf(value)?.map((kind) =>
    block(`type        = ${nameOf(kind, text)}`, `identifiers = ${list(kind.value)}`),
  );
  return kinds === undefined || kinds.length === 0 ? undefined : kinds.join(`\n${indent}`);
}

function entriesOf(value: Expr): readonly ObjectEntry[] | undefined {
  return value.kind === 'object' && value.entries.every(({ computed }) => !computed)
    ? value.entries
    : undefined;
}

/** A key as a quoted string. */
function nameOf({ key }: ObjectEntry, text: string): string {
  const written = text.slice(key.range.start, key.range.end);
  return key.kind === 'traversal' ? `"${written}"` : written;
}

function fixOf(title: string, edits: readonly TextEdit[]): Fix {
  return { title, applicability: 'review', edits };
}

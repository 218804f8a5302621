import { inItsDialect } from '../../dialects/detect.ts';
import type { DialectName, PolicyDocument, Writer } from '../../policy/model.ts';
import { readPolicy } from '../../policy/read.ts';
import type { Value } from '../../policy/value.ts';
import { documentValue } from './document.ts';
import { evaluate } from './evaluate.ts';
import { isJsonModuleFile } from './folders.ts';
import type { Block, Expr, ObjectExpr, TemplateExpr, TupleExpr } from './hcl/ast.ts';
import { withoutWords } from './placeholders.ts';
import { asAwsBlock, asRamWriter } from './ram-blocks.ts';
import type { Scope } from './scope.ts';
import { readTemplateJson } from './template-json.ts';
import { ramJsonNames } from './tf-json/ram.ts';
import { tfJsonWriter } from './tf-json/write.ts';
import { keyText, listValue, objectValue } from './values.ts';
import { blockWriter, objectWriter } from './write.ts';

/**
 * A data source's blocks as a policy. What it leaves out, the provider supplies.
 * `replaced`: words that stand for something else; `isWhole`: it is used as it is, not to be merged.
 */
export function readBlock(
  name: string,
  block: Block,
  scope: Scope,
  replaced: readonly string[] = [],
  isWhole = true,
): PolicyDocument {
  const value = withoutWords(documentValue(block, scope, evaluate, isWhole), replaced);
  return readPolicy(value, {
    name,
    language: 'terraform',
    dialect: 'aws',
    implied: { effect: 'Allow', version: '2012-10-17', emptyLists: 'left out' },
    write: isJsonModuleFile(scope.file.source.uri)
      ? tfJsonWriter(scope.file, block, value)
      : blockWriter(scope.file, block, value),
  });
}

/** The same blocks in the names of Alibaba Cloud's provider. */
export function readRamBlock(name: string, block: Block, scope: Scope): PolicyDocument {
  const own = asAwsBlock(block);
  const value = documentValue(own, scope, evaluate);
  return readPolicy(value, {
    name,
    language: 'terraform',
    dialect: 'ram',
    implied: { effect: 'Allow', version: '1', emptyLists: 'left out' },
    write: isJsonModuleFile(scope.file.source.uri)
      ? asRamWriter(tfJsonWriter(scope.file, block, value, ramJsonNames), (edits) => edits)
      : asRamWriter(blockWriter(scope.file, own, value)),
  });
}

/** `jsonencode({ … })`. What an expression computes is not edited. */
export function readObject(
  name: string,
  expr: Expr,
  scope: Scope,
  replaced: readonly string[] = [],
  dialect?: DialectName,
): PolicyDocument {
  return readExpr(name, deletion(evaluate(expr, scope)), expr, scope, replaced, dialect);
}

/** Statements that become a policy somewhere else, where others may join them. */
export function readStatements(
  name: string,
  expr: TupleExpr | ObjectExpr,
  scope: Scope,
  replaced: readonly string[] = [],
  dialect?: DialectName,
): PolicyDocument {
  const { range } = expr;
  const value = evaluate(expr, scope);
  const list = value.type === 'list' ? value : listValue([value], range);
  // The types of variables may have defaults for what a statement lacks.
  const items = list.items.map((item) =>
    item.type === 'object' ? { ...item, open: [...item.open, item.range] } : item,
  );
  const key = keyText('Statement', { start: range.start, end: range.start });
  const statement = { key, name: 'Statement', range, value: listValue(items, range, [...list.open, range]) };
  return readExpr(name, objectValue([statement], range, [range]), expr, scope, replaced, dialect);
}

function readExpr(
  name: string,
  read: Value,
  expr: Expr,
  scope: Scope,
  replaced: readonly string[],
  dialect: DialectName | undefined,
): PolicyDocument {
  const value = withoutWords(read, replaced);
  const { file } = scope;
  const isPlain = expr.kind === 'object' || expr.kind === 'tuple';
  const policy = readPolicy(value, {
    name,
    language: 'terraform',
    dialect: dialect ?? 'aws',
    write: isPlain && !isJsonModuleFile(file.source.uri) ? objectWriter(file, expr, value) : NO_EDITS,
  });
  return dialect === undefined ? inItsDialect(policy) : policy;
}

/** JSON in a heredoc or string. Undefined: there is no JSON object in it, so nothing can be said. */
export function readText(
  name: string,
  expr: TemplateExpr,
  scope: Scope,
  replaced: readonly string[] = [],
  dialect?: DialectName,
): PolicyDocument | undefined {
  const read = readTemplateJson(expr, scope);
  if (read === undefined) return undefined;
  const policy = readPolicy(withoutWords(deletion(read.value), replaced), {
    name,
    language: 'terraform',
    dialect: dialect ?? 'aws',
    problems: read.problems,
    write: read.write,
  });
  return dialect === undefined ? inItsDialect(policy) : policy;
}

/** `{}` takes a policy away: providers send it instead of none. Nothing is missing in it. */
function deletion(value: Value): Value {
  return value.type === 'object' && value.entries.length === 0 ? { ...value, open: [value.range] } : value;
}

/** What functions make of an object, or an expression inside a JSON string says, is not edited. */
const NO_EDITS: Writer = {
  text: () => [],
  part: () => [],
  set: () => [],
  insert: () => [],
  remove: () => [],
  removeAll: () => [],
  rename: () => [],
};

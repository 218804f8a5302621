import type { PolicyDocument, Writer } from '../../policy/model.ts';
import { readPolicy } from '../../policy/read.ts';
import { documentValue } from './document.ts';
import { evaluate } from './evaluate.ts';
import { isJsonModuleFile } from './folders.ts';
import type { Block, Expr, TemplateExpr } from './hcl/ast.ts';
import type { Scope } from './scope.ts';
import { readTemplateJson } from './template-json.ts';
import { blockWriter, objectWriter } from './write.ts';

/** A data source's blocks as a policy. What it leaves out, the provider supplies. */
export function readBlock(name: string, block: Block, scope: Scope): PolicyDocument {
  const value = documentValue(block, scope, evaluate);
  return readPolicy(value, {
    name,
    language: 'terraform',
    dialect: 'aws',
    implied: { effect: 'Allow', version: '2012-10-17', emptyLists: 'left out' },
    write: isJsonModuleFile(scope.file.source.uri) ? NO_EDITS : blockWriter(scope.file, block, value),
  });
}

/** `jsonencode({ … })`. What an expression computes is not edited. */
export function readObject(name: string, expr: Expr, scope: Scope): PolicyDocument {
  const value = evaluate(expr, scope);
  return readPolicy(value, {
    name,
    language: 'terraform',
    dialect: 'aws',
    write:
      expr.kind !== 'object' || isJsonModuleFile(scope.file.source.uri)
        ? NO_EDITS
        : objectWriter(scope.file, expr, value),
  });
}

/** JSON in a heredoc or string. Undefined: there is no JSON object in it, so nothing can be said. */
export function readText(name: string, expr: TemplateExpr, scope: Scope): PolicyDocument | undefined {
  const read = readTemplateJson(expr, scope);
  if (read === undefined) return undefined;
  return readPolicy(read.value, {
    name,
    language: 'terraform',
    dialect: 'aws',
    problems: read.problems,
    write: read.write,
  });
}

/** Files in Terraform's JSON syntax are written by programs: nobody mends them by hand. */
const NO_EDITS: Writer = {
  text: () => [],
  part: () => [],
  set: () => [],
  insert: () => [],
  remove: () => [],
  removeAll: () => [],
  rename: () => [],
};

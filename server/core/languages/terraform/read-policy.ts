import type { PolicyDocument } from '../../policy/model.ts';
import { readPolicy } from '../../policy/read.ts';
import { documentValue } from './document.ts';
import { evaluate } from './evaluate.ts';
import type { Block, ObjectExpr, TemplateExpr } from './hcl/ast.ts';
import type { Scope } from './scope.ts';
import { readTemplateJson } from './template-json.ts';
import { blockWriter, objectWriter } from './write.ts';

/** A data source's blocks as a policy. What it leaves out, the provider supplies. */
export function readBlock(name: string, block: Block, scope: Scope): PolicyDocument {
  return readPolicy(documentValue(block, scope, evaluate), {
    name,
    language: 'terraform',
    dialect: 'aws',
    implied: { effect: 'Allow', version: '2012-10-17' },
    write: blockWriter(scope.file, block),
  });
}

/** `jsonencode({ … })`. */
export function readObject(name: string, expr: ObjectExpr, scope: Scope): PolicyDocument {
  return readPolicy(evaluate(expr, scope), {
    name,
    language: 'terraform',
    dialect: 'aws',
    write: objectWriter(scope.file, expr),
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

import type { TextRange } from '../../text/range.ts';
import type { Uri } from '../../text/source.ts';
import { evaluate } from './evaluate.ts';
import { namedUri } from './files.ts';
import type { Body, Expr } from './hcl/ast.ts';
import type { LinkedModule } from './link.ts';
import { partsOf } from './mentions.ts';
import type { ModuleFile } from './module.ts';

/** What `file("…")` and `templatefile("…", …)` name, where that is certain; the range is the path's. */
export function namedFiles(
  linked: LinkedModule,
  file: ModuleFile,
): readonly { readonly range: TextRange; readonly uri: Uri }[] {
  if (!/\b(?:template)?file\s*\(/.test(file.source.text)) return [];
  const found: { range: TextRange; uri: Uri }[] = [];
  const scope = linked.scopeOf(file);
  const visit = (expr: Expr) => {
    if (expr.kind === 'call' && (expr.name === 'file' || expr.name === 'templatefile')) {
      const [path] = expr.args;
      const uri = path === undefined ? undefined : namedUri(expr, scope, evaluate);
      if (path !== undefined && uri !== undefined) {
        const range = path.kind === 'template' && path.heredoc === 'no' ? path.inner : path.range;
        found.push({ range, uri });
      }
    }
    for (const part of partsOf(expr)) visit(part);
  };
  const walk = ({ attributes, blocks }: Body) => {
    for (const { value } of attributes) visit(value);
    for (const { body } of blocks) walk(body);
  };
  walk(file.hcl.body);
  return found;
}

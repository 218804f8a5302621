import type { Fix } from '../../../rules/rule.ts';
import type { TextRange } from '../../../text/range.ts';
import type { ModuleFile } from '../module.ts';
import { VARIABLE_ARGUMENTS } from '../names.ts';
import { chainAt, isDocumentBlock } from './expressions.ts';
import type { ModuleRule } from './module-rule.ts';

/** `"${aws:username}"`: HCL takes it for an expression, which it is not, and the whole file is refused. */
export const unescapedPolicyVariable: ModuleRule = {
  id: 'unescaped-policy-variable',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A policy variable stands in Terraform without being escaped',
  check: {},
  *checkFile(file) {
    for (const { kind, at } of file.hcl.problems) {
      if (kind !== 'iam-variable') continue;
      const written = file.source.text.slice(at.start, at.end);
      const escaped = isRewritten(file, at) ? `&${written.slice(1)}` : `$${written}`;
      yield {
        at,
        path: [],
        message: `Terraform takes "${written}" for an expression and refuses the file; IAM's variable is written "${escaped}" here`,
        fixes: (): readonly Fix[] => [
          {
            title: `Write "${escaped}"`,
            applicability: 'safe',
            edits: [{ range: at, newText: escaped }],
          },
        ],
      };
    }
  },
};

/** Where the provider turns `&{` into IAM's `${`. */
function isRewritten(file: ModuleFile, at: TextRange): boolean {
  const { blocks, attribute } = chainAt(file.hcl.body, at.start);
  const [outer] = blocks;
  return outer !== undefined && isDocumentBlock(outer) && VARIABLE_ARGUMENTS.has(attribute?.name ?? '');
}

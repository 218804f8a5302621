import { entryOf } from '../../../policy/value.ts';
import type { Fix } from '../../../rules/rule.ts';
import type { ModuleRule } from './module-rule.ts';
import { sourceDocumentsIn } from './source-documents.ts';
import { report } from './wiring.ts';

/** `"Statement": {…}` in a merged document: IAM takes it, the data source does not. */
export const singleStatementObject: ModuleRule = {
  id: 'single-statement-object',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A merged document has its only statement outside a list',
  check: {},
  *checkFile(file, ctx) {
    const { text } = file.source;
    for (const { value } of sourceDocumentsIn(file, ctx)) {
      const statement = entryOf(value, 'Statement');
      if (statement?.value.type !== 'object') continue;
      const { range } = statement.value;
      const plain = text[range.start] === '{' && text[range.end - 1] === '}';
      const fixes: readonly Fix[] = plain
        ? [
            {
              title: 'Put the statement into a list',
              applicability: 'review',
              edits: [
                { range: { start: range.start, end: range.start }, newText: '[' },
                { range: { start: range.end, end: range.end }, newText: ']' },
              ],
            },
          ]
        : [];
      const at = { start: range.start, end: Math.min(range.start + 1, range.end) };
      const message =
        'The data source merges only documents whose "Statement" is a list, and fails on this one; put the statement into brackets';
      yield report(at, message, fixes);
    }
  },
};

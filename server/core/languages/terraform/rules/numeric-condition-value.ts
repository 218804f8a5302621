import type { Value } from '../../../policy/value.ts';
import type { ModuleFile } from '../module.ts';
import type { ModuleRule } from './module-rule.ts';
import { conditionsOf, type SourceDocument, sourceDocumentsIn, statementsOf } from './source-documents.ts';
import { report } from './wiring.ts';

/** `"NumericLessThan": {"aws:MultiFactorAuthAge": 3600}` in a merged document: the data source drops the test. */
export const numericConditionValue: ModuleRule = {
  id: 'numeric-condition-value',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A merged document has a condition value that the data source loses',
  check: {},
  *checkFile(file, ctx) {
    for (const document of sourceDocumentsIn(file, ctx)) {
      for (const entry of statementsOf(document.value).flatMap(conditionsOf)) {
        const { value } = entry;
        if (value.type === 'number') {
          const message = `The data source drops the test of "${entry.name}" without a word, for it takes strings only, and the statement gets wider; quote the number`;
          yield report(value.range, message, quote(value, document, file));
        }
        if (value.type !== 'list') continue;
        for (const item of value.items) {
          if (item.type !== 'number' && item.type !== 'boolean') continue;
          const message = `The data source takes only strings in the values of "${entry.name}", and the provider crashes on a ${item.type}; quote it`;
          yield report(item.range, message, quote(item, document, file));
        }
      }
    }
  },
};

function quote(value: Value, document: SourceDocument, file: ModuleFile) {
  const { range } = value;
  const written = file.source.text.slice(range.start, range.end);
  if ((value.type !== 'number' && value.type !== 'boolean') || written !== value.text.value) return [];
  const newText = `${document.quote}${written}${document.quote}`;
  return [{ title: 'Quote it', applicability: 'review' as const, edits: [{ range, newText }] }];
}

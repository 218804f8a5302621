import type { Entry, Value } from '../../../policy/value.ts';
import { entryOf } from '../../../policy/value.ts';
import { evaluate } from '../evaluate.ts';
import type { ModuleFile } from '../module.ts';
import { type Origin, originsOf } from '../origins.ts';
import { readTemplateJson } from '../template-json.ts';
import { documentBlocks } from './expressions.ts';
import type { ModuleRuleContext } from './module-rule.ts';
import { mergedBy } from './wiring.ts';

/** JSON that stands in a file and that some document data source of its module merges. */
export interface SourceDocument {
  readonly value: Value;
  /** In JSON that is in a quoted string quotes have a backslash. */
  readonly quote: string;
}

const found = new WeakMap<object, readonly Located[]>();

interface Located extends SourceDocument {
  readonly file: ModuleFile;
}

export function sourceDocumentsIn(file: ModuleFile, ctx: ModuleRuleContext): readonly SourceDocument[] {
  const known = found.get(ctx.linked) ?? findAll(ctx);
  found.set(ctx.linked, known);
  return known.filter((document) => document.file === file);
}

function findAll({ linked }: ModuleRuleContext): readonly Located[] {
  const seen = new Set<string>();
  return linked.module.files.flatMap((file) =>
    documentBlocks(file)
      .flatMap(mergedBy)
      .flatMap(({ value }) => originsOf(value, linked.scopeOf(file)))
      .flatMap((origin): readonly Located[] => {
        const document = readOrigin(origin);
        if (document === undefined) return [];
        const key = `${document.file.source.uri} ${document.value.range.start}`;
        if (seen.has(key)) return [];
        seen.add(key);
        return [document];
      }),
  );
}

function readOrigin(origin: Origin): Located | undefined {
  if (origin.kind === 'object') {
    return { value: evaluate(origin.expr, origin.scope), quote: '"', file: origin.scope.file };
  }
  if (origin.kind !== 'text') return undefined;
  const value = readTemplateJson(origin.expr, origin.scope)?.value;
  const quote = origin.expr.heredoc === 'no' ? '\\"' : '"';
  return value === undefined ? undefined : { value, quote, file: origin.scope.file };
}

/** The statements of a document, whichever way it has them. */
export function statementsOf(document: Value): readonly Value[] {
  const statement = entryOf(document, 'Statement')?.value;
  return statement?.type === 'list' ? statement.items : statement === undefined ? [] : [statement];
}

/** Every condition key of a statement with its values. */
export function conditionsOf(statement: Value): readonly Entry[] {
  const operators = entryOf(statement, 'Condition')?.value;
  if (operators?.type !== 'object') return [];
  return operators.entries.flatMap(({ value }) => (value.type === 'object' ? value.entries : []));
}

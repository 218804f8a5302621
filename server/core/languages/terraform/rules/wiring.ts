import type { Fix, Report } from '../../../rules/rule.ts';
import type { TextRange } from '../../../text/range.ts';
import { type Consumer, consumersOf } from '../consumers.ts';
import type { Attribute, Block } from '../hcl/ast.ts';
import type { LinkedModule } from '../link.ts';
import { attributeOf, type ModuleFile } from '../module.ts';
import { MERGING } from '../names.ts';
import { documentBlocks } from './expressions.ts';
import type { ModuleRuleContext } from './module-rule.ts';

const consumers = new WeakMap<LinkedModule, readonly Consumer[]>();

/** The policy arguments of the whole module; several rules ask. */
export function moduleConsumers({ linked, facts, dialects }: ModuleRuleContext): readonly Consumer[] {
  const known = consumers.get(linked) ?? consumersOf(linked.module, facts, linked.scopeOf);
  consumers.set(linked, known);
  return known.every(({ dialect }) => dialects.includes(dialect))
    ? known
    : known.filter(({ dialect }) => dialects.includes(dialect));
}

/** Those that stand in one file. */
export function consumersIn(file: ModuleFile, ctx: ModuleRuleContext): readonly Consumer[] {
  return moduleConsumers(ctx).filter((consumer) => consumer.file === file);
}

/** The arguments by which document data sources of a file merge other documents. */
export function mergedIn(file: ModuleFile): readonly Attribute[] {
  return documentBlocks(file).flatMap(mergedBy);
}

export function mergedBy(block: Block): readonly Attribute[] {
  return MERGING.flatMap((name) => attributeOf(block.body, name) ?? []);
}

/** A report of something that stands outside every policy. */
export function report(at: TextRange, message: string, fixes: readonly Fix[] = []): Report {
  return { at, path: [], message, fixes: () => fixes };
}

export function edit(title: string, range: TextRange, newText: string): Fix {
  return { title, applicability: 'review', edits: [{ range, newText }] };
}

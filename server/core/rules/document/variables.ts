import type { Item, PolicyDocument } from '../../policy/model.ts';
import { rangeWithin } from '../../policy/text.ts';
import type { TextRange } from '../../text/range.ts';
import type { RuleContext } from '../rule.ts';

export interface VariableUse {
  readonly item: Item;
  /** As written: `${aws:username}`. */
  readonly name: string;
  readonly range: TextRange;
}

/**
 * The first policy variable of each text that may hold one: resources, and condition values under String and ARN operators.
 * A key with a single colon, or an escape such as `${*}`; CloudFormation's `${AWS::Region}` is none of IAM's.
 */
export function variableUses(policy: PolicyDocument, ctx: RuleContext): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  const look = (items: readonly Item[]) => {
    for (const item of items) {
      const use = variableIn(item);
      if (use !== undefined) uses.push(use);
    }
  };
  for (const statement of policy.statements) {
    look(statement.resource?.value.items ?? []);
    look(statement.notResource?.value.items ?? []);
    for (const operator of statement.condition?.value.operators ?? []) {
      const family = ctx.dialect.parseOperator(operator.name)?.family;
      if (family !== 'String' && family !== 'ARN') continue;
      for (const entry of operator.entries) look(entry.values.items);
    }
  }
  return uses;
}

function variableIn(item: Item): VariableUse | undefined {
  const { text } = item;
  if (text.value !== undefined) {
    const found = find(text.value);
    if (found === undefined) return undefined;
    const { name, at } = found;
    return { item, name, range: rangeWithin(text, at, at + name.length) };
  }
  for (const piece of text.pieces) {
    const found = piece.kind === 'text' ? find(piece.text) : undefined;
    if (found !== undefined) return { item, name: found.name, range: piece.range };
  }
  return undefined;
}

function find(text: string): { readonly name: string; readonly at: number } | undefined {
  if (!text.includes('${')) return undefined;
  const match = VARIABLE.exec(text);
  return match === null ? undefined : { name: match[0], at: match.index };
}

const VARIABLE = /\$\{(?:[*?$]|[a-z0-9_.-]+:(?!:)[^{}]+)\}/i;

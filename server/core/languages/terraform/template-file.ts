import type { PolicyDocument } from '../../policy/model.ts';
import type { Value } from '../../policy/value.ts';
import type { Source } from '../../text/source.ts';
import { evaluate } from './evaluate.ts';
import type { Expr, TemplateExpr } from './hcl/ast.ts';
import { type HclParser, parseHcl } from './hcl/parse.ts';
import { shift } from './hcl/shift.ts';
import type { ModuleFile } from './module.ts';
import { readText } from './read-policy.ts';
import type { Scope } from './scope.ts';

/** What `templatefile("…", { … })` gives to the file that it renders: inside, only these values have names. */
export interface TemplateUse {
  readonly values: Expr | undefined;
  readonly scope: Scope;
  /** Words that are taken out of the text afterwards. */
  readonly replaced?: readonly string[];
}

/** The policy that a template spells, with what its caller gives in the holes. Undefined: it is no JSON object. */
export function readTemplateFile(
  parser: HclParser,
  source: Source,
  use: TemplateUse,
): PolicyDocument | undefined {
  const expr = parseTemplate(parser, source.text);
  if (expr === undefined) return undefined;
  const file: ModuleFile = {
    source,
    hcl: { body: { range: expr.range, attributes: [], blocks: [] }, problems: [] },
  };
  const inside: Scope = { ...use.scope, file, names: namesIn(use) };
  return readText(source.uri.slice(source.uri.lastIndexOf('/') + 1), expr, inside, use.replaced);
}

export function namesIn({ values, scope }: TemplateUse): ReadonlyMap<string, Value> {
  const value = values === undefined ? undefined : evaluate(values, scope);
  return new Map(value?.type === 'object' ? value.entries.map((entry) => [entry.name, entry.value]) : []);
}

/** A whole file is a template as the content of a heredoc is. */
function parseTemplate(parser: HclParser, text: string): TemplateExpr | undefined {
  let word = 'TEMPLATE';
  while (text.includes(word)) word += '_';
  const head = `x = <<${word}\n`;
  const value = parseHcl(parser, `${head}${text}\n${word}\n`).body.attributes[0]?.value;
  if (value?.kind !== 'template') return undefined;
  const range = { start: 0, end: text.length };
  return { ...shift(value, -head.length), range, inner: range };
}

import type { Parser } from 'web-tree-sitter';
import type { HclFile } from './ast.ts';
import { convertTree } from './convert.ts';
import { repair } from './repair.ts';

/** A parser of HCL's native syntax with the Terraform grammar set, made by the host: loading WebAssembly takes promises. */
export type HclParser = Parser;

/** Reads a file of HCL as far as it can be understood. Never throws for a user's text; the syntax tree's memory is freed here. */
export function parseHcl(parser: HclParser, text: string): HclFile {
  try {
    return parseTree(parser, text);
  } catch (error) {
    // Brackets in brackets by the thousand: nothing that people write.
    if (error instanceof RangeError) return nothing(text);
    throw error;
  }
}

function parseTree(parser: HclParser, text: string): HclFile {
  const repaired = repair(text);
  const tree = parser.parse(repaired.text);
  if (tree === null) return nothing(text);
  try {
    return convertTree(tree.rootNode, repaired);
  } finally {
    tree.delete();
  }
}

function nothing(text: string): HclFile {
  const range = { start: 0, end: text.length };
  return { body: { range, attributes: [], blocks: [] }, problems: [{ at: range, kind: 'syntax' }] };
}

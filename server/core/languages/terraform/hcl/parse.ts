import type { Parser } from 'web-tree-sitter';
import type { HclFile } from './ast.ts';
import { convertTree } from './convert.ts';
import { type Repaired, repair } from './repair.ts';
import { shift } from './shift.ts';

/** A parser of HCL's native syntax with the Terraform grammar set, made by the host: loading WebAssembly takes promises. */
export type HclParser = Parser;

/**
 * Reads a file of HCL as far as it can be understood, or a part of one that begins at `at`. Never throws for a user's text;
 * the syntax tree's memory is freed here.
 */
export function parseHcl(parser: HclParser, text: string, at = 0): HclFile {
  try {
    return parseTree(parser, text, at);
  } catch (error) {
    // Brackets in brackets by the thousand: nothing that people write.
    if (error instanceof RangeError) return nothing(text);
    throw error;
  }
}

function parseTree(parser: HclParser, text: string, at: number): HclFile {
  const repaired = repair(text);
  const tree = parser.parse(repaired.text);
  if (tree === null) return nothing(text);
  try {
    return convertTree(tree.rootNode, at === 0 ? repaired : behind(repaired, at));
  } finally {
    tree.delete();
  }
}

/** What was repaired as a part of a file, at its place there. */
function behind({ text, original, iamVariables, words, missing }: Repaired, at: number): Repaired {
  return {
    text,
    original: (offset) => original(offset) + at,
    iamVariables: shift(iamVariables, at),
    words: shift(words, at),
    missing: missing.map((offset) => offset + at),
  };
}

function nothing(text: string): HclFile {
  const range = { start: 0, end: text.length };
  return { body: { range, attributes: [], blocks: [] }, problems: [{ at: range, kind: 'syntax' }] };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HclParser } from '../core/index.ts';
import { createHclParser } from './hcl-parser.ts';

/**
 * The parser of Terraform's syntax, made of the two WebAssembly files in `folder`. Nothing of it is loaded before somebody
 * asks. Throws where a file is missing.
 */
export async function loadHclParser(folder: string): Promise<HclParser> {
  const [treeSitter, wasm, grammar] = await Promise.all([
    import('web-tree-sitter'),
    readFile(join(folder, 'tree-sitter.wasm')),
    readFile(join(folder, 'tree-sitter-terraform.wasm')),
  ]);
  return createHclParser(treeSitter, wasm, grammar);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HclParser } from '../core/index.ts';

/**
 * The parser of Terraform's syntax, made of the two WebAssembly files in `folder`. Nothing of it is loaded before somebody
 * asks. Throws where a file is missing.
 */
export async function loadHclParser(folder: string): Promise<HclParser> {
  const { Language, Parser } = await import('web-tree-sitter');
  const [wasmBinary, grammar] = await Promise.all([
    readFile(join(folder, 'tree-sitter.wasm')),
    readFile(join(folder, 'tree-sitter-terraform.wasm')),
  ]);
  await Parser.init({ wasmBinary });
  return new Parser().setLanguage(await Language.load(grammar));
}

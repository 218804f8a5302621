import type { HclParser } from '../core/index.ts';

/** The package `web-tree-sitter`, however the platform loads it. */
export type TreeSitter = typeof import('web-tree-sitter');

/** The parser of Terraform's syntax, of the two WebAssembly files: `tree-sitter.wasm` and `tree-sitter-terraform.wasm`. */
export async function createHclParser(
  { Language, Parser }: TreeSitter,
  wasmBinary: Uint8Array,
  grammar: Uint8Array,
): Promise<HclParser> {
  await Parser.init({ wasmBinary });
  return new Parser().setLanguage(await Language.load(grammar));
}

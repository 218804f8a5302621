import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import type { HclParser } from '../../server/core/languages/terraform/hcl/parse.ts';

let loading: Promise<HclParser> | undefined;

/** The real parser with the Terraform grammar; loaded once per worker. */
export function hclParser(): Promise<HclParser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<HclParser> {
  await Parser.init();
  const { resolve } = createRequire(import.meta.url);
  const grammar = resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return parser;
}

import { transformSync } from 'esbuild';
import { parseAst } from 'vitest/node';
import { read } from './files.ts';

export interface Literal {
  /** Path and line, of the first that is written so. */
  readonly place: string;
  readonly regex: RegExp;
}

/** Every literal of a TypeScript file, as the compiler sees it. */
export function literalsIn(path: string): readonly Literal[] {
  const text = read(path);
  const { code } = transformSync(text, { loader: 'ts', target: 'esnext' });
  return regexesIn(parseAst(code)).map(({ pattern, flags }) => {
    const line = text.slice(0, text.indexOf(`/${pattern}/${flags}`)).split('\n').length;
    return { place: `${path}:${line}`, regex: new RegExp(pattern, flags.replace('g', '')) };
  });
}

interface Written {
  readonly pattern: string;
  readonly flags: string;
}

function regexesIn(node: unknown): readonly Written[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(regexesIn);
  if ('regex' in node) return [node.regex as Written];
  return Object.values(node).flatMap(regexesIn);
}

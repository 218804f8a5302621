import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page of a rule as Markdown; undefined where there is none. */
export type Page = (rule: string) => string | undefined;

/** Reads the pages that the build gathered, once somebody asks. */
export function pagesIn(folder: string): Page {
  let pages: Readonly<Record<string, string>> | undefined;
  return (rule) => {
    pages ??= read(join(folder, 'rules.json'));
    return Object.hasOwn(pages, rule) ? pages[rule] : undefined;
  };
}

function read(file: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

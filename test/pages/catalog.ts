import { readFileSync } from 'node:fs';
import { type Catalog, createCatalog } from '../../server/core/index.ts';

let shared: Catalog | undefined;

/** The real tables, as they ship. Their npm sources are pinned, so they stand still. */
export function catalog(): Catalog {
  shared ??= createCatalog((name) => {
    try {
      return readFileSync(new URL(`../../dist/tables/${name}.json`, import.meta.url), 'utf8');
    } catch {
      return undefined;
    }
  });
  return shared;
}

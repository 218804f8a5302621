import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, createCatalog, type TableName } from '../core/index.ts';
import { CommandError } from './arguments.ts';

/** The catalog over the tables in `folder`. Throws `CommandError` where they are missing: everything would be unknown. */
export function openCatalog(folder: string): Catalog {
  const load = (name: TableName): string | undefined => {
    try {
      return readFileSync(join(folder, `${name}.json`), 'utf8');
    } catch {
      return undefined;
    }
  };
  if (load('shape') === undefined)
    throw new CommandError(`the service data is missing: ${join(folder, 'shape.json')} cannot be read`);
  return createCatalog(load);
}

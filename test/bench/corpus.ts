import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, createCatalog, createEngine, type Engine, type Source } from '../../server/core/index.ts';
import { allRules, json, type Project } from '../../server/core/index.ts';
import { root } from './root.ts';

/** A catalog as a host makes it: nothing of it is read yet. */
export function freshCatalog(): Catalog {
  return createCatalog((name) => readFileSync(join(root, 'dist/tables', `${name}.json`), 'utf8'));
}

export function freshEngine(): Engine {
  return createEngine({
    catalog: freshCatalog(),
    languages: [json],
    rules: allRules,
    onBug: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
}

/** The newest document of every managed policy, as the tables of the build have it, laid out with two blanks. */
export function managedPolicies(): readonly Source[] {
  const table = (name: string) => readFileSync(join(root, 'dist/tables', `${name}.json`), 'utf8');
  const { policies } = JSON.parse(table('policies')) as { policies: [string, ...unknown[]][] };
  const { documents } = JSON.parse(table('policy-documents')) as { documents: string[] };
  return documents.map((document, index) => ({
    uri: `file:///corpus/${policies[index]?.[0] ?? index}.json`,
    languageId: 'json',
    text: JSON.stringify(JSON.parse(document), undefined, 2),
  }));
}

/** New sources each time: the engine remembers what it made of a source. */
export function projectOf(sources: readonly Source[]): Project {
  return {
    sources: new Map(sources.map((source) => [source.uri, { ...source }])),
    settings: { kinds: [{ glob: '**', kind: 'identity' }], severities: {} },
  };
}

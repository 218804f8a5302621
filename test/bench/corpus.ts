import { readFileSync } from 'node:fs';
import {
  allRules,
  type Catalog,
  createCatalog,
  createEngine,
  defaultSettings,
  type Engine,
  json,
  type Project,
  type Settings,
  type Source,
} from '../../server/core/index.ts';

/** A catalog as a host makes it: nothing of it is read yet. */
export function freshCatalog(): Catalog {
  return createCatalog(readTable);
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
  const { policies } = JSON.parse(readTable('policies')) as { policies: [string, ...unknown[]][] };
  const { documents } = JSON.parse(readTable('policy-documents')) as { documents: string[] };
  return documents.map((document, index) => ({
    uri: `file:///corpus/${policies[index]?.[0] ?? index}.json`,
    languageId: 'json',
    text: JSON.stringify(JSON.parse(document), undefined, 2),
  }));
}

export function readTable(name: string): string {
  return readFileSync(`dist/tables/${name}.json`, 'utf8');
}

/**
 * Reads and checks one document after the other, as the command line does, and gives the number of findings.
 * The sources are new each time: the engine remembers what it made of a source.
 */
export function checkAll(engine: Engine, sources: readonly Source[]): number {
  let findings = 0;
  for (const source of sources) {
    findings += engine.analyze(projectOf(source), source.uri)?.findings.length ?? 0;
  }
  return findings;
}

export function projectOf(source: Source): Project {
  return { sources: new Map([[source.uri, { ...source }]]), settings: asIdentity };
}

const asIdentity: Settings = { ...defaultSettings, forcedKind: 'identity' };

import {
  allRefactorings,
  allRules,
  createEngine,
  createTerraform,
  defaultSettings,
  type Engine,
  type HclParser,
  json,
  type Project,
  type Source,
} from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';
import { hclParser } from '../terraform/parser.ts';
import type { Sample } from './corpus.ts';

/** Syntax trees that are in WebAssembly's memory. */
export const trees = { made: 0, living: 0 };

const parser = counting(await hclParser());

/** Everything that ships, and nothing remembered. A rule or a refactoring that throws, throws here. */
export function freshEngine(): Engine {
  const terraform = createTerraform({ parser, facts: () => catalog().terraform, catalog: catalog() });
  return createEngine({
    catalog: catalog(),
    languages: [json, terraform],
    rules: allRules,
    refactorings: allRefactorings,
    onBug(what, error) {
      throw new Error(`${what} threw`, { cause: error });
    },
  });
}

/** The sample with another text; its neighbours stay the same values, as they do in an editor. */
export function projectOf({ uri, languageId, beside }: Sample, text: string): Project {
  const edited: Source = { uri, languageId, text };
  const sources = new Map([...beside, edited].map((source) => [source.uri, source]));
  return { sources, settings: { ...defaultSettings, accounts: { '123456789012': 'production' } } };
}

function counting(parser: HclParser): HclParser {
  const parse: HclParser['parse'] = (...given) => {
    const tree = parser.parse(...given);
    if (tree === null) return tree;
    const free = tree.delete.bind(tree);
    trees.made++;
    trees.living++;
    tree.delete = () => {
      trees.living--;
      free();
    };
    return tree;
  };
  return new Proxy(parser, { get: (target, name) => (name === 'parse' ? parse : Reflect.get(target, name)) });
}

import {
  allRules,
  check,
  dialectOf,
  type Finding,
  guessUse,
  json,
  type PolicyDocument,
  type PolicyUse,
} from '../../server/core/index.ts';
import { analyzeModule } from '../terraform/module.ts';
import { catalog } from './catalog.ts';
import type { Example } from './page.ts';

/**
 * Runs every rule over the policies of an example, as the use that its fence names; an example in Terraform is a module of one file,
 * which says by itself what its policies are used as. A rule that throws fails the test.
 */
export function checkText(
  example: Pick<Example, 'text' | 'language' | 'kind' | 'attached'>,
): readonly Finding[] {
  if (example.language === 'terraform') return analyzeModule(example.text, 'main.tf', example.kind).findings;
  const uri = 'file:///example.json';
  const file = json.read({ uri, languageId: example.language, text: example.text });
  return file.policies.flatMap(({ document, uses }) => {
    const guessed: PolicyUse = uses?.[0] ?? guessUse(document, uri, []);
    const asked: PolicyUse = {
      ...guessed,
      ...(example.kind === undefined ? {} : { kind: example.kind }),
      ...(example.attached === undefined
        ? {}
        : { attachedTo: { service: '', cloudFormationType: example.attached } }),
    };
    return checkDocument(document, asked);
  });
}

/** The policy of a JSON text in a given use. */
export function checkJson(text: string, use: PolicyUse): readonly Finding[] {
  const file = json.read({ uri: 'file:///example.json', languageId: 'json', text });
  return file.policies.flatMap(({ document }) => checkDocument(document, use));
}

function checkDocument(document: PolicyDocument, use: PolicyUse): readonly Finding[] {
  return check(document, use, {
    catalog: catalog(),
    dialect: dialectOf(document.dialect),
    rules: allRules,
    onBug: (rule, error) => {
      throw new Error(`rule ${rule.id} threw`, { cause: error });
    },
  });
}

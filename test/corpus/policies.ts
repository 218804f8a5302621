import { type Analysis, allRules, createEngine, defaultSettings, json } from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';

/** A document of AWS's own, laid out with two blanks. */
export interface CorpusDocument {
  /** `ReadOnlyAccess` or, of an older version, `ReadOnlyAccess v12`. */
  readonly name: string;
  readonly text: string;
}

/** The newest document of every managed policy. */
export function currentDocuments(): readonly CorpusDocument[] {
  return catalog().managedPolicies.flatMap(({ name, versions }) => {
    const version = versions.at(-1);
    return version === undefined ? [] : [{ name, text: textOf(version) }];
  });
}

/** Every document that is no longer the newest, or each `step`th of them. */
export function* formerDocuments(step = 1): Generator<CorpusDocument> {
  let count = 0;
  for (const { name, versions } of catalog().managedPolicies) {
    for (const version of versions.slice(0, -1)) {
      if (count++ % step === 0) yield { name: `${name} ${version.id}`, text: textOf(version) };
    }
  }
}

function textOf(version: { document(): string | undefined }): string {
  return JSON.stringify(JSON.parse(version.document() ?? ''), undefined, 2);
}

const engine = createEngine({
  catalog: catalog(),
  languages: [json],
  rules: allRules,
  onBug: (what, error) => {
    throw new Error(what, { cause: error });
  },
});

/** What the checker makes of a text as an identity policy, which all managed policies are. A rule that throws, throws here. */
export function analyze({ name, text }: CorpusDocument): Analysis {
  const uri = `file:///corpus/${encodeURIComponent(name)}.json`;
  const sources = new Map([[uri, { uri, languageId: 'json', text }]]);
  const analysis = engine.analyze({ sources, settings: { ...defaultSettings, forcedKind: 'identity' } }, uri);
  if (analysis === undefined) throw new Error(`${name} was not read`);
  if (analysis.policies.length !== 1)
    throw new Error(`${name} is one policy, not ${analysis.policies.length}`);
  return analysis;
}

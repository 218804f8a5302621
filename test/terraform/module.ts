import {
  type Analysis,
  allRules,
  createEngine,
  defaultSettings,
  type Engine,
  type Finding,
  json,
  type PolicyKind,
  type Source,
} from '../../server/core/index.ts';
import { createTerraform } from '../../server/core/languages/terraform/language.ts';
import type { LinkedModule } from '../../server/core/languages/terraform/link.ts';
import type { ModuleFile } from '../../server/core/languages/terraform/module.ts';
import { catalog } from '../pages/catalog.ts';
import { hclParser } from './parser.ts';

const folder = 'file:///module';

const terraform = createTerraform({
  parser: await hclParser(),
  facts: () => catalog().terraform,
  catalog: catalog(),
});

/** Of both languages with the real tables. A rule that throws fails the test. */
export const engine: Engine = createEngine({
  catalog: catalog(),
  languages: [json, terraform],
  rules: allRules,
  onBug: (what, error) => {
    throw new Error(`${what} threw`, { cause: error });
  },
});

/** Analyzes files of one folder, by their names; the answer is of the file asked for, the only one unless said. */
export function analyzeModule(
  files: string | Readonly<Record<string, string>>,
  of = 'main.tf',
  kind?: PolicyKind,
): Analysis {
  const all = typeof files === 'string' ? { [of]: files } : files;
  const sources = new Map(
    Object.entries(all).map(([name, text]): [string, Source] => {
      const uri = `${folder}/${name}`;
      return [uri, { uri, languageId: name.endsWith('.json') ? 'json' : 'terraform', text }];
    }),
  );
  const settings = kind === undefined ? defaultSettings : { ...defaultSettings, forcedKind: kind };
  const analysis = engine.analyze({ sources, settings }, `${folder}/${of}`);
  if (analysis === undefined) throw new Error(`${of} was not read`);
  return analysis;
}

/** A module of one file, as it is linked. */
export function linkedModule(text: string): { readonly linked: LinkedModule; readonly file: ModuleFile } {
  const source: Source = { uri: `${folder}/main.tf`, languageId: 'terraform', text };
  const sources = new Map([[source.uri, source]]);
  const linked = terraform.moduleOf(folder, { sources, settings: defaultSettings });
  const [file] = linked?.module.files ?? [];
  if (linked === undefined || file === undefined) throw new Error('the module was not read');
  return { linked, file };
}

/** `rule severity "marked text"` of each finding: what a test reads at a glance. */
export function brief(analysis: Analysis): readonly string[] {
  const { text } = analysis.file.source;
  return analysis.findings.map((finding) => `${finding.severity} ${finding.rule} ${marked(text, finding)}`);
}

/** The first line of what a finding marks. */
export function marked(text: string, { at }: Finding): string {
  return text.slice(at.start, at.end).split('\n')[0] ?? '';
}

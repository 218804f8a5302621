import type { Catalog } from './catalog/catalog.ts';
import { dialectOf } from './dialects/dialects.ts';
import type { FileModel, Language } from './languages/language.ts';
import { guessUse, type KindSetting } from './policy/kind.ts';
import type { PolicyDocument } from './policy/model.ts';
import type { PolicyUse } from './policy/use.ts';
import { check } from './rules/analyze.ts';
import type { Finding } from './rules/finding.ts';
import type { Rule, Severity } from './rules/rule.ts';
import type { Source, Uri } from './text/source.ts';

/** Everything the host has read so far, open editors first. A new value per change; never mutated. */
export interface Project {
  readonly sources: ReadonlyMap<Uri, Source>;
  readonly settings: Settings;
}

export interface Settings {
  readonly kinds: readonly KindSetting[];
  /** A rule's loudness by its id, or `off`. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
}

export const defaultSettings: Settings = { kinds: [], severities: {} };

export interface Analysis {
  readonly file: FileModel;
  readonly policies: readonly AnalyzedPolicy[];
  /** Of all policies of the file, sorted by place. */
  readonly findings: readonly Finding[];
}

export interface AnalyzedPolicy {
  readonly document: PolicyDocument;
  readonly use: PolicyUse;
  readonly findings: readonly Finding[];
}

export interface Engine {
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
  /** Undefined: the document is unknown, of a foreign language, or cannot hold a policy. Cached by identity of source and settings. */
  analyze(project: Project, uri: Uri): Analysis | undefined;
  /** The model alone, for features that need no findings. */
  read(project: Project, uri: Uri): FileModel | undefined;
  languageOf(source: Source): Language | undefined;
}

export interface EngineParts {
  readonly catalog: Catalog;
  readonly languages: readonly Language[];
  readonly rules: readonly Rule[];
  /** Told of errors that cannot happen: a rule that throws. */
  readonly onBug?: (what: string, error: unknown) => void;
}

export function createEngine(parts: EngineParts): Engine {
  const { catalog, languages, rules } = parts;
  const models = new WeakMap<Source, FileModel>();
  const analyses = new WeakMap<Source, { readonly settings: Settings; readonly analysis: Analysis }>();
  const languageOf = (source: Source) =>
    languages.find((language) => language.ids.includes(source.languageId));

  const readSource = (source: Source): FileModel | undefined => {
    const known = models.get(source);
    if (known !== undefined) return known;
    const language = languageOf(source);
    if (language === undefined) return undefined;
    const model = language.suspects(source) ? language.read(source) : { source, policies: [] };
    models.set(source, model);
    return model;
  };

  const analyzeSource = (source: Source, settings: Settings): Analysis | undefined => {
    const known = analyses.get(source);
    if (known?.settings === settings) return known.analysis;
    const file = readSource(source);
    if (file === undefined) return undefined;
    const policies = file.policies.map(({ document, use: stated }): AnalyzedPolicy => {
      const use = stated ?? guessUse(document, source.uri, settings.kinds);
      const raw = check(document, use, {
        catalog,
        rules,
        dialect: dialectOf(document.dialect),
        onBug: (rule, error) => parts.onBug?.(`rule ${rule.id} on ${source.uri}`, error),
      });
      return { document, use, findings: adjust(raw, settings) };
    });
    const findings = policies.flatMap((policy) => policy.findings);
    const analysis: Analysis = { file, policies, findings: findings.sort((a, b) => a.at.start - b.at.start) };
    analyses.set(source, { settings, analysis });
    return analysis;
  };

  const withSource = <T>(
    project: Project,
    uri: Uri,
    run: (source: Source) => T | undefined,
  ): T | undefined => {
    const source = project.sources.get(uri);
    return source === undefined ? undefined : run(source);
  };

  return {
    catalog,
    rules,
    languageOf,
    read: (project, uri) => withSource(project, uri, readSource),
    analyze: (project, uri) => withSource(project, uri, (source) => analyzeSource(source, project.settings)),
  };
}

function adjust(findings: readonly Finding[], settings: Settings): readonly Finding[] {
  const { severities } = settings;
  if (Object.keys(severities).length === 0) return findings;
  return findings.flatMap((finding) => {
    const wanted = severities[finding.rule];
    if (wanted === 'off') return [];
    return [wanted === undefined ? finding : { ...finding, severity: wanted }];
  });
}

import type { Catalog } from './catalog/catalog.ts';
import { dialectOf } from './dialects/dialects.ts';
import type { FileModel, FilePolicy, Language, Want } from './languages/language.ts';
import { guessUse } from './policy/kind.ts';
import type { PolicyDocument } from './policy/model.ts';
import type { PolicyUse } from './policy/use.ts';
import type { Project, Settings } from './project.ts';
import { check, stamp } from './rules/analyze.ts';
import type { Finding } from './rules/finding.ts';
import type { Rule } from './rules/rule.ts';
import { recent } from './text/recent.ts';
import type { Source, Uri } from './text/source.ts';

export interface Analysis {
  readonly file: FileModel;
  readonly policies: readonly AnalyzedPolicy[];
  /** Of all policies of the file, sorted by place; what holds for several uses of a document is said once. */
  readonly findings: readonly Finding[];
}

/** A document in one of its uses. */
export interface AnalyzedPolicy {
  readonly document: PolicyDocument;
  readonly use: PolicyUse;
  /** The document stands inside a string of the file. */
  readonly embedded: boolean;
  readonly findings: readonly Finding[];
}

export interface Engine {
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
  /** Undefined: the document is unknown, of a foreign language, or cannot hold a policy. Cached by identity of what was read and the settings. */
  analyze(project: Project, uri: Uri): Analysis | undefined;
  /** The model alone, for features that need no findings. */
  read(project: Project, uri: Uri): FileModel | undefined;
  /** What a policy of a file is used as, at least one use. */
  usesOf(project: Project, file: FileModel, policy: FilePolicy): readonly PolicyUse[];
  languageOf(source: Source): Language | undefined;
  /** What the host should list or read, and then ask again with a project that has it. */
  wants(project: Project, uri: Uri): readonly Want[];
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
  const analyses = recent<FileModel, Cached>(4);
  const empty = recent<Source, FileModel>(4);
  const languageOf = (source: Source) =>
    languages.find((language) => language.takes?.(source)) ??
    languages.find((language) => language.ids.includes(source.languageId));

  const readForeign = (source: Source, project: Project, own: Language): FileModel | undefined => {
    for (const language of languages) {
      const file = language === own ? undefined : language.readForeign?.(source, project);
      if (file !== undefined) return file;
    }
    return undefined;
  };

  const readSource = (source: Source, project: Project): FileModel | undefined => {
    const language = languageOf(source);
    if (language === undefined) return undefined;
    if (language.suspects(source))
      return readForeign(source, project, language) ?? language.read(source, project);
    const nothing = empty.get(source) ?? { source, policies: [] };
    empty.set(source, nothing);
    return nothing;
  };

  const usesOf = (project: Project, file: FileModel, policy: FilePolicy): readonly PolicyUse[] => {
    const { settings } = project;
    const stated = policy.uses ?? foreignUses(languages, file.source, project);
    const known =
      stated === undefined
        ? [guessUse(policy.document, file.source.uri, settings.kinds)]
        : stated.length === 0
          ? [UNUSED]
          : stated;
    const { forcedKind } = settings;
    if (forcedKind === undefined) return known;
    const same = known.filter((use) => use.kind === forcedKind);
    if (same.length === 0) return [{ kind: forcedKind, by: 'setting' }];
    return same.map((use) =>
      use.by === 'content' || use.by === 'default' ? { ...use, by: 'setting' } : use,
    );
  };

  const checkUse = (
    { document, embedded }: FilePolicy,
    use: PolicyUse,
    source: Source,
    settings: Settings,
  ) => {
    const raw = check(document, use, {
      catalog,
      rules,
      dialect: dialectOf(document.dialect),
      onBug: (rule, error) => parts.onBug?.(`rule ${rule.id} on ${source.uri}`, error),
    });
    return { document, use, embedded: embedded === true, findings: adjust(raw, settings) };
  };

  const analyzeFile = (file: FileModel, project: Project): Analysis => {
    const { settings } = project;
    const uses = file.policies.map((policy) => usesOf(project, file, policy));
    const usesNow = JSON.stringify(uses);
    const known = analyses.get(file);
    if (known?.settings === settings && known.uses === usesNow) return known.analysis;
    const policies = file.policies.flatMap((policy, index) =>
      (uses[index] ?? []).map((use) => checkUse(policy, use, file.source, settings)),
    );
    const wiring = (file.wiring ?? []).map(({ rule, report }) => stamp(rule, report));
    const analysis = { file, policies, findings: allFindings(policies, adjust(wiring, settings)) };
    analyses.set(file, { settings, uses: usesNow, analysis });
    return analysis;
  };

  const withSource = <T>(project: Project, uri: Uri, run: (source: Source) => T): T | undefined => {
    const source = project.sources.get(uri);
    return source === undefined ? undefined : run(source);
  };

  return {
    catalog,
    rules,
    languageOf,
    usesOf,
    read: (project, uri) => withSource(project, uri, (source) => readSource(source, project)),
    analyze: (project, uri) =>
      withSource(project, uri, (source) => {
        const file = readSource(source, project);
        return file === undefined ? undefined : analyzeFile(file, project);
      }),
    wants: (project, uri) =>
      withSource(project, uri, (source) => languageOf(source)?.wants?.(source, project)) ?? [],
  };
}

interface Cached {
  readonly settings: Settings;
  readonly uses: string;
  readonly analysis: Analysis;
}

const UNUSED: PolicyUse = { kind: 'unknown', by: 'default' };

/** What documents of other languages use the whole file as; undefined where none names it. */
function foreignUses(
  languages: readonly Language[],
  source: Source,
  project: Project,
): readonly PolicyUse[] | undefined {
  const uses = languages.flatMap((language) => language.usesOf?.(source.uri, project) ?? []);
  return uses.length === 0 ? undefined : uses;
}

/** The same words at the same place come once, however many uses they hold for. */
function allFindings(policies: readonly AnalyzedPolicy[], wiring: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [...wiring];
  const repeats = new Set(policies.map(({ document }) => document)).size < policies.length;
  for (const policy of policies) {
    for (const finding of policy.findings) {
      const key = `${finding.rule} ${finding.at.start} ${finding.at.end} ${finding.message}`;
      if (seen.has(key)) continue;
      seen.add(key);
      findings.push(repeats ? withConsumer(finding, policy.use) : finding);
    }
  }
  return findings.sort((a, b) => a.at.start - b.at.start);
}

/** Where a document has several uses, a finding names the one it holds for. */
function withConsumer(finding: Finding, { at, kind }: PolicyUse): Finding {
  if (at === undefined) return finding;
  const consumer = { at: at.range, uri: at.uri, message: `used here as ${NAMES[kind] ?? kind} policy` };
  return { ...finding, related: [...finding.related, consumer] };
}

const NAMES: Readonly<Record<string, string>> = {
  identity: 'an identity',
  trust: 'a trust',
  resource: 'a resource',
};

function adjust(findings: readonly Finding[], settings: Settings): readonly Finding[] {
  const { severities } = settings;
  if (Object.keys(severities).length === 0) return findings;
  return findings.flatMap((finding) => {
    const wanted = severities[finding.rule];
    if (wanted === 'off') return [];
    return [wanted === undefined ? finding : { ...finding, severity: wanted }];
  });
}

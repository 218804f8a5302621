import type { Catalog } from './catalog/catalog.ts';
import { isIgnored } from './config/apply.ts';
import type { Config } from './config/config.ts';
import { configCandidates, configOf, withConfig } from './config/settings-of.ts';
import { dialectOf } from './dialects/dialects.ts';
import type { FileModel, FilePolicy, Language, Want } from './languages/language.ts';
import { guessUse, useAs } from './policy/kind.ts';
import type { PolicyDocument } from './policy/model.ts';
import type { PolicyUse } from './policy/use.ts';
import type { Project, Settings } from './project.ts';
import { type Offered, offersAt } from './refactor/offers.ts';
import type { Refactoring } from './refactor/refactoring.ts';
import { stamp } from './rules/analyze.ts';
import type { Finding } from './rules/finding.ts';
import { byName, type Judgement, type Judgements, recheck } from './rules/recheck.ts';
import type { Rule } from './rules/rule.ts';
import { type Judged, withoutJudged } from './suppress/judged.ts';
import type { TextRange } from './text/range.ts';
import { recent } from './text/recent.ts';
import type { Source, Uri } from './text/source.ts';

export interface Analysis extends Judged {
  readonly file: FileModel;
  readonly policies: readonly AnalyzedPolicy[];
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
  /** What holds for a file: the editor's settings and those of the configuration that is nearest to it. */
  settingsOf(project: Project, uri: Uri): Settings;
  /** What the host should list or read, and then ask again with a project that has it. */
  wants(project: Project, uri: Uri): readonly Want[];
  /** What could be changed at a place without anything being wrong there. */
  refactorings(project: Project, uri: Uri, range: TextRange): readonly Offered[];
}

export interface EngineParts {
  readonly catalog: Catalog;
  readonly languages: readonly Language[];
  readonly rules: readonly Rule[];
  readonly refactorings?: readonly Refactoring[];
  /** Told of errors that cannot happen: a rule that throws. */
  readonly onBug?: (what: string, error: unknown) => void;
}

export function createEngine(parts: EngineParts): Engine {
  const { catalog, languages, rules } = parts;
  const analyses = recent<FileModel, Cached>(4);
  const empty = recent<Source, FileModel>(4);
  const judged = recent<Uri, Judgements>(4);
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

  const settingsOf = (project: Project, uri: Uri): Settings =>
    withConfig(project.settings, configOf(project, uri), rules);

  const usesOf = (project: Project, file: FileModel, policy: FilePolicy): readonly PolicyUse[] => {
    const settings = settingsOf(project, file.source.uri);
    const stated = policy.uses ?? foreignUses(languages, file.source, project);
    const { forcedKind } = settings;
    if (stated === undefined) {
      return forcedKind === undefined
        ? [guessUse(policy.document, file.source.uri, settings.kinds)]
        : [useAs(forcedKind, policy.document)];
    }
    const known = stated.length === 0 ? [UNUSED] : stated;
    if (forcedKind === undefined) return known;
    const same = known.filter((use) => use.kind === forcedKind);
    if (same.length === 0) return [{ kind: forcedKind, by: 'setting' }];
    return same.map((use) =>
      use.by === 'content' || use.by === 'default' ? { ...use, by: 'setting' } : use,
    );
  };

  const checkUse = (
    { document: written, embedded }: FilePolicy,
    use: PolicyUse,
    source: Source,
    before: Judgements | undefined,
  ): AnalyzedPolicy => {
    const { dialect = written.dialect } = use;
    const document = dialect === written.dialect ? written : { ...written, dialect };
    const options = {
      catalog,
      rules,
      dialect: dialectOf(document.dialect),
      onBug: (rule: Rule, error: unknown) => parts.onBug?.(`rule ${rule.id} on ${source.uri}`, error),
    };
    const findings = recheck(document, use, options, before?.get(document.name) ?? NOTHING);
    return { document, use, embedded: embedded === true, findings };
  };

  /** Before settings have their say. */
  const checkFile = ({ source, policies }: FileModel, uses: Cached['uses']): readonly AnalyzedPolicy[] => {
    const before = judged.get(source.uri);
    const all = policies.flatMap((policy, index) =>
      (uses[index] ?? []).map((use) => checkUse(policy, use, source, before)),
    );
    // Of a document that is a policy as a whole every edit makes another policy.
    if (all.length > 1 || before !== undefined) judged.set(source.uri, byName(all));
    return all;
  };

  const analyzeFile = (file: FileModel, project: Project): Analysis => {
    const { uri } = file.source;
    const config = configOf(project, uri);
    const settings = withConfig(project.settings, config, rules);
    const uses = file.policies.map((policy) => usesOf(project, file, policy));
    const known = analyses.get(file);
    if (known?.settings === settings && known.config === config && isSame(known.uses, uses))
      return known.analysis;
    const policies = checkFile(file, uses).map((policy) => ({
      ...policy,
      findings: adjust(policy.findings, settings),
    }));
    const wiring = (file.wiring ?? []).map(({ rule, report }) => stamp(rule, report));
    const all = isIgnored(config, uri) ? [] : allFindings(policies, adjust(wiring, settings));
    const analysis = {
      file,
      policies,
      ...withoutJudged(all, {
        source: file.source,
        policies,
        comments: languageOf(file.source)?.suppressionComments?.(file.source, project) ?? [],
        config,
        isRule,
        adjust: (own) => adjust(own, settings),
      }),
    };
    analyses.set(file, { settings, config, uses, analysis });
    return analysis;
  };

  const ids = new Set(rules.map(({ id }) => id));
  const isRule = (name: string) => ids.has(name);

  const refactorings = (project: Project, source: Source, range: TextRange): readonly Offered[] => {
    const language = languageOf(source);
    const file = readSource(source, project);
    if (language === undefined || file === undefined) return [];
    return offersAt(parts.refactorings ?? [], {
      project,
      catalog,
      language,
      file,
      range,
      usesOf: (policy) => usesOf(project, file, policy),
      onBug: ({ name }, error) => parts.onBug?.(`refactoring ${name} on ${source.uri}`, error),
    });
  };

  const wantsOf = (project: Project, source: Source): readonly Want[] => {
    const language = languageOf(source);
    if (language === undefined) return [];
    const own = languages.flatMap((one) => one.wants?.(source, project) ?? []);
    if (project.config !== undefined || !language.suspects(source)) return own;
    return [...own, ...configCandidates(source.uri).map((file) => ({ file }))];
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
    settingsOf,
    read: (project, uri) => withSource(project, uri, (source) => readSource(source, project)),
    analyze: (project, uri) =>
      withSource(project, uri, (source) => {
        const file = readSource(source, project);
        return file === undefined ? undefined : analyzeFile(file, project);
      }),
    refactorings: (project, uri, range) =>
      withSource(project, uri, (source) => refactorings(project, source, range)) ?? [],
    wants: (project, uri) => withSource(project, uri, (source) => wantsOf(project, source)) ?? [],
  };
}

interface Cached {
  readonly settings: Settings;
  readonly config: Config | undefined;
  readonly uses: readonly (readonly PolicyUse[])[];
  readonly analysis: Analysis;
}

function isSame(a: Cached['uses'], b: Cached['uses']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const NOTHING: readonly Judgement[] = [];

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

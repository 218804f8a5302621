import type { KindSetting } from '../policy/kind.ts';
import type { Severity } from '../rules/rule.ts';
import type { TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';

/** Names of configuration files; the first that a folder has counts. */
export const CONFIG_NAMES = ['policywright.json', 'policywright.jsonc'] as const;

/** What a configuration file says. Its globs are meant from its own folder. */
export interface Config {
  readonly uri: Uri;
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly kinds: readonly KindSetting[];
  /** Names of accounts by their ids. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Files without findings. */
  readonly ignored: readonly string[];
  readonly suppressions: readonly ConfigSuppression[];
  /** Every place where it names a rule, whether there is such a rule or not. */
  readonly named: readonly { readonly rule: string; readonly at: TextRange }[];
  /** What was not understood, and is left out. */
  readonly problems: readonly ConfigProblem[];
}

/** Findings that somebody has judged, in files that cannot hold comments. All given conditions must hold. */
export interface ConfigSuppression {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly files?: string;
  /** Beginning of the place in the equivalent JSON policy, `Statement.0.Action`. */
  readonly path?: string;
  readonly sid?: string;
  /** Of the entry in the configuration file. */
  readonly at: TextRange;
}

export interface ConfigProblem {
  readonly at: TextRange;
  /** Sentence case, no full stop. */
  readonly message: string;
}

/** Whether a file is a configuration of ours, by its name. */
export function isConfigFile(uri: Uri): boolean {
  return CONFIG_NAMES.some((name) => uri.endsWith(`/${name}`));
}

import type { KindSetting } from './policy/kind.ts';
import type { PolicyKind } from './policy/use.ts';
import type { Severity } from './rules/rule.ts';
import type { Source, Uri } from './text/source.ts';

/** Everything the host has read so far, open editors first. A new value per change; never mutated. */
export interface Project {
  readonly sources: ReadonlyMap<Uri, Source>;
  readonly settings: Settings;
  /** The configuration file that counts for every file, whatever lies nearer; one that the project has not: none counts. */
  readonly config?: Uri;
}

export interface Settings {
  readonly kinds: readonly KindSetting[];
  /** A rule's loudness by its id, or `off`. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Every policy is of this kind, whatever its place says. */
  readonly forcedKind?: PolicyKind;
  /** Names of accounts by their ids. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** Absent: shown. */
  readonly inlayHints?: boolean;
  /** Whether condition keys and the services of actions are links; absent: they are. */
  readonly links?: boolean;
  readonly codeLens?: boolean;
  /** Nobody has vouched for the workspace: what lies in it may make the findings quieter, never louder. */
  readonly untrusted?: true;
}

export const defaultSettings: Settings = { kinds: [], severities: {} };

/** Twelve digits at AWS, sixteen at Alibaba Cloud. */
export function isAccountId(text: string): boolean {
  return /^\d{12}(?:\d{4})?$/.test(text);
}

import type { KindSetting } from './policy/kind.ts';
import type { PolicyKind } from './policy/use.ts';
import type { Severity } from './rules/rule.ts';
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
  /** Every policy is of this kind, whatever its place says. */
  readonly forcedKind?: PolicyKind;
}

export const defaultSettings: Settings = { kinds: [], severities: {} };

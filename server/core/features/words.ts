import type { PolicyKind } from '../policy/use.ts';
import type { QuotaOwner } from '../rules/document/budget.ts';
import type { Unseen } from './policy-access.ts';
import { en } from './words/en.ts';
import { zhCn } from './words/zh-cn.ts';

/**
 * What lenses, hints and the summary say, in one natural language. Messages of rules and hovers are English.
 * Every language is a value of this type, so that none can lack a word.
 */
export interface Words {
  /** `en`, `zh-cn`. */
  readonly locale: string;
  /** `12 actions`; `spelled` is the number as people read it. */
  actions(count: number, spelled: string): string;
  /** Behind a wildcard, when somebody points at its number. */
  matchesToday(levels: string, date: string): string;
  readonly everyAction: string;
  everyActionBut(count: number): string;
  /** `5 read`. */
  readonly ofLevel: Readonly<Record<Level, (count: number) => string>>;
  atLeast(text: string): string;
  denies(text: string): string;
  readonly kinds: Readonly<Record<PolicyKind, string>>;
  /** `Resource policy of aws_prometheus_workspace.main`. */
  kindOf(kind: string, target: string): string;
  /** Nothing in the files takes the document. */
  readonly unused: string;
  /** `1,234 of 6,144 characters (managed policy)`. */
  size(used: string, limit: string, percent: number, owner: string): string;
  characters(used: string): string;
  readonly owners: Readonly<Record<QuotaOwner, string>>;
  /** Where and how the size is counted. */
  readonly whiteSpaceCounts: string;
  readonly whiteSpaceDoesNotCount: string;
  /** Headings of the summary. */
  readonly headings: {
    readonly allowed: string;
    readonly denied: string;
    readonly resources: string;
    readonly resourcesBut: string;
    readonly principals: string;
    readonly principalsBut: string;
    readonly conditions: string;
    readonly size: string;
  };
  readonly levels: Readonly<Record<Level, string>>;
  more(count: number): string;
  /** What may come to the actions that are known. */
  readonly unseen: Readonly<Record<Unseen, string>>;
}

/** How much actions can do, as people ask for it: lists are read, tags are written. */
export type Level = 'read' | 'write' | 'permissions' | 'unknown';

export type LevelCounts = Readonly<Record<Level, number>>;

/** `5 read · 1 write · 0 permissions management`; the short form goes without what there is none of. */
export function accessIn({ ofLevel }: Words, counts: LevelCounts, form: 'full' | 'short' = 'full'): string {
  const isShown = (level: Level) => counts[level] > 0 || (form === 'full' && level !== 'unknown');
  const shown = LEVELS.filter(isShown).map((level) => ofLevel[level](counts[level]));
  return shown.join(' · ');
}

const LEVELS: readonly Level[] = ['read', 'write', 'permissions', 'unknown'];

/** The language for the locale of an editor, `zh-CN`; English where there is none. */
export function wordsOf(locale: string | undefined): Words {
  const name = (locale ?? '').toLowerCase().replace('_', '-');
  return SIMPLIFIED.has(name) || name.startsWith('zh-hans') ? zhCn : en;
}

const SIMPLIFIED: ReadonlySet<string> = new Set(['zh', 'zh-cn', 'zh-sg']);

export const languages: readonly Words[] = [en, zhCn];

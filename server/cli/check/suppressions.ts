import { fileURLToPath } from 'node:url';
import {
  allRules,
  type ConfigSuppression,
  lineIndex,
  readConfig,
  type Source,
  type TextRange,
} from '../../core/index.ts';
import { nameOf } from './files.ts';

/** Tells one entry of a configuration from every other; the same in every thread. */
export function suppressionKey({ at, rules, reason }: ConfigSuppression): string {
  return `${at.start} ${rules.join(',')} ${reason}`;
}

/** One sentence about each entry that took nothing away, although everything was checked. */
export function idleSuppressions(
  configs: readonly Source[],
  used: ReadonlySet<string>,
  cwd: string,
): readonly string[] {
  return configs.flatMap((source) =>
    readConfig(source)
      .suppressions.filter((one) => !used.has(suppressionKey(one)))
      .map(
        ({ at, rules }) =>
          `${placeOf(source, at, cwd)}: the entry for ${rules.join(', ')} took nothing away and can go`,
      ),
  );
}

/** One sentence about each name that a configuration has for a rule, and no rule has. */
export function unknownRules(configs: readonly Source[], cwd: string): readonly string[] {
  const ids = new Set(allRules.map(({ id }) => id));
  return configs.flatMap((source) =>
    readConfig(source)
      .named.filter(({ rule }) => !ids.has(rule))
      .map(({ at, rule }) => `${placeOf(source, at, cwd)}: there is no rule "${rule}"`),
  );
}

function placeOf({ uri, text }: Source, { start }: TextRange, cwd: string): string {
  const { line } = lineIndex(text).at(start);
  return `${nameOf(fileURLToPath(uri), cwd)}:${line + 1}`;
}

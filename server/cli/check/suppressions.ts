import { fileURLToPath } from 'node:url';
import { type ConfigSuppression, lineIndex, readConfig, type Source } from '../../core/index.ts';
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
      .map(({ at, rules }) => {
        const { line } = lineIndex(source.text).at(at.start);
        const path = nameOf(fileURLToPath(source.uri), cwd);
        return `${path}:${line + 1}: the entry for ${rules.join(', ')} took nothing away and can go`;
      }),
  );
}

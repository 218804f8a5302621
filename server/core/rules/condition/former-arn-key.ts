import { renameKey } from '../fixes.ts';
import type { Checks } from '../rule.ts';
import { isUnfinished } from './entries.ts';

/** The short-lived key `aws:ARN`, in any case. */
export function isArnKey(name: string): boolean {
  return name.length === 7 && name.toLowerCase() === 'aws:arn';
}

/** Both codes that Access Analyzer has for `aws:ARN` mark the same place; only severity and advice differ. */
export function checkArnKey(message: (name: string) => string, replacements: readonly string[]): Checks {
  return {
    condition({ entry }, ctx) {
      if (!isArnKey(entry.name) || isUnfinished(entry.values)) return;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: message(entry.name),
        fixes: () => replacements.flatMap((name) => renameKey(ctx, entry.path, name, 'review')),
      });
    },
  };
}

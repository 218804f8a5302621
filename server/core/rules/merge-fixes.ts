import type { TextEdit } from '../text/edit.ts';
import type { Finding } from './finding.ts';

export interface MergedFixes {
  readonly edits: readonly TextEdit[];
  /** How many findings they settle. */
  readonly fixed: number;
}

/**
 * The first safe fix of every finding, as edits that can be applied together.
 * A fix that meets an earlier one is left for the next time, whole: half a fix is none.
 */
export function mergeSafeFixes(findings: readonly Finding[]): MergedFixes {
  const edits: TextEdit[] = [];
  let fixed = 0;
  for (const finding of findings) {
    const fix = finding.fixes().find(({ applicability }) => applicability === 'safe');
    if (fix === undefined || fix.edits.length === 0) continue;
    if (fix.edits.some((edit) => edits.some((taken) => meet(edit, taken)))) continue;
    edits.push(...fix.edits);
    fixed++;
  }
  return { edits: edits.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end), fixed };
}

/** Whether the edits share a character or insert at the same place. */
function meet({ range: a }: TextEdit, { range: b }: TextEdit): boolean {
  if (a.start === b.start) return true;
  return a.start < b.end && b.start < a.end;
}

import type { PolicyPath } from '../policy/model.ts';
import type { TextRange } from '../text/range.ts';
import type { FindingTag, Fix, Related, Severity } from './rule.ts';

/** A report stamped by the driver with the rule that made it. */
export interface Finding {
  readonly rule: string;
  /** Access Analyzer's issue code, where the rule mirrors one of its checks. */
  readonly code: string | undefined;
  readonly severity: Severity;
  readonly message: string;
  readonly at: TextRange;
  readonly path: PolicyPath;
  readonly related: readonly Related[];
  readonly tags: readonly FindingTag[];
  readonly fixes: () => readonly Fix[];
}

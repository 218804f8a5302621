import type { CheckedFile } from '../result.ts';
import { createFingerprints } from './fingerprint.ts';
import { listReporter } from './list.ts';
import type { Reporter } from './reporter.ts';

/** GitLab's code quality report: one list of what it calls issues. */
export function gitlabReporter(): Reporter {
  return listReporter({ before: '', indent: 0, items: issuesOf, after: () => '\n' });
}

function issuesOf(file: CheckedFile): readonly unknown[] {
  const fingerprint = createFingerprints(file);
  return file.findings.map((finding) => ({
    type: 'issue',
    check_name: finding.rule,
    description: finding.message,
    severity: SEVERITIES[finding.severity],
    fingerprint: fingerprint(finding),
    location: {
      path: file.path,
      lines: { begin: finding.span.from.line + 1, end: finding.span.to.line + 1 },
    },
  }));
}

const SEVERITIES = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' } as const;

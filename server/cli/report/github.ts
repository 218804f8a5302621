import type { CheckedFile, CheckedFinding } from '../result.ts';
import type { Reporter } from './reporter.ts';

/** Workflow commands of GitHub Actions: annotations beside the changed lines. */
export function githubReporter(): Reporter {
  return {
    begin: () => '',
    file: ({ path, findings }: CheckedFile) => findings.map((finding) => command(path, finding)).join(''),
    end: () => '',
  };
}

/** Lines and columns count from one; the end column is the last one marked. */
function command(path: string, { severity, rule, message, span: { from, to } }: CheckedFinding): string {
  const properties = [
    ['file', path],
    ['line', from.line + 1],
    ['endLine', to.line + 1],
    // Columns mean something within one line only.
    ...(from.line === to.line
      ? [
          ['col', from.character + 1],
          ['endColumn', Math.max(to.character, from.character + 1)],
        ]
      : []),
    ['title', `policywright ${rule}`],
  ];
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${COMMANDS[severity]} ${list}::${escapeData(message)}\n`;
}

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

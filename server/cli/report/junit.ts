import { SEVERITIES } from '../../core/index.ts';
import type { Limit } from '../arguments.ts';
import type { CheckedFile, CheckedFinding } from '../result.ts';
import type { Reporter } from './reporter.ts';

/** JUnit's XML: a suite per file, a case per rule that found something there; a file without findings is one case that passes. */
export function junitReporter(failOn: Limit): Reporter {
  return {
    begin: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="policywright">\n',
    file: (file) => suite(file, failOn),
    end: () => '</testsuites>\n',
  };
}

function suite({ path, findings }: CheckedFile, failOn: Limit): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const cases = rules.map((rule) =>
    testCase(
      path,
      rule,
      findings.filter((finding) => finding.rule === rule),
      failOn,
    ),
  );
  const failures = cases.filter(({ failed }) => failed).length;
  const body = cases.length === 0 ? [empty(path)] : cases.map(({ text }) => text);
  const head = `  <testsuite name=${quoted(path)} tests="${body.length}" failures="${failures}" errors="0">\n`;
  return `${head}${body.join('')}  </testsuite>\n`;
}

function testCase(path: string, rule: string, findings: readonly CheckedFinding[], failOn: Limit) {
  const loud = findings.filter(({ severity }) => isLoud(severity, failOn));
  const [first] = loud;
  const lines = findings.map(({ span: { from }, severity, message }) => {
    return `${path}:${from.line + 1}:${from.character + 1}: ${severity}: ${message}`;
  });
  const inner =
    first === undefined
      ? `      <system-out>${escapeXml(lines.join('\n'))}</system-out>\n`
      : `      <failure type=${quoted(first.severity)} message=${quoted(first.message)}>${escapeXml(lines.join('\n'))}</failure>\n`;
  return {
    failed: first !== undefined,
    text: `    <testcase classname=${quoted(path)} name=${quoted(rule)}>\n${inner}    </testcase>\n`,
  };
}

function empty(path: string): string {
  return `    <testcase classname=${quoted(path)} name="no findings"/>\n`;
}

function isLoud(severity: CheckedFinding['severity'], failOn: Limit): boolean {
  return failOn !== 'none' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}

function quoted(text: string): string {
  return `"${escapeXml(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`;
}

/** XML knows no control characters, not even escaped. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

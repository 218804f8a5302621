import { type Analysis, type Finding, type LineIndex, lineIndex } from '../core/index.ts';
import { documentInput, NO_POLICY, openDocument } from './document.ts';
import type { AgentTool } from './tool.ts';

export const checkPolicy: AgentTool = {
  name: 'check_policy',
  title: 'Check an access policy',
  summary:
    'Finds mistakes and risks in an AWS IAM or Alibaba Cloud RAM policy, in JSON or Terraform. Offline.',
  description:
    'Checks AWS IAM and Alibaba Cloud RAM policies (JSON, or Terraform HCL) with the rules of Policywright, which include those of IAM Access Analyzer: unknown actions and condition keys, ARNs that match nothing, grammar, quotas, risky grants. Gives each finding with line, severity, rule, message and the fixes that are known. Works offline with dated service data. Use it after writing or changing a policy, until no finding is left that matters.',
  reference: 'checkIamPolicy',
  input: documentInput,
  async run(input, parts) {
    const { source, project } = openDocument(input, parts);
    const engine = await parts.engineFor(source);
    const analysis = engine.analyze(project, source.uri);
    if (analysis === undefined || (analysis.policies.length === 0 && analysis.findings.length === 0))
      return { refused: NO_POLICY };
    return { text: report(analysis, parts.catalog.date) };
  },
};

function report({ file, policies, findings }: Analysis, date: string): string {
  const lines = lineIndex(file.source.text);
  const read = policies.map(({ document, use }) => `${document.name} as ${use.kind} policy`);
  const shown = findings.slice(0, MOST).map((finding) => told(finding, lines));
  const rest = findings.length - shown.length;
  return [
    `${countsOf(findings)} (read: ${read.length === 0 ? 'no policy' : read.join(', ')}; service data of ${date})`,
    ...shown,
    ...(rest > 0 ? [`and ${rest} more findings`] : []),
  ].join('\n\n');
}

/** More are noise: the first ones have to be dealt with anyway. */
const MOST = 100;

function countsOf(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings';
  return (['error', 'warning', 'info', 'hint'] as const)
    .map((severity) => ({ severity, count: findings.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}

/** Lines and columns count from one. */
function told(finding: Finding, lines: LineIndex): string {
  const { rule, code, severity, message, at, path } = finding;
  const { line, character } = lines.at(at.start);
  const place = path.length === 0 ? '' : ` (${path.join('.')})`;
  const fixes = finding.fixes().map(({ title, applicability }) => {
    return applicability === 'safe' ? `  fix: ${title}` : `  fix, changes who may do what: ${title}`;
  });
  return [
    `${severity}[${rule}]${code === undefined ? '' : ` ${code}`} line ${line + 1}, column ${character + 1}${place}: ${message}`,
    ...fixes,
  ].join('\n');
}

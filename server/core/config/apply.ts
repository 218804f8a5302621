import type { AnalyzedPolicy } from '../engine.ts';
import type { PolicyPath } from '../policy/model.ts';
import type { Finding } from '../rules/finding.ts';
import { matchesFile } from '../text/glob.ts';
import type { Uri } from '../text/source.ts';
import { folderOf } from '../text/uri.ts';
import type { Config, ConfigSuppression } from './config.ts';

/** Whether the configuration says that nobody wants to hear of the file. */
export function isIgnored(config: Config | undefined, uri: Uri): boolean {
  return config?.ignored.some((glob) => matchesFile(glob, uri, folderOf(config.uri))) === true;
}

/** The entry of the configuration that takes a finding away. */
export function suppressionFor(
  config: Config,
  uri: Uri,
  finding: Finding,
  policies: readonly AnalyzedPolicy[],
): ConfigSuppression | undefined {
  return config.suppressions.find(({ rules, files, path, sid }) => {
    if (!rules.includes(finding.rule)) return false;
    if (files !== undefined && !matchesFile(files, uri, folderOf(config.uri))) return false;
    if (path !== undefined && !startsWith(finding.path, path)) return false;
    return sid === undefined || sidOf(finding, policies) === sid;
  });
}

function startsWith(path: PolicyPath, beginning: string): boolean {
  return `${path.join('.')}.`.startsWith(`${beginning}.`);
}

/** Of the statement in which the finding stands. */
function sidOf(finding: Finding, policies: readonly AnalyzedPolicy[]): string | undefined {
  const policy = policies.find(({ findings }) =>
    findings.some(
      ({ rule, at, path }) => rule === finding.rule && at === finding.at && path === finding.path,
    ),
  );
  const statement = policy?.document.statements.find(({ path }) => startsWith(finding.path, path.join('.')));
  return statement?.sid?.value?.value;
}

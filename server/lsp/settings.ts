import {
  defaultSettings,
  isAccountId,
  type KindSetting,
  POLICY_KINDS,
  type PolicyKind,
  SEVERITIES,
  type Settings,
  type Severity,
} from '../core/index.ts';

/** The settings below this name in the editor's configuration. */
export const SECTION = 'policywright';

/** Reads what the editor sends for `policywright`. What cannot be understood is left out and told to `complain`. */
export function readSettings(given: unknown, complain: (message: string) => void): Settings {
  if (!isRecord(given)) return defaultSettings;
  return {
    kinds: readKinds(given.kinds, complain),
    severities: readRules(given.rules, complain),
    accounts: readAccounts(given.accounts, complain),
    ...(given.inlayHints === false ? { inlayHints: false } : {}),
    ...(given.links === false ? { links: false } : {}),
    ...(given.codeLens === false ? { codeLens: false } : {}),
  };
}

function readAccounts(given: unknown, complain: (message: string) => void): Readonly<Record<string, string>> {
  if (!isRecord(given)) return {};
  const accounts: Record<string, string> = {};
  for (const [id, name] of Object.entries(given)) {
    if (isAccountId(id) && typeof name === 'string') accounts[id] = name;
    else complain(`policywright.accounts: ${quote(id)} with ${quote(name)} is no account id with its name`);
  }
  return accounts;
}

function readKinds(given: unknown, complain: (message: string) => void): readonly KindSetting[] {
  if (!isRecord(given)) return [];
  return Object.entries(given).flatMap(([glob, kind]) => {
    if (isKind(kind)) return [{ glob, kind }];
    complain(`policywright.kinds: ${quote(kind)} for "${glob}" is none of ${POLICY_KINDS.join(', ')}`);
    return [];
  });
}

function readRules(
  given: unknown,
  complain: (message: string) => void,
): Readonly<Record<string, Severity | 'off'>> {
  if (!isRecord(given)) return {};
  const severities: Record<string, Severity | 'off'> = Object.create(null);
  for (const [rule, severity] of Object.entries(given)) {
    if (severity === 'off' || isSeverity(severity)) severities[rule] = severity;
    else
      complain(
        `policywright.rules: ${quote(severity)} for "${rule}" is none of ${SEVERITIES.join(', ')}, off`,
      );
  }
  return severities;
}

function isKind(value: unknown): value is PolicyKind {
  return POLICY_KINDS.some((kind) => kind === value);
}

function isSeverity(value: unknown): value is Severity {
  return SEVERITIES.some((severity) => severity === value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function quote(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

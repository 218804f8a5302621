import type { Finding, PolicyKind } from '../../server/core/index.ts';
import { checkJson } from '../pages/check.ts';
import { analyzeModule, brief } from '../terraform/module.ts';

/** `severity rule "marked text"` of each finding in a policy of Alibaba Cloud. */
export function inJson(document: object, kind: PolicyKind = 'identity'): readonly string[] {
  const text = JSON.stringify(document, undefined, 2);
  return checkJson(text, { kind, by: 'setting' }).map((finding) => line(text, finding));
}

export function findingsIn(document: object, kind: PolicyKind = 'identity'): readonly Finding[] {
  return checkJson(JSON.stringify(document, undefined, 2), { kind, by: 'setting' });
}

/** The same for a module of one file. */
export function inModule(text: string): readonly string[] {
  return brief(analyzeModule(text));
}

export function allow(action: string | readonly string[], more: object = {}): object {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: action, Resource: '*', ...more }] };
}

function line(text: string, { severity, rule, at }: Finding): string {
  return `${severity} ${rule} ${text.slice(at.start, at.end).split('\n')[0]}`;
}

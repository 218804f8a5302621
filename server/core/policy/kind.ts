import { matchesFile } from '../text/glob.ts';
import type { Uri } from '../text/source.ts';
import { pathOf } from '../text/uri.ts';
import type { PolicyDocument } from './model.ts';
import type { PolicyKind, PolicyUse } from './use.ts';

/** A glob over the file's path and the kind that the policies of such files have. */
export interface KindSetting {
  readonly glob: string;
  readonly kind: PolicyKind;
  /** The glob is meant from here. */
  readonly folder?: Uri;
}

/** The use of a document that no consumer claims: setting, then file name, then content, then identity. */
export function guessUse(policy: PolicyDocument, uri: Uri, settings: readonly KindSetting[]): PolicyUse {
  const path = pathOf(uri);
  const set = settings.find(({ glob, folder }) => matchesFile(glob, uri, folder));
  if (set !== undefined) return { kind: set.kind, by: 'setting' };
  const named = kindOfName(path.slice(path.lastIndexOf('/') + 1));
  if (named !== undefined) return { kind: named, by: 'file' };
  return useOfContent(policy) ?? { kind: 'identity', by: 'default' };
}

/** The use of a document that no consumer claims, when its kind is settled: its content may still say what it is attached to. */
export function useAs(kind: PolicyKind, policy: PolicyDocument): PolicyUse {
  const found = useOfContent(policy);
  return found?.kind === kind ? { ...found, by: 'setting' } : { kind, by: 'setting' };
}

/** Words in file names that people use for one kind of policy and for nothing else. */
export function kindOfName(name: string): PolicyKind | undefined {
  if (!ANY_PART.test(name)) return undefined;
  const words = splitWords(name);
  if (!ANY_NAME.test(words)) return undefined;
  return NAMES.find(([pattern]) => pattern.test(words))?.[1];
}

/** Whether a file is one in which people write a policy, or has no name yet. */
export function isNamedLikePolicy(uri: Uri): boolean {
  if (uri.startsWith('untitled:')) return true;
  const path = pathOf(uri);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return kindOfName(name) !== undefined || POLICY_WORD.test(splitWords(name));
}

/** `MyTrustPolicy.json` as `My-Trust-Policy.json`. */
function splitWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2');
}

const word = (words: string) => new RegExp(`(^|[^a-z])(${words})([^a-z]|$)`, 'i');

const POLICY_WORD = word('polic(y|ies)|iam|trust|roles?|scps?|rcps?|permissions?');

const WORDS: readonly (readonly [string, PolicyKind])[] = [
  ['trust(-?policy)?|assume[-_]?role([-_]?policy)?', 'trust'],
  ['scp|service[-_]control([-_]policy)?', 'scp'],
  ['rcp|resource[-_]control([-_]policy)?', 'rcp'],
  ['boundary|permissions?[-_]boundary', 'boundary'],
  ['session[-_]policy', 'session'],
  ['(vpc[-_]?)?endpoint[-_]policy|vpce', 'endpoint'],
  ['(resource|bucket|queue|topic|key|repository|workspace|secret|vault|domain|sink)[-_]policy', 'resource'],
];

const NAMES = WORDS.map(([words, kind]) => [word(words), kind] as const);
/** Without taking the words apart, which costs more: what every one of those names has in it. */
const ANY_PART = /trust|assume|scp|rcp|control|boundary|session|endpoint|vpce|[a-z][-_]?policy/i;
const ANY_NAME = word(WORDS.map(([words]) => words).join('|'));

/** A document with a principal sits on something; one that only lets roles be assumed is a trust policy. */
function useOfContent(policy: PolicyDocument): PolicyUse | undefined {
  const withPrincipal = policy.statements.filter(
    (statement) => statement.principal !== undefined || statement.notPrincipal !== undefined,
  );
  if (withPrincipal.length === 0) return undefined;
  const services = new Set<string>();
  let onlyAssume = true;
  for (const statement of policy.statements) {
    if (statement.resource !== undefined || statement.notResource !== undefined) onlyAssume = false;
    for (const item of statement.action?.value.items ?? []) {
      // Still to be typed.
      if (item.text.value === '') continue;
      const [service = '', name = ''] = (item.text.value ?? '').toLowerCase().split(':');
      services.add(service);
      if (service !== 'sts') onlyAssume = false;
      else if (!/^(assumerole|tagsession|setsourceidentity|setcontext|\*)/.test(name)) onlyAssume = false;
    }
  }
  if (onlyAssume && services.size > 0) {
    return { kind: 'trust', by: 'content', attachedTo: { service: 'iam', resourceType: 'role' } };
  }
  const [service] = services;
  const attachedTo =
    services.size === 1 && service !== undefined && service !== '*' ? { service } : undefined;
  return { kind: 'resource', by: 'content', ...(attachedTo === undefined ? {} : { attachedTo }) };
}

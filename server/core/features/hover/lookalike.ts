import type { Catalog, ManagedPolicy } from '../../catalog/catalog.ts';
import { actionPatterns, resourcesByAction } from '../../catalog/policy-text.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import { code, enumerate, paragraphs } from '../markdown.ts';
import { differences } from './managed-policy.ts';
import { allowedPatterns } from './summary.ts';

/**
 * Whether the document repeats what AWS manages: a version of a managed policy with the same actions, or a managed policy
 * whose name a `Sid` has. Says what today's version has that the copy has not.
 */
export function describeLookalike(catalog: Catalog, policy: PolicyDocument): string | undefined {
  const patterns = new Set(allowedPatterns(policy));
  if (patterns.size === 0) return undefined;
  const named = policy.statements.flatMap(({ sid }) => {
    const name = sid?.value?.value;
    return name === undefined ? [] : (catalog.managedPolicy(name) ?? []);
  })[0];
  return named === undefined ? sameActions(catalog, patterns) : sameName(named, patterns, policy);
}

/** For a `Sid` that is the name of a managed policy. */
function sameName(
  named: ManagedPolicy,
  patterns: ReadonlySet<string>,
  policy: PolicyDocument,
): string | undefined {
  const current = named.versions.at(-1);
  const document = current?.document();
  if (current === undefined || document === undefined) return undefined;
  const changes = differences(patterns, actionPatterns(document), 'Against this document it');
  return paragraphs([
    `AWS manages a policy of this name: ${code(named.name)} ${current.id}, ${current.date}`,
    changes?.replace(' it: ', ' it ') ?? 'It has the same actions.',
    narrower(policy, document),
  ]);
}

/** Actions that the document allows on everything and AWS's policy on less. */
function narrower(policy: PolicyDocument, document: string): string | undefined {
  const theirs = resourcesByAction(document);
  const limits = policy.statements.flatMap(({ action, resource, effect }) => {
    const everything = resource?.value.items.some(({ text }) => text.value === '*') === true;
    if (!everything || effect?.value?.value !== 'Allow') return [];
    return (action?.value.items ?? []).flatMap(({ text }) => {
      const resources = theirs.get(text.value ?? '') ?? [];
      if (resources.length === 0 || resources.includes('*')) return [];
      return [`${code(text.value ?? '')} to ${enumerate(resources.map(code), 3)}`];
    });
  });
  return limits.length === 0 ? undefined : `It limits ${enumerate(limits, 5)}`;
}

function sameActions(catalog: Catalog, patterns: ReadonlySet<string>): string | undefined {
  if (patterns.has('*')) return undefined;
  const found = candidates(catalog, patterns)
    .flatMap((policy) => {
      const version = policy.versions.findLast((one) =>
        equal(actionPatterns(one.document() ?? ''), patterns),
      );
      return version === undefined ? [] : [{ policy, version }];
    })
    .sort((a, b) => a.policy.name.length - b.policy.name.length)[0];
  const current = found?.policy.versions.at(-1);
  if (found === undefined || current === undefined) return undefined;
  const { policy, version } = found;
  const same = `Same actions as the managed policy ${code(policy.name)} ${version.id}`;
  if (version === current) return `${same}, its current version`;
  const changes = differences(
    patterns,
    actionPatterns(current.document() ?? ''),
    `Today’s ${current.id}, ${current.date}`,
  );
  return paragraphs([same, changes]);
}

/** Policies whose newest document still has every action. Texts are compared, which takes milliseconds. */
function candidates(catalog: Catalog, patterns: ReadonlySet<string>): readonly ManagedPolicy[] {
  const words = [...patterns].map((pattern) => JSON.stringify(pattern));
  const longest = ROOM + ROOM_PER_ACTION * words.length;
  const found = catalog.managedPolicies.filter(({ versions }) => {
    const document = versions.at(-1)?.document() ?? '';
    return document.length <= longest && words.every((word) => document.includes(word));
  });
  return found.length > MAX_CANDIDATES ? [] : found;
}

/** Characters of a document that may have grown out of one with so many actions. */
const ROOM = 3000;
const ROOM_PER_ACTION = 200;

/** More means that the actions are too common to tell anything. */
const MAX_CANDIDATES = 40;

function equal(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

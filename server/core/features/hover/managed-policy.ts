import type { Catalog, ManagedPolicy, ManagedPolicyVersion } from '../../catalog/catalog.ts';
import { endedServiceOf } from '../../catalog/ended.ts';
import { actionPatterns } from '../../catalog/policy-text.ts';
import { code, codeBlock, enumerate, escapeText, link, paragraphs } from '../markdown.ts';
import { pages } from '../reference.ts';
import { summarize } from './summary.ts';

/** A policy that AWS manages: its current version with the document, and what the last change was. */
export function describeManagedPolicy(catalog: Catalog, nameOrArn: string): string | undefined {
  const policy = catalog.managedPolicy(nameOrArn);
  const current = policy?.versions.at(-1);
  if (policy === undefined || current === undefined) return undefined;
  const text = current.document();
  return paragraphs([
    `**${code(policy.name)}** · managed by AWS · ${current.id}, ${current.date}`,
    withdrawn(policy),
    ended(catalog, policy),
    /\/aws-service-role\//.test(policy.arn)
      ? 'For a service-linked role only: you cannot attach it yourself.'
      : undefined,
    text === undefined ? undefined : summarize(catalog, text),
    history(policy, current),
    text === undefined ? undefined : codeBlock('json', shorten(text)),
    `${code(policy.arn)} · ${link('AWS reference', `${pages.managedPolicies}/${encodeURIComponent(policy.name)}.html`)}`,
  ]);
}

function withdrawn({ deprecatedSince }: ManagedPolicy): string | undefined {
  if (deprecatedSince === undefined) return undefined;
  return `**Withdrawn:** gone from AWS’s list since ${deprecatedSince}. It cannot be attached to anything new.`;
}

function ended(catalog: Catalog, policy: ManagedPolicy): string | undefined {
  const service = endedServiceOf(policy, catalog);
  if (service === undefined) return undefined;
  return `**Out of date:** support for ${escapeText(service.name)} ended on ${service.day}.`;
}

/** What the current version added to the one before. */
function history({ versions }: ManagedPolicy, current: ManagedPolicyVersion): string | undefined {
  const before = versions.at(-2);
  const now = current.document();
  const then = before?.document();
  if (before === undefined || now === undefined || then === undefined) return undefined;
  const older = actionPatterns(then);
  const newer = actionPatterns(now);
  return (
    differences(older, newer, `Since ${before.id}`) ?? `No action was added or dropped since ${before.id}`
  );
}

/** `Since v8: adds …; drops …`, or undefined where both have the same actions. */
export function differences(
  older: ReadonlySet<string>,
  newer: ReadonlySet<string>,
  since: string,
): string | undefined {
  const added = [...newer].filter((name) => !older.has(name)).map(code);
  const dropped = [...older].filter((name) => !newer.has(name)).map(code);
  const parts = [
    added.length === 0 ? '' : `adds ${enumerate(added, MAX_NAMES)}`,
    dropped.length === 0 ? '' : `drops ${enumerate(dropped, MAX_NAMES)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : `${since}: ${parts.join('; ')}`;
}

const MAX_NAMES = 10;

/** Laid out for reading and cut where it gets long. */
function shorten(text: string): string {
  const laidOut = layOut(text).split('\n');
  if (laidOut.length <= MAX_LINES) return laidOut.join('\n');
  return `${laidOut.slice(0, MAX_LINES).join('\n')}\n… ${laidOut.length - MAX_LINES} more lines`;
}

const MAX_LINES = 70;

function layOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

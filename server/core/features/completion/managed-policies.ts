import type { Catalog } from '../../catalog/catalog.ts';
import type { Source } from '../../text/source.ts';
import type { CompletionItem, CompletionList } from './list.ts';

/**
 * The rest of `arn:aws:iam::aws:policy/…`, wherever it is typed: in a policy's value, in `ManagedPolicyArns`,
 * in the input of a command. Matches any part of the name.
 */
export function completeManagedPolicy(
  catalog: Catalog,
  source: Source,
  offset: number,
): CompletionList | undefined {
  const line = source.text.slice(Math.max(0, offset - MAX_ARN), offset);
  const typed = /\barn:aws[a-z-]*:iam::aws:policy\/([\w+=,.@/-]*)$/.exec(line)?.[1];
  if (typed === undefined) return undefined;
  const rest = /^[\w+=,.@/-]*/.exec(source.text.slice(offset, offset + MAX_ARN))?.[0] ?? '';
  const word = typed.slice(typed.lastIndexOf('/') + 1).toLowerCase();
  const found = catalog.managedPolicies.filter(({ name }) => name.toLowerCase().includes(word));
  const best = found
    .map((policy) => ({ policy, rank: policy.name.toLowerCase().startsWith(word) ? '0' : '1' }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .slice(0, LIMIT);
  const items = best.map(({ policy, rank }): CompletionItem => {
    const path = policy.arn.slice(policy.arn.indexOf(':policy/') + ':policy/'.length);
    const { id, date } = policy.versions.at(-1) ?? { id: '', date: '' };
    return {
      label: policy.name,
      kind: 'policy',
      detail: policy.deprecatedSince === undefined ? `${id}, ${date}` : 'withdrawn by AWS',
      newText: path,
      sortText: `${policy.deprecatedSince === undefined ? rank : '2'}${policy.name}`,
      filterText: path.startsWith(typed) ? path : `${typed} ${path}`,
    };
  });
  const range = { start: offset - typed.length, end: offset + rest.length };
  return { range, items, incomplete: found.length > LIMIT, topic: 'policy' };
}

const MAX_ARN = 300;
const LIMIT = 150;

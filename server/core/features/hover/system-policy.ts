import type { Catalog } from '../../catalog/catalog.ts';
import { code, codeBlock, escapeText, link, paragraphs } from '../markdown.ts';
import { RAM_GUIDE } from '../reference.ts';

/** A system policy of Alibaba Cloud: what it is for, and its document as far as that is known. */
export function describeSystemPolicy(catalog: Catalog, name: string): string | undefined {
  const policy = catalog.of('ram').managedPolicy(name);
  if (policy === undefined) return undefined;
  const current = policy.versions.at(-1);
  const version = [current?.id ?? '', current?.date ?? ''].filter((part) => part !== '').join(', ');
  const text = current?.document();
  return paragraphs([
    `**${code(policy.name)}** · system policy of Alibaba Cloud${version === '' ? '' : ` · ${version}`}`,
    policy.risk === 'high' ? '**High risk:** RAM’s console flags it; avoid it where you can.' : undefined,
    escapeText(policy.summary ?? ''),
    policy.includes === undefined
      ? undefined
      : `Includes ${policy.includes.map(code).join(', ')}: do not attach both to one user.`,
    'Alibaba Cloud maintains it; it cannot be edited.',
    policy.uncertain === undefined ? undefined : escapeText(policy.uncertain),
    text === undefined
      ? undefined
      : codeBlock('json', JSON.stringify(JSON.parse(text) as unknown, undefined, 2)),
    link('Alibaba Cloud reference', RAM_GUIDE),
  ]);
}

import type { Catalog } from '../../catalog/catalog.ts';
import { arnTemplate } from '../../features/completion/arn-template.ts';
import type { TextEdit } from '../../text/edit.ts';

/** A text to complete, marked so that it survives being spelled in any syntax. */
export function stop(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** The reference's format of an ARN with what its author has to fill in as stops; Region and account stay open. */
export function arnWithStops(format: string, catalog: Catalog): string {
  const { template } = arnTemplate(format, NOTHING_KNOWN, catalog);
  return template
    .map((part) => (typeof part === 'string' ? part : part.text === '*' ? '*' : stop(part.text ?? '')))
    .join('');
}

const NOTHING_KNOWN = {
  partitions: [],
  regions: [],
  accounts: [],
  resourceAccounts: [],
  arns: new Map(),
  servicePrincipals: [],
} as const;

/** Edits with stops in two readings: names in the place of stops, and snippets. Stops of one name move together. */
export function withStops(edits: readonly TextEdit[]): {
  readonly edits: readonly TextEdit[];
  readonly snippets?: readonly (TextEdit | undefined)[];
} {
  if (!edits.some(({ newText }) => newText.includes(OPEN))) return { edits };
  const numbers = new Map<string, number>();
  const numbered = [...edits].sort((a, b) => a.range.start - b.range.start);
  for (const { newText } of numbered)
    for (const [, name = ''] of newText.matchAll(MARKED))
      if (!numbers.has(name)) numbers.set(name, numbers.size + 1);
  return {
    edits: edits.map(({ range, newText }) => ({ range, newText: newText.replace(MARKED, '$1') })),
    snippets: edits.map(({ range, newText }) =>
      newText.includes(OPEN) ? { range, newText: asSnippet(newText, numbers) } : undefined,
    ),
  };
}

function asSnippet(text: string, numbers: ReadonlyMap<string, number>): string {
  return text
    .replace(/[\\$}]/g, '\\$&')
    .replace(MARKED, (_all, name: string) => `\${${numbers.get(name) ?? 1}:${name}}`);
}

/** Of the private use area: no policy has them. */
const OPEN = '\uE0F0';
const CLOSE = '\uE0F1';
const MARKED = /\uE0F0([^\uE0F0\uE0F1]*)\uE0F1/g;

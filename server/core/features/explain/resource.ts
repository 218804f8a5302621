import { parseArn } from '../../catalog/arn.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Text } from '../../policy/text.ts';
import type { Settings } from '../../project.ts';
import { wordsOf } from '../hover/statement-line.ts';
import { clip, code, escapeText } from '../markdown.ts';

interface World {
  readonly catalog: Catalog;
  readonly accounts: NonNullable<Settings['accounts']>;
}

/** `workspace ws-1`, `every workspace of account 111122223333`; of what has holes the author's own words. */
export function resourceWords(text: Text, { catalog, accounts }: World): string {
  const shown = code(clip(wordsOf(text), 120));
  const arn = text.value === undefined ? undefined : parseArn(text.value);
  if (arn === undefined || text.value === undefined) return shown;
  const types = new Set(catalog.resourceTypesOf(text.value).map(({ name }) => name));
  const [type, ...more] = types;
  if (type === undefined || more.length > 0) return shown;
  const { resource, account, region } = arn;
  const isPlain = [account.text, region.text].every((field) => /^(?:\*|[^*?]*)$/.test(field));
  if (!isPlain) return shown;
  const id = /[/:]([^/:]+)$/.exec(resource.text)?.[1] ?? resource.text;
  const of = /^\d+$/.test(account.text) ? ` of ${accountWords(account.text, accounts)}` : '';
  const place = /^[a-z]/.test(region.text) ? ` in ${code(region.text)}` : '';
  const name = escapeText(type.toLowerCase().replaceAll(/[-_]/g, ' '));
  if (/^[^*?]*\*$/.test(resource.text) && id === '*') return `every ${name}${of}${place}`;
  return /[*?$]/.test(resource.text) ? shown : `${name} ${code(clip(id, 80))}${of}${place}`;
}

/** `account 111122223333 (production)`. */
export function accountWords(id: string, accounts: NonNullable<Settings['accounts']>): string {
  const name = Object.hasOwn(accounts, id) ? accounts[id] : undefined;
  const account = `account ${code(id)}`;
  return name === undefined ? account : `${account} (${escapeText(clip(name, 60))})`;
}

import type { Refactoring } from '../refactoring.ts';
import { isSpelledOut, rewriteItems } from './lists.ts';
import { edited, listAt } from './place.ts';
import { counted } from './words.ts';

/** `s3:Get*` becomes the actions that it stands for today. */
export const expandWildcard: Refactoring = {
  name: 'expand-wildcard',
  title: 'Expand a wildcard into its actions',
  kind: 'refactor.rewrite',
  offer(ctx) {
    const place = listAt(ctx, ['action', 'notAction']);
    const pattern = place?.item?.text.value;
    if (place === undefined || place.item === undefined || pattern === undefined) return undefined;
    const match = ctx.catalog.expand(pattern);
    const title = `Expand "${pattern}"`;
    if (match.kind === 'all') return { title, disabled: 'It stands for every action of every service' };
    if (match.kind !== 'pattern') return undefined;
    if (match.actions.length === 0) return { title, disabled: 'It stands for former actions only' };
    if (match.service.partial === true)
      return { title, disabled: 'Not all actions of the service are known' };
    const { field, item, document, text } = place;
    const sheet = { text, write: document.write };
    if (!isSpelledOut(sheet, field)) return { title, disabled: 'The list is made by an expression' };
    const index = field.value.items.indexOf(item);
    const others = new Set(field.value.items.map((one) => one.text.value?.toLowerCase()));
    const names = match.actions.map(({ fullName }) => fullName);
    const added = names.filter((name) => !others.has(name.toLowerCase()));
    return {
      title: `${title} into ${counted(names.length, 'action')} of today`,
      grade: 'review',
      note: 'Actions that AWS adds later are no longer meant',
      edits: () => edited(ctx, document, rewriteItems(sheet, field, new Map([[index, added]]))),
    };
  },
};

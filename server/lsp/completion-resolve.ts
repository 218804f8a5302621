import type { CompletionItem } from 'vscode-languageserver';
import { resolveCompletion } from '../core/index.ts';
import { dataOf, toMarkup } from './convert.ts';
import type { Session } from './session.ts';

/**
 * `completionItem/resolve`: for the one item that is looked at, its documentation and the edits that go with it.
 * Foreign items come back as they are.
 */
export function resolveItem(session: Session, item: CompletionItem): CompletionItem {
  const { topic, also } = dataOf(item);
  const markdown = topic === undefined ? undefined : resolveCompletion(session.engine, topic, item.label);
  return {
    ...item,
    ...(markdown === undefined ? {} : { documentation: toMarkup(markdown, session.client.markdownItems) }),
    ...(also === undefined ? {} : { additionalTextEdits: [...also] }),
  };
}

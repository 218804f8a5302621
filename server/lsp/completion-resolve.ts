import type { CompletionItem } from 'vscode-languageserver';
import { resolveCompletion } from '../core/index.ts';
import { toMarkup, topicOf } from './convert.ts';
import type { Session } from './session.ts';

/** `completionItem/resolve`: the documentation, for the one item that is looked at. Foreign items come back as they are. */
export function resolveItem(session: Session, item: CompletionItem): CompletionItem {
  const topic = topicOf(item);
  const markdown = topic === undefined ? undefined : resolveCompletion(session.engine, topic, item.label);
  if (markdown === undefined) return item;
  return { ...item, documentation: toMarkup(markdown, session.client.markdownItems) };
}

import type { BaseLanguageClient } from 'vscode-languageclient';
import { createContext } from './context.ts';
import { createStatusItem, type StatusItem } from './status.ts';
import { createSummaryView } from './summary-view.ts';

/** Everything that shows what the server says of documents: the status item, the summary, and which commands apply. */
export function createDisplay(client: () => Promise<BaseLanguageClient | undefined> | undefined): StatusItem {
  const status = createStatusItem();
  const context = createContext();
  const summary = createSummaryView(client);
  return {
    starting() {
      status.starting();
      context.starting();
    },
    failed: status.failed,
    state(state) {
      status.state(state);
      context.running(state === 'running');
      summary.update();
    },
    show(told) {
      status.show(told);
      context.policies(told.uri, told.policies);
      summary.update();
    },
    dispose() {
      for (const each of [status, context, summary]) each.dispose();
    },
  };
}

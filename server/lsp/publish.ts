import type { Connection } from 'vscode-languageserver';
import type { Uri } from '../core/index.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { Host } from './host.ts';
import type { Session } from './session.ts';
import { StatusNotification, statusOf } from './status.ts';

/** Tells the editor what it did not ask for: diagnostics where it cannot pull them, status where it wants it. */
export interface Publisher {
  /** After `milliseconds` without another change of the document: the newest text wins. */
  schedule(uri: Uri, milliseconds: number): void;
  /** The document was closed. */
  forget(uri: Uri): void;
}

export function createPublisher(connection: Connection, host: Host, session: Session): Publisher {
  const waiting = new Map<Uri, () => void>();
  const { client } = session;
  const cancel = (uri: Uri) => {
    waiting.get(uri)?.();
    waiting.delete(uri);
  };
  const send = (work: Promise<void>) => {
    work.catch((error: unknown) => session.bug('sending', error));
  };
  const publish = (uri: Uri) => {
    if (!session.project().sources.has(uri)) return;
    if (!client.pullsDiagnostics) {
      const version = client.versionedDiagnostics ? session.version(uri) : undefined;
      const diagnostics = [...diagnosticsOf(session, uri)];
      send(connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) }));
    }
    if (client.options.status) send(connection.sendNotification(StatusNotification, statusOf(session, uri)));
  };
  return {
    schedule(uri, milliseconds) {
      if (client.pullsDiagnostics && !client.options.status) return;
      cancel(uri);
      waiting.set(
        uri,
        host.later(milliseconds, () => {
          waiting.delete(uri);
          try {
            publish(uri);
          } catch (error) {
            session.bug('publishing', error);
          }
        }),
      );
    },
    forget(uri) {
      cancel(uri);
      if (!client.pullsDiagnostics) send(connection.sendDiagnostics({ uri, diagnostics: [] }));
    },
  };
}

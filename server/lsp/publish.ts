import { type Connection, DiagnosticRefreshRequest } from 'vscode-languageserver';
import type { Uri } from '../core/index.ts';
import { diagnosticsOf, resultIdOf } from './diagnostics.ts';
import type { Host } from './host.ts';
import type { Session } from './session.ts';
import { StatusNotification, statusOf } from './status.ts';

/** Tells the editor what it did not ask for: diagnostics where it cannot pull them, status where it wants it. */
export interface Publisher {
  /** After `milliseconds` without another change of the document: the newest text wins. */
  schedule(uri: Uri, milliseconds: number): void;
  /** Asks an editor that pulls to pull again. */
  refresh(): void;
  /** What documents are made of has changed: those for which something else holds now are told again. */
  recheck(): void;
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
      session.told.set(uri, {
        source: session.project().sources.get(uri),
        resultId: resultIdOf(diagnostics),
      });
      send(connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) }));
    }
    if (client.options.status) send(connection.sendNotification(StatusNotification, statusOf(session, uri)));
  };
  const attempt = (run: () => void) => {
    try {
      run();
    } catch (error) {
      session.bug('publishing', error);
    }
  };
  const recheck = () => {
    let isStale = false;
    for (const [uri, { source, resultId }] of session.told) {
      // A document with a newer text is told anyway.
      if (session.project().sources.get(uri) !== source) continue;
      const now = resultIdOf(diagnosticsOf(session, uri));
      if (now === resultId) continue;
      isStale = true;
      session.told.set(uri, { source, resultId: now });
      publish(uri);
    }
    if (isStale) refresh();
  };
  const refresh = () => {
    if (!client.pullsDiagnostics || !client.refreshesDiagnostics) return;
    connection
      .sendRequest(DiagnosticRefreshRequest.type)
      .catch((error: unknown) => connection.console.warn(`The editor did not refresh: ${String(error)}`));
  };
  let cancelRecheck = () => {};
  return {
    schedule(uri, milliseconds) {
      if (client.pullsDiagnostics && !client.options.status) return;
      cancel(uri);
      const run = () => {
        const work = session.prepare(uri);
        if (work === undefined) attempt(() => publish(uri));
        else send(work.then(() => attempt(() => publish(uri))));
      };
      waiting.set(
        uri,
        host.later(milliseconds, () => {
          waiting.delete(uri);
          run();
        }),
      );
    },
    recheck() {
      cancelRecheck();
      cancelRecheck = host.later(PAUSE, () => attempt(recheck));
    },
    refresh,
    forget(uri) {
      cancel(uri);
      session.told.delete(uri);
      if (!client.pullsDiagnostics) send(connection.sendDiagnostics({ uri, diagnostics: [] }));
    },
  };
}

/** Milliseconds without a change before neighbours are looked at again. */
const PAUSE = 80;

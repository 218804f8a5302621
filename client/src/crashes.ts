import * as vscode from 'vscode';
import type { CloseHandlerResult, ErrorHandler } from 'vscode-languageclient';

/** What the protocol's code, which is loaded late, calls the answers. */
export interface Actions {
  readonly CloseAction: typeof import('vscode-languageclient').CloseAction;
  readonly ErrorAction: typeof import('vscode-languageclient').ErrorAction;
}

/**
 * A server that ends by itself is started again without a word; one that does so again and again is given up, and the person
 * is told what can be done.
 */
export function onCrashes({ CloseAction, ErrorAction }: Actions, giveUp: () => void): ErrorHandler {
  const ends: number[] = [];
  return {
    error: (_error, _message, count) => ({
      action: count !== undefined && count <= MOST_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown,
    }),
    closed(): CloseHandlerResult {
      const now = Date.now();
      ends.push(now);
      if (ends.filter((end) => now - end < PERIOD).length <= RESTARTS)
        return { action: CloseAction.Restart, handled: true };
      giveUp();
      void tell();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

async function tell(): Promise<void> {
  const restart = vscode.l10n.t('Restart');
  const logs = vscode.l10n.t('Show logs');
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'The server of Policywright has ended {0} times within {1} minutes and is not started again: policies are no longer checked',
      RESTARTS + 1,
      PERIOD / 60_000,
    ),
    restart,
    logs,
  );
  if (chosen === restart) await vscode.commands.executeCommand('policywright.restart');
  if (chosen === logs) await vscode.commands.executeCommand('policywright.showLogs');
}

/** Messages of a connection that cannot be read or written, one after the other. */
const MOST_ERRORS = 3;

const RESTARTS = 4;

/** Milliseconds. */
const PERIOD = 3 * 60_000;

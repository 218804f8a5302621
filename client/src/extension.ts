import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { agentTools } from './agent-tools.ts';
import { conversionCommands } from './conversions.ts';
import { onCrashes } from './crashes.ts';
import { deniedCommand } from './denied.ts';
import { createDisplay } from './display.ts';
import { onFirstPolicy } from './first-policy.ts';
import { adoptTerraform } from './languages.ts';
import { clientOptions } from './options.ts';
import type { Status, StatusItem } from './status.ts';
import { templateCommand } from './templates.ts';

/** Makes the client for this host, not yet started. */
export type Launch = (
  context: vscode.ExtensionContext,
  options: LanguageClientOptions,
) => Promise<BaseLanguageClient>;

export interface Extension {
  /** Stops the server, if there is one. */
  stop(): Promise<void>;
}

/** What desktop and browser share. The server starts with the first document that looks like a policy. */
export function startExtension(context: vscode.ExtensionContext, launch: Launch): Extension {
  const log = vscode.window.createOutputChannel('Policywright', { log: true });
  const status = createDisplay(() => running);
  let running: Promise<BaseLanguageClient | undefined> | undefined;
  const start = () => {
    running ??= startClient(context, launch, log, status, () => {
      // Whoever asks for something next starts another one.
      running = undefined;
    });
  };
  const started = () => {
    start();
    return running ?? Promise.resolve(undefined);
  };
  const stop = async () => {
    const client = await running;
    running = undefined;
    await client?.dispose();
  };
  const restart = async () => {
    await stop().catch((error: unknown) => log.warn('The server did not stop as it should:', error));
    start();
    await running;
  };
  context.subscriptions.push(
    log,
    status,
    vscode.commands.registerCommand('policywright.restart', restart),
    vscode.commands.registerCommand('policywright.showLogs', () => log.show()),
    // A server that runs was told that nobody vouches for the workspace.
    vscode.workspace.onDidGrantWorkspaceTrust(() => (running === undefined ? undefined : restart())),
    conversionCommands(started),
    templateCommand(started),
    deniedCommand(started),
    agentTools(context, started),
    adoptTerraform(),
    onFirstPolicy(start),
  );
  return { stop };
}

/** Undefined when the server does not start: the reason is in the log and the person has been told. */
async function startClient(
  context: vscode.ExtensionContext,
  launch: Launch,
  log: vscode.LogOutputChannel,
  status: StatusItem,
  giveUp: () => void,
): Promise<BaseLanguageClient | undefined> {
  status.starting();
  try {
    const protocol = await import('vscode-languageclient');
    const { State } = protocol;
    const errorHandler = onCrashes(protocol, giveUp);
    const client = await launch(context, { ...clientOptions(log), errorHandler });
    client.onNotification('policywright/status', (params: Status) => status.show(params));
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) status.state('running');
      else status.state(newState === State.Stopped ? 'stopped' : 'starting');
    });
    await client.start();
    return client;
  } catch (error) {
    log.error('The server did not start:', error);
    status.failed();
    return undefined;
  }
}

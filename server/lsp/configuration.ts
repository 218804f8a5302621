import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { defaultSettings, type Settings } from '../core/index.ts';
import type { BugReporter } from './bugs.ts';
import type { Client } from './client.ts';
import type { Host } from './host.ts';
import { readSettings, SECTION } from './settings.ts';

/** The settings of now, and the way to newer ones. */
export interface Configuration {
  /** The same value until something in it changes. */
  readonly settings: Settings;
  /** Settles when the editor has told its settings, or has taken too long to. */
  readonly ready: Promise<void>;
  /** After `initialized`. */
  start(): void;
  /** `workspace/didChangeConfiguration`: editors that cannot be asked send the values along. */
  changed(sent: unknown): void;
}

export function createConfiguration(
  connection: Connection,
  host: Host,
  client: Client,
  bug: BugReporter,
  onChange: () => void,
): Configuration {
  const complain = (message: string) => connection.console.warn(message);
  const trust = client.options.untrusted ? { untrusted: true as const } : {};
  const read = (given: unknown): Settings => ({ ...readSettings(given, complain), ...trust });
  let known: unknown = client.options.settings;
  let settings = known === undefined ? { ...defaultSettings, ...trust } : read(known);
  let settle = () => {};
  const ready = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const take = (given: unknown) => {
    if (JSON.stringify(given) === JSON.stringify(known)) return;
    known = given;
    settings = read(given);
    onChange();
  };
  const ask = async () => {
    try {
      const given: unknown = await connection.workspace.getConfiguration(SECTION);
      if (given !== null && given !== undefined) take(given);
    } catch (error) {
      complain(`The editor did not tell its settings, the last known ones hold: ${String(error)}`);
    } finally {
      settle();
    }
  };
  return {
    get settings() {
      return settings;
    },
    ready,
    start() {
      if (!client.configuration) return settle();
      host.later(PATIENCE, settle);
      void ask();
      if (!client.registersConfiguration) return;
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: SECTION })
        .catch((error: unknown) => bug('registering for settings', error));
    },
    changed(sent) {
      if (client.configuration) return void ask();
      const given = typeof sent === 'object' && sent !== null ? Object.entries(sent) : [];
      take(given.find(([name]) => name === SECTION)?.[1]);
    },
  };
}

/** Milliseconds to wait for the editor's settings before answering without them. */
const PATIENCE = 1_000;

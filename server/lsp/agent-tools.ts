import { type Connection, RequestType } from 'vscode-languageserver';
import { type AgentParts, runTool, type ToolAnswer } from '../agent/index.ts';
import type { LateEngine } from './late-engine.ts';
import type { Session } from './session.ts';

/** `policywright/tool`: what an AI agent asks in an editor, by the name of the tool. It reads no document and changes nothing. */
export interface ToolParams {
  readonly name: string;
  readonly input: unknown;
}

export const TOOL = new RequestType<ToolParams, ToolAnswer, void>('policywright/tool');

export function serveTools(
  connection: Connection,
  session: Session,
  engine: LateEngine,
  ready: Promise<void>,
): void {
  const parts = (): AgentParts => ({
    catalog: session.engine.catalog,
    settings: session.project().settings,
    async engineFor(document) {
      if (engine.waitsFor(document)) await engine.load();
      return engine.now;
    },
  });
  connection.onRequest(TOOL, async ({ name, input }): Promise<ToolAnswer> => {
    await ready;
    try {
      return await runTool(name, input, parts);
    } catch (error) {
      session.bug(`policywright/tool ${name}`, error);
      return { refused: 'The server failed' };
    }
  });
}

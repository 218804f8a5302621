import { type AgentParts, agentTools, runTool } from '../../agent/index.ts';
import { type Catalog, defaultSettings, isTerraformDocument } from '../../core/index.ts';
import type { Machine } from '../check/check-paths.ts';
import { createEngines } from '../check/engines.ts';

/** `policywright mcp`: the tools for AI agents over standard input and output. They get no files: only text that the agent sends. */
export async function runMcp(
  version: string,
  catalog: () => Catalog,
  { loadHclParser }: Pick<Machine, 'loadHclParser'>,
  complain: (message: string) => void,
): Promise<void> {
  const { serveMcp } = await import('../../host/mcp.ts');
  let parts: AgentParts | undefined;
  const open = (): AgentParts => {
    const known = catalog();
    const engines = createEngines(known, loadHclParser, (what, error) =>
      complain(`${what} failed: ${error}`),
    );
    return {
      catalog: known,
      settings: defaultSettings,
      engineFor: async (document) => (isTerraformDocument(document) ? engines.terraform() : engines.json),
    };
  };
  await serveMcp({
    version,
    tools: agentTools,
    run: (name, input) =>
      runTool(name, input, () => {
        parts ??= open();
        return parts;
      }),
  });
}

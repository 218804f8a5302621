import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The tools for AI agents (server/agent), as the manifest of a VS Code extension contributes them; what people read of them is in `package.nls.json`. */
export async function readAgentTools(root) {
  const outfile = join(root, 'out/generate/agent-tools.mjs');
  await build({
    entryPoints: [join(root, 'server/agent/index.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  const { agentTools } = await import(`${pathToFileURL(outfile)}?${Date.now()}`);
  return agentTools.map(({ name, description, reference, input }) => ({
    name: `policywright_${name}`,
    displayName: `%tool.${name}%`,
    modelDescription: description,
    userDescription: `%tool.${name}.summary%`,
    canBeReferencedInPrompt: true,
    toolReferenceName: reference,
    icon: '$(shield)',
    tags: ['aws', 'iam', 'policy'],
    inputSchema: input,
  }));
}

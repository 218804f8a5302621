import { importSource } from './import-source.mjs';

/** The tools for AI agents (server/agent), as the manifest of a VS Code extension contributes them; what people read of them is in `package.nls.json`. */
export async function readAgentTools(root) {
  const { agentTools } = await importSource(root, 'generate/agent-tools', 'server/agent/index.ts');
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

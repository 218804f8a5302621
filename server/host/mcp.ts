import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { AgentTool, ToolAnswer } from '../agent/index.ts';

/** What a server of the Model Context Protocol has to offer. */
export interface McpOffer {
  readonly version: string;
  readonly tools: readonly AgentTool[];
  run(name: string, input: unknown): Promise<ToolAnswer>;
}

/**
 * Speaks the Model Context Protocol over standard input and output until the input ends. A bundle of its own: the command
 * line loads it when somebody asks for it.
 */
export async function serveMcp({ version, tools, run }: McpOffer): Promise<void> {
  const server = new Server(
    { name: 'policywright', title: 'Policywright', version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, title, description, input }) => ({
      name,
      title,
      description,
      inputSchema: { ...input, properties: { ...input.properties }, required: [...input.required] },
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const answer = await run(params.name, params.arguments);
    if ('refused' in answer) return { isError: true, content: [{ type: 'text', text: answer.refused }] };
    return { content: [{ type: 'text', text: answer.text }] };
  });
  server.onerror = (error) => void process.stderr.write(`policywright: ${error.message}\n`);
  const ended = new Promise<void>((resolve) => process.stdin.once('end', resolve).once('close', resolve));
  await server.connect(new StdioServerTransport());
  await ended;
}

const INSTRUCTIONS =
  'Policywright knows AWS IAM and Alibaba Cloud RAM policies. Everything is offline and read-only: give the text of a policy or of a Terraform file, no paths. Write a policy, check it with check_policy, correct what it finds; look actions up with search_actions and expand_wildcards instead of guessing.';

import { expandWildcards, searchActions } from './actions.ts';
import { checkPolicy } from './check-policy.ts';
import { explainPolicy } from './explain-policy.ts';
import { readInput } from './input.ts';
import type { AgentParts, AgentTool, ToolAnswer } from './tool.ts';

export type { AgentParts, AgentTool, ToolAnswer } from './tool.ts';

/** What AI agents may ask. */
export const agentTools: readonly AgentTool[] = [checkPolicy, explainPolicy, searchActions, expandWildcards];

/** The answer of a tool by its name. Whatever the input is, there is an answer. */
export async function runTool(name: string, given: unknown, parts: () => AgentParts): Promise<ToolAnswer> {
  const tool = agentTools.find((one) => one.name === name);
  if (tool === undefined) return { refused: `There is no tool "${name}"` };
  const read = readInput(given, tool.input);
  return 'refused' in read ? read : tool.run(read.input, parts());
}

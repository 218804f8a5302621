import type { Catalog, Engine, Settings, Source } from '../core/index.ts';

/**
 * Something that an AI agent may ask: text in, text out. A tool reads no file, changes nothing and needs no network. The list
 * of tools is the same in VS Code (`contributes.languageModelTools`) and for `policywright mcp`.
 */
export interface AgentTool {
  /** `check_policy`. */
  readonly name: string;
  readonly title: string;
  /** For people, who decide whether an agent may use it. */
  readonly summary: string;
  /** For the agent: what it gives and when to use it. */
  readonly description: string;
  /** The name after `#` in a chat. */
  readonly reference: string;
  readonly input: InputSchema;
  run(input: Input, parts: AgentParts): Promise<ToolAnswer>;
}

/** What the tools work with. */
export interface AgentParts {
  readonly catalog: Catalog;
  readonly settings: Settings;
  /** One that reads the document's language. */
  engineFor(document: Source): Promise<Engine>;
}

/** Markdown, or why there is none: what the agent should do differently. */
export type ToolAnswer = { readonly text: string } | { readonly refused: string };

/** The JSON Schema of a tool's input: an object of a few plain properties. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

export type Property =
  | { readonly type: 'string'; readonly description: string; readonly enum?: readonly string[] }
  | {
      readonly type: 'integer';
      readonly description: string;
      readonly minimum: number;
      readonly maximum: number;
    }
  | {
      readonly type: 'array';
      readonly description: string;
      readonly items: { readonly type: 'string' };
      readonly minItems: number;
      readonly maxItems: number;
    };

/** Input that fits its schema. */
export type Input = Readonly<Record<string, string | number | readonly string[]>>;

import type { Doubts, Form } from './form.ts';
import { type Line, printLines } from './lines.ts';
import { pushDataSource } from './print-blocks.ts';
import { pushValue } from './print-object.ts';
import { readJsonText } from './read-json.ts';

/** Forms of a policy that Terraform takes. */
export type TerraformForm = 'data source' | 'jsonencode';

export type TextAnswer = { readonly text: string } | { readonly refused: string };

/**
 * A policy's JSON as Terraform says it, comments and all: a whole block, or an expression.
 * `name`: of the data source. `indent`: of the line on which it starts.
 */
export function jsonToTerraform(json: string, to: TerraformForm, name: string, indent = ''): TextAnswer {
  const doubts: Doubts = { reasons: [] };
  const policy = readJsonText(json, doubts);
  const text = policy === undefined ? '' : print(policy, to, name, indent, doubts);
  const [refused] = doubts.reasons;
  return refused === undefined ? { text } : { refused };
}

function print(policy: Form, to: TerraformForm, name: string, indent: string, doubts: Doubts): string {
  const lines: Line[] = [];
  if (policy.kind !== 'object') doubts.reasons.push('It is no JSON object');
  if (to === 'data source') {
    pushDataSource(lines, name, policy, doubts);
    return `${printLines(lines, indent, '\n')}\n`;
  }
  pushValue(lines, 0, undefined, policy);
  return `jsonencode(${printLines(lines, indent, '\n')})`;
}

import { type Position, type Range, RequestType, type TextDocumentIdentifier } from 'vscode-languageserver';
import { policySummary, type Source, type SummaryKind, type SummaryNode } from '../core/index.ts';
import { offsetAt, toRange } from './convert.ts';
import type { Session } from './session.ts';

export interface SummaryParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
  /** That of a node: the answer's nodes are its children. */
  readonly more?: string;
}

/** The policy at a place as a tree, in the editor's language. */
export interface Summary {
  readonly name: string;
  readonly range: Range;
  readonly nodes: readonly Node[];
}

export interface Node {
  readonly kind: SummaryKind;
  readonly label: string;
  readonly description?: string;
  readonly range?: Range;
  readonly children?: readonly Node[];
  /** Children come when asked for. */
  readonly more?: string;
}

/** `policywright/summary`. */
export const SUMMARY = new RequestType<SummaryParams, Summary | null, void>('policywright/summary');

export function summaryAt(
  session: Session,
  { textDocument: { uri }, position, more }: SummaryParams,
): Summary | null {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return null;
  const { engine, client } = session;
  const found = policySummary(engine, project, uri, offsetAt(source, position), client.words, more);
  if (found === undefined) return null;
  const { name, range, nodes } = found;
  return { name, range: toRange(source, range), nodes: nodes.map((node) => toNode(source, node)) };
}

function toNode(source: Source, { kind, label, description, range, children, more }: SummaryNode): Node {
  return {
    kind,
    label,
    ...(description === undefined ? {} : { description }),
    ...(range === undefined ? {} : { range: toRange(source, range) }),
    ...(more === undefined ? {} : { more }),
    ...(children === undefined ? {} : { children: children.map((child) => toNode(source, child)) }),
  };
}

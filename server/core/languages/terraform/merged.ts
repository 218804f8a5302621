import type { PolicyDocument } from '../../policy/model.ts';
import { covers } from '../../text/range.ts';
import type { Uri } from '../../text/source.ts';
import type { Merged, MergedDocument } from '../language.ts';
import type { LinkedModule } from './link.ts';
import { attributeOf } from './module.ts';
import { type Origin, originsOf } from './origins.ts';
import { type Leaf, trace } from './trace.ts';

/** Reads the policy of a whole other file. */
export type ReadFile = (uri: Uri) => PolicyDocument | undefined;

/** All documents that are put together with one of the module: what it merges, what merges it, and so on. Undefined: none. */
export function mergedWith(linked: LinkedModule, document: PolicyDocument, readFile: ReadFile): Merged | undefined {
  const graph = graphs.get(linked) ?? graphOf(linked, readFile);
  graphs.set(linked, graph);
  const start = graph.members.findIndex((member) => member.document === document);
  if (start < 0) return undefined;
  const reached = reach(graph, start);
  if (reached.length < 2 && !graph.open.has(start)) return undefined;
  const places = new Map(reached.map((index, place) => [index, place]));
  return {
    open: reached.some((index) => graph.open.has(index)),
    members: reached.flatMap((index): readonly MergedDocument[] => {
      const member = graph.members[index];
      return member === undefined
        ? []
        : [{ ...member, from: member.from.flatMap((one) => places.get(one) ?? []) }];
    }),
  };
}

interface Graph {
  readonly members: readonly MergedDocument[];
  /** Members that merge what the files do not tell. */
  readonly open: ReadonlySet<number>;
}

const graphs = new WeakMap<LinkedModule, Graph>();

function graphOf(linked: LinkedModule, readFile: ReadFile): Graph {
  const members: { uri: Uri; document: PolicyDocument; from: number[] }[] = linked.found.policies.map(
    ({ file, document }) => ({ uri: file.source.uri, document, from: [] }),
  );
  const open = new Set<number>();
  const indexOf = (origin: Origin): number => {
    if (origin.kind === 'document')
      return members.findIndex(({ document }) => document.name === `data.${origin.name}`);
    if (origin.kind !== 'file') {
      const { expr, scope } = origin;
      return members.findIndex(
        ({ uri, document }) => uri === scope.file.source.uri && covers(expr.range, document.range),
      );
    }
    const known = members.findIndex((one) => one.uri === origin.uri);
    const document = known < 0 ? readFile(origin.uri) : undefined;
    return document === undefined ? known : members.push({ uri: origin.uri, document, from: [] }) - 1;
  };
  for (const [name, { node, file }] of linked.module.data) {
    const own = members.findIndex(({ document }) => document.name === `data.${name}`);
    const member = members[own];
    if (member === undefined) continue;
    for (const argument of MERGING) {
      const value = attributeOf(node.body, argument)?.value;
      if (value === undefined) continue;
      const scope = linked.scopeOf(file);
      for (const part of value.kind === 'tuple' ? value.items : [value]) {
        const origins = originsOf(part, scope);
        if (!isOne(trace(part, [], scope)) || origins.length !== 1) open.add(own);
        for (const origin of origins) {
          const index = indexOf(origin);
          if (index < 0) open.add(own);
          else if (index !== own) member.from.push(index);
        }
      }
    }
  }
  return { members, open };
}

/** The arguments by which a document takes in others; the last two are those of providers before version 5. */
const MERGING = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];

/** Exactly one text: a choice or a collection may have others that nobody sees. */
function isOne([leaf, ...more]: readonly Leaf[]): boolean {
  if (leaf === undefined || more.length > 0) return false;
  return leaf.kind === 'document' || leaf.expr.kind === 'template' || leaf.expr.kind === 'call';
}

/** In the order of the module. */
function reach({ members }: Graph, start: number): readonly number[] {
  const reached = new Set([start]);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    members.forEach(({ from }, index) => {
      if (!reached.has(index) && !from.some((one) => reached.has(one))) return;
      reached.add(index);
      for (const one of from) reached.add(one);
    });
  }
  return [...reached].sort((a, b) => a - b);
}

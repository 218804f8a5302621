import type { PolicyDocument } from '../../policy/model.ts';
import { covers, type TextRange } from '../../text/range.ts';
import type { Uri } from '../../text/source.ts';
import type { Merged, MergedDocument } from '../language.ts';
import { nodeNamed, usersOf } from './graph.ts';
import type { LinkedModule } from './link.ts';
import { attributeOf } from './module.ts';
import { MERGING } from './names.ts';
import { type Origin, originsOf } from './origins.ts';
import { type Leaf, trace } from './trace.ts';

/** Reads the policy of a whole other file. */
export type ReadFile = (uri: Uri) => PolicyDocument | undefined;

/** All documents that are put together with one of the module: what it merges, what merges it, and so on. Undefined: none. */
export function mergedWith(
  linked: LinkedModule,
  uri: Uri,
  document: PolicyDocument,
  readFile: ReadFile,
): Merged | undefined {
  if (!merges(linked))
    return isHandedOn(linked, document)
      ? { members: [{ uri, document, from: [] }], open: 'handed on' }
      : undefined;
  const graph = currentGraph(linked, readFile);
  const isOutside = !linked.module.files.some(({ source }) => source.uri === uri);
  const start = graph.members.findIndex(
    (member) => member.document === document || (isOutside && member.uri === uri),
  );
  if (start < 0) return undefined;
  const reached = reach(graph, start);
  const handedOn = reached.some((index) => isHandedOn(linked, graph.members[index]?.document));
  if (reached.length < 2 && !graph.open.has(start) && !handedOn) return undefined;
  const made = reached.some((index) => graph.open.has(index) || graph.unseen.has(index));
  const places = new Map(reached.map((index, place) => [index, place]));
  return {
    ...(made ? { open: 'made' } : handedOn ? { open: 'handed on' } : {}),
    members: reached.flatMap((index): readonly MergedDocument[] => {
      const member = graph.members[index];
      return member === undefined
        ? []
        : [
            {
              ...member,
              ...(index === start ? { document } : {}),
              from: member.from.flatMap((one) => places.get(one) ?? []),
            },
          ];
    }),
  };
}

interface Graph {
  readonly members: readonly MergedDocument[];
  /** Members that merge what the files do not tell. */
  readonly open: ReadonlySet<number>;
  /** Members with statements of their own that the files do not tell. */
  readonly unseen: ReadonlySet<number>;
  /** Documents of whole other files, which may change without the module. */
  readonly outside: ReadonlyMap<Uri, PolicyDocument>;
}

const graphs = new WeakMap<LinkedModule, Graph>();

/** Whether any document of the module takes in another: most modules need not be read for that. */
function merges({ module }: LinkedModule): boolean {
  return [...module.data.values()].some(({ node }) =>
    node.body.attributes.some(({ name }) => MERGING.includes(name)),
  );
}

function currentGraph(linked: LinkedModule, readFile: ReadFile): Graph {
  const known = graphs.get(linked);
  if (known !== undefined && [...known.outside].every(([uri, document]) => readFile(uri) === document))
    return known;
  const graph = graphOf(linked, readFile);
  graphs.set(linked, graph);
  return graph;
}

/** Whether an output gives the text to whoever calls the module, or a call to another one; locals on the way count. */
function isHandedOn(linked: LinkedModule, document: PolicyDocument | undefined): boolean {
  const seen = new Set<string>();
  const visit = (name: string): boolean => {
    const node = seen.has(name) ? undefined : nodeNamed(linked, name);
    seen.add(name);
    if (node === undefined) return false;
    return usersOf(linked, node).some(({ node: user }) =>
      user.name.startsWith('local.')
        ? visit(user.name)
        : user.name.startsWith('output.') || user.name.startsWith('module.'),
    );
  };
  return document !== undefined && visit(document.name);
}

function graphOf(linked: LinkedModule, readFile: ReadFile): Graph {
  const members: { uri: Uri; document: PolicyDocument; from: number[] }[] = linked.found.policies.map(
    ({ file, document }) => ({ uri: file.source.uri, document, from: [] }),
  );
  const open = new Set<number>();
  const known = new Map<number, TextRange[]>();
  const outside = new Map<Uri, PolicyDocument>();
  const indexOf = (origin: Origin): number => {
    if (origin.kind === 'document')
      return members.findIndex(({ document }) => document.name === `data.${origin.name}`);
    if (origin.kind !== 'file') {
      const { expr, scope } = origin;
      return members.findIndex(
        ({ uri, document }) => uri === scope.file.source.uri && covers(expr.range, document.range),
      );
    }
    const there = members.findIndex((one) => one.uri === origin.uri);
    const document = there < 0 ? readFile(origin.uri) : undefined;
    if (document !== undefined) outside.set(origin.uri, document);
    return document === undefined ? there : members.push({ uri: origin.uri, document, from: [] }) - 1;
  };
  for (const [name, { node, file }] of linked.module.data) {
    const own = members.findIndex(({ document }) => document.name === `data.${name}`);
    const member = members[own];
    if (member === undefined) continue;
    for (const argument of MERGING) {
      const value = attributeOf(node.body, argument)?.value;
      if (value === undefined) continue;
      const scope = linked.scopeOf(file);
      known.set(own, [...(known.get(own) ?? []), value.range]);
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
  const unseen = members.flatMap(({ document }, index) => {
    const merging = known.get(index) ?? [];
    return document.open.every((range) => merging.some((one) => covers(range, one))) ? [] : [index];
  });
  return { members, open, unseen: new Set(unseen), outside };
}

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

import { covers, type TextRange, touches } from '../../text/range.ts';
import type { GraphEdge, GraphNode } from '../language.ts';
import type { LinkedModule } from './link.ts';
import { type Declaration, declarationsOf, type Mention, mentionsIn } from './mentions.ts';
import type { ModuleFile } from './module.ts';

/** The declaration around an offset: a block, or a local. Outputs count too: they hand policies out. */
export function nodeAt(linked: LinkedModule, file: ModuleFile, offset: number): GraphNode | undefined {
  const declaration = declarationAround(linked, file, { start: offset, end: offset });
  return declaration === undefined ? undefined : nodeOf(linked, declaration);
}

export function nodeNamed(linked: LinkedModule, name: string): GraphNode | undefined {
  const declaration = allOf(linked).get(name);
  return declaration === undefined ? undefined : nodeOf(linked, declaration);
}

/** Declarations that name a node, each once, in the order of the files. */
export function usersOf(linked: LinkedModule, { name }: GraphNode): readonly GraphEdge[] {
  return group(
    linked,
    linked.module.files.flatMap((file) =>
      mentionsIn(file)
        .filter(({ target }) => target === name)
        .map((mention) => ({ declaration: declarationAround(linked, file, mention.range), mention })),
    ),
    name,
  );
}

/** Declarations that a node names, each once, in the order of the text. */
export function usedBy(linked: LinkedModule, node: GraphNode): readonly GraphEdge[] {
  const file = linked.module.files.find(({ source }) => source.uri === node.uri);
  if (file === undefined) return [];
  const inside = mentionsIn(file).filter(({ range }) => covers(node.range, range));
  return group(
    linked,
    inside.map((mention) => ({ declaration: allOf(linked).get(mention.target), mention })),
    node.name,
  );
}

interface Named {
  readonly declaration: Declaration | undefined;
  readonly mention: Mention;
}

function group(linked: LinkedModule, all: readonly Named[], without: string): readonly GraphEdge[] {
  const edges = new Map<Declaration, TextRange[]>();
  for (const { declaration, mention } of all) {
    if (declaration === undefined || declaration.target === without) continue;
    edges.set(declaration, [...(edges.get(declaration) ?? []), mention.range]);
  }
  return [...edges].map(([declaration, at]) => ({ node: nodeOf(linked, declaration), at }));
}

function nodeOf(linked: LinkedModule, { target, file, name, whole }: Declaration): GraphNode {
  const { source } = file;
  const policy = linked.found.policiesIn(source).find(({ document }) => document.name === target);
  return {
    name: target,
    uri: source.uri,
    range: covers(whole, name) ? whole : name,
    selection: name,
    ...(policy === undefined ? {} : { document: policy.document }),
  };
}

function declarationAround(
  linked: LinkedModule,
  file: ModuleFile,
  range: TextRange,
): Declaration | undefined {
  for (const declaration of allOf(linked).values()) {
    const isHere = declaration.file.source === file.source;
    if (isHere && covers(declaration.whole, range)) return declaration;
    if (isHere && range.start === range.end && touches(declaration.name, range.start)) return declaration;
  }
  return undefined;
}

/** By target; those of `declarationsOf` and the outputs. */
function allOf({ module }: LinkedModule): ReadonlyMap<string, Declaration> {
  const known = declarations.get(module);
  if (known !== undefined) return known;
  const all = new Map(declarationsOf(module));
  for (const [name, { file, node }] of module.outputs) {
    const target = `output.${name}`;
    const header = { start: node.typeRange.start, end: node.labels.at(-1)?.range.end ?? node.typeRange.end };
    all.set(target, { target, file, name: header, whole: node.range });
  }
  declarations.set(module, all);
  return all;
}

const declarations = new WeakMap<LinkedModule['module'], ReadonlyMap<string, Declaration>>();

import type { TerraformFacts } from '../../catalog/terraform.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import type { PolicyUse } from '../../policy/use.ts';
import type { Uri } from '../../text/source.ts';
import { type Consumer, consumersOf } from './consumers.ts';
import { evaluate } from './evaluate.ts';
import type { Block, Expr } from './hcl/ast.ts';
import { partsOf } from './mentions.ts';
import { attributeOf, type Module, type ModuleFile } from './module.ts';
import { DOCUMENTS, type Origin, originsOf } from './origins.ts';
import { readBlock, readObject, readText } from './read-policy.ts';
import type { Scope } from './scope.ts';
import type { TemplateUse } from './template-file.ts';
import { isKnown, knownText } from './values.ts';

/** A policy of a module and what it is used as; no use is known where nothing in the module consumes it. */
export interface ModulePolicy {
  readonly file: ModuleFile;
  readonly document: PolicyDocument;
  readonly uses: readonly PolicyUse[];
  /** The consumer's arguments, in step with `uses`. */
  readonly consumers: readonly Consumer[];
}

export interface ModulePolicies {
  readonly policies: readonly ModulePolicy[];
  /** Uses of whole other files that `file()` and `templatefile()` name. */
  readonly files: ReadonlyMap<Uri, readonly PolicyUse[]>;
  /** Those of them that are templates, with the first call that renders each. */
  readonly templates: ReadonlyMap<Uri, TemplateUse>;
  /** Every argument that takes a policy, whether or not one was found there. */
  readonly arguments: readonly Consumer[];
}

/** Finds every policy of a module once, wherever and however often it is used. */
export function policiesOf(
  module: Module,
  facts: TerraformFacts,
  scopeOf: (file: ModuleFile) => Scope,
  called: (call: string) => Module | undefined,
): ModulePolicies {
  const found = new Map<string, Found>();
  const files = new Map<Uri, PolicyUse[]>();
  const templates = new Map<Uri, TemplateUse>();
  const take = (origin: Origin, consumer: Consumer | undefined) => {
    if (origin.kind === 'file') {
      if (consumer !== undefined) files.set(origin.uri, [...(files.get(origin.uri) ?? []), consumer.use]);
      if (origin.template !== undefined && !templates.has(origin.uri))
        templates.set(origin.uri, origin.template);
      return;
    }
    const place = placeOf(origin, module);
    if (place === undefined) return;
    const key = `${place.file.source.uri} ${place.start}`;
    const known = found.get(key) ?? { place, consumers: [] };
    found.set(key, known);
    if (consumer !== undefined) known.consumers.push(consumer);
  };
  for (const file of module.files) {
    for (const block of file.hcl.body.blocks) {
      if (isDocument(block)) take({ kind: 'document', name: nameOf(block), scope: scopeOf(file) }, undefined);
    }
  }
  const takers = [...consumersOf(module, facts, scopeOf), ...throughCalls(module, facts, scopeOf, called)];
  for (const consumer of takers) {
    const origins = originsOf(consumer.attribute.value, scopeOf(consumer.file));
    for (const origin of withMerged(origins, module, scopeOf)) take(origin, consumer);
  }
  for (const file of module.files) {
    for (const origin of looksLikePolicies(file, scopeOf(file))) take(origin, undefined);
  }
  const policies = [...found.values()].flatMap(({ place, consumers }): readonly ModulePolicy[] => {
    const document = readPlace(place, consumers[0], scopeOf);
    return document === undefined
      ? []
      : [{ file: place.file, document, uses: distinctUses(consumers.map((one) => one.use)), consumers }];
  });
  policies.sort((a, b) => a.document.range.start - b.document.range.start);
  return { policies, files, templates, arguments: takers };
}

/** Arguments of calls whose module hands them to a policy argument: `policy = var.policy_json`. */
function throughCalls(
  module: Module,
  facts: TerraformFacts,
  scopeOf: (file: ModuleFile) => Scope,
  called: (call: string) => Module | undefined,
): readonly Consumer[] {
  return [...module.calls].flatMap(([name, call]): readonly Consumer[] => {
    const child = called(name);
    if (child === undefined) return [];
    const base = scopeOf(call.file);
    const inner = consumersOf(child, facts, (file) => ({ ...base, module: child, file }));
    return inner.flatMap((consumer): readonly Consumer[] => {
      const { value } = consumer.attribute;
      const [step] = value.kind === 'traversal' && value.root === 'var' ? value.steps : [];
      const argument = step?.kind === 'attribute' ? attributeOf(call.node.body, step.name) : undefined;
      if (argument === undefined) return [];
      const { service, resourceType } = consumer.use.attachedTo ?? { service: '' };
      const attachedTo = resourceType === undefined ? { service } : { service, resourceType };
      const use: PolicyUse = {
        ...consumer.use,
        attachedTo,
        at: { uri: call.file.source.uri, range: argument.range },
      };
      return [
        { ...consumer, file: call.file, block: call.node, name: `module.${name}`, attribute: argument, use },
      ];
    });
  });
}

interface Place {
  readonly file: ModuleFile;
  readonly start: number;
  readonly origin: Exclude<Origin, { kind: 'file' }>;
  readonly block?: Block;
}

interface Found {
  readonly place: Place;
  readonly consumers: Consumer[];
}

function placeOf(origin: Exclude<Origin, { kind: 'file' }>, module: Module): Place | undefined {
  if (origin.kind !== 'document') {
    return { file: origin.scope.file, start: origin.expr.range.start, origin };
  }
  const named = module.data.get(origin.name);
  if (named === undefined) return undefined;
  return { file: named.file, start: named.node.range.start, origin, block: named.node };
}

function readPlace(
  { origin, block, file }: Place,
  consumer: Consumer | undefined,
  scopeOf: (file: ModuleFile) => Scope,
): PolicyDocument | undefined {
  const name = consumer === undefined ? 'policy' : `${consumer.name}.${consumer.attribute.name}`;
  switch (origin.kind) {
    case 'document':
      return block === undefined ? undefined : readBlock(`data.${origin.name}`, block, scopeOf(file));
    case 'object':
      return readObject(name, origin.expr, origin.scope);
    case 'text':
      return readText(name, origin.expr, origin.scope);
  }
}

function isDocument(block: Block): boolean {
  return block.type === 'data' && DOCUMENTS.has(block.labels[0]?.text ?? '');
}

function nameOf(block: Block): string {
  return block.labels.map((label) => label.text).join('.');
}

/** Documents that a document merges are used as it is. */
function withMerged(
  origins: readonly Origin[],
  module: Module,
  scopeOf: (file: ModuleFile) => Scope,
): readonly Origin[] {
  const all: Origin[] = [];
  const seen = new Set<string>();
  const add = (origin: Origin) => {
    all.push(origin);
    if (origin.kind !== 'document' || seen.has(origin.name)) return;
    seen.add(origin.name);
    const named = module.data.get(origin.name);
    if (named === undefined) return;
    for (const argument of ['source_policy_documents', 'override_policy_documents']) {
      const attribute = attributeOf(named.node.body, argument);
      if (attribute === undefined) continue;
      for (const merged of originsOf(attribute.value, scopeOf(named.file))) add(merged);
    }
  };
  for (const origin of origins) add(origin);
  return all;
}

/** `jsonencode` of an object with a version and statements is a policy, even where its consumer is out of sight. */
function looksLikePolicies(file: ModuleFile, scope: Scope): readonly Origin[] {
  const origins: Origin[] = [];
  const visit = (expr: Expr) => {
    if (expr.kind === 'call' && expr.name === 'jsonencode' && expr.args[0]?.kind === 'object') {
      const [object] = expr.args;
      const names = object.entries.map((entry) =>
        entry.key.kind === 'traversal' ? entry.key.root : knownName(entry.key, scope),
      );
      if (names.includes('Statement') && names.includes('Version'))
        origins.push({ kind: 'object', expr: object, scope });
      return;
    }
    for (const part of partsOf(expr)) visit(part);
  };
  const walk = (blocks: readonly Block[]) => {
    for (const block of blocks) {
      if (block.type === 'resource' || block.type === 'data') continue;
      for (const attribute of block.body.attributes) visit(attribute.value);
      walk(block.body.blocks);
    }
  };
  walk(file.hcl.body.blocks);
  return origins;
}

function knownName(key: Expr, scope: Scope): string | undefined {
  const value = evaluate(key, scope);
  return isKnown(value) ? knownText(value) : undefined;
}

/** Once per kind and target: a document attached twice in the same way is checked once. */
function distinctUses(uses: readonly PolicyUse[]): readonly PolicyUse[] {
  const seen = new Set<string>();
  return uses.filter((use) => {
    const key = JSON.stringify([use.kind, use.attachedTo]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

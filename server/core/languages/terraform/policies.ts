import type { TerraformFacts } from '../../catalog/terraform.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import type { PolicyUse } from '../../policy/use.ts';
import type { Source, Uri } from '../../text/source.ts';
import { type Consumer, consumersOf } from './consumers.ts';
import { evaluate } from './evaluate.ts';
import type { Attribute, Block, Expr, TemplateExpr } from './hcl/ast.ts';
import { partsOf } from './mentions.ts';
import { attributeOf, type Module, type ModuleFile, type Named } from './module.ts';
import { type Origin, originsOf } from './origins.ts';
import { isRamDocument, isRamPolicyOfBlocks } from './ram-blocks.ts';
import { readBlock, readObject, readRamBlock, readText } from './read-policy.ts';
import { newWork, type Scope, type World } from './scope.ts';
import type { TemplateUse } from './template-file.ts';
import { DOCUMENTS } from './trace.ts';
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
  /** All of them, read when somebody asks. */
  readonly policies: readonly ModulePolicy[];
  /** Those that are written in one file: who types in it does not wait for the rest of the module. */
  policiesIn(source: Source): readonly ModulePolicy[];
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
    const known = found.get(key) ?? { place, consumers: [], replaced: [], isWhole: false };
    found.set(key, known);
    if (consumer !== undefined) known.consumers.push(consumer);
    known.replaced.push(...(origin.replaced ?? []));
    if (consumer !== undefined && origin.isMerged !== true) known.isWhole = true;
  };
  for (const file of module.files) {
    for (const block of file.hcl.body.blocks) {
      if (isDocument(block)) take({ kind: 'document', name: nameOf(block), scope: scopeOf(file) }, undefined);
    }
  }
  const takings = [
    ...consumersOf(module, facts, scopeOf).map(
      (consumer): Taking => ({
        consumer,
        origins: originsOf(consumer.attribute.value, scopeOf(consumer.file)),
      }),
    ),
    ...throughCalls(module, facts, scopeOf, called),
  ];
  for (const { consumer, origins } of takings) {
    for (const origin of withMerged(origins)) take(origin, consumer);
  }
  for (const file of module.files) {
    for (const origin of looksLikePolicies(file, scopeOf(file))) take(origin, undefined);
  }
  const places = new Map<Source, Found[]>(module.files.map(({ source }) => [source, []]));
  for (const one of found.values()) places.get(one.place.file.source)?.push(one);
  const read = new Map<Source, readonly ModulePolicy[]>();
  const policiesIn = (source: Source): readonly ModulePolicy[] => {
    const known = read.get(source);
    if (known !== undefined) return known;
    const file = module.files.find((one) => one.source === source);
    const policies = (places.get(source) ?? []).flatMap((one) => readFound(one, scopeOf));
    if (file !== undefined) policies.push(...policiesOfBlocks(file, scopeOf));
    policies.sort(byStart);
    read.set(source, policies);
    return policies;
  };
  return {
    get policies() {
      return module.files.flatMap(({ source }) => policiesIn(source)).sort(byStart);
    },
    policiesIn,
    files,
    templates,
    arguments: takings.map(({ consumer }) => consumer),
  };
}

function byStart(a: ModulePolicy, b: ModulePolicy): number {
  return a.document.range.start - b.document.range.start;
}

function readFound(found: Found, scopeOf: (file: ModuleFile) => Scope): readonly ModulePolicy[] {
  const { place, consumers } = found;
  const document = readPlace(found, scopeOf);
  return document === undefined
    ? []
    : [{ file: place.file, document, uses: distinctUses(consumers.map(({ use }) => use)), consumers }];
}

/** Resources whose own blocks are a policy. */
function policiesOfBlocks(file: ModuleFile, scopeOf: (file: ModuleFile) => Scope): readonly ModulePolicy[] {
  return file.hcl.body.blocks.filter(isRamPolicyOfBlocks).map((block): ModulePolicy => {
    const at = { uri: file.source.uri, range: block.typeRange };
    const use: PolicyUse = { kind: 'identity', by: 'consumer', attachedTo: { service: 'ram' }, at };
    const document = readRamBlock(nameOf(block), block, scopeOf(file));
    return { file, document, uses: [use], consumers: [] };
  });
}

/** An argument that takes a policy, and where it comes from. */
interface Taking {
  readonly consumer: Consumer;
  readonly origins: readonly Origin[];
}

/** What calls hand to modules that use it as a policy: `policy = var.policy_json` in there. */
function* throughCalls(
  module: Module,
  facts: TerraformFacts,
  scopeOf: (file: ModuleFile) => Scope,
  called: (call: string) => Module | undefined,
): Iterable<Taking> {
  for (const [name, call] of module.calls) {
    const child = called(name);
    if (child === undefined) continue;
    const outside = scopeOf(call.file);
    const doors = new Map<string, { readonly attribute: Attribute; readonly scope: Scope }>();
    for (const attribute of call.node.body.attributes)
      doors.set(attribute.name, { attribute, scope: withOwnWork(outside) });
    const inside = withOwnWork(outside, (of, variable) => {
      const door = of.folder === child.folder ? doors.get(variable) : undefined;
      return door === undefined ? undefined : { expr: door.attribute.value, scope: door.scope };
    });
    const inChild = (file: ModuleFile): Scope => ({ ...inside, module: child, file });
    for (const consumer of consumersOf(child, facts, inChild)) {
      const origins = withMerged(originsOf(consumer.attribute.value, inChild(consumer.file)));
      for (const { attribute, scope } of doors.values()) {
        const through = origins.filter((origin) => origin.scope.world === scope.world);
        if (through.length > 0)
          yield { consumer: outsideOf(consumer, name, call, attribute), origins: through };
      }
    }
  }
}

/** A world whose places can be told from those of another. */
function withOwnWork(scope: Scope, given?: World['given']): Scope {
  const work = newWork(scope.world.work.budget);
  return { ...scope, world: { ...scope.world, work, ...(given === undefined ? {} : { given }) } };
}

/** As the caller sees it: the resource in the module has no name here. */
function outsideOf(consumer: Consumer, name: string, call: Named<Block>, attribute: Attribute): Consumer {
  const { service, resourceType } = consumer.use.attachedTo ?? { service: '' };
  const attachedTo = resourceType === undefined ? { service } : { service, resourceType };
  const { file, node } = call;
  const use: PolicyUse = {
    ...consumer.use,
    attachedTo,
    at: { uri: file.source.uri, range: attribute.range },
  };
  return { ...consumer, file, block: node, name: `module.${name}`, attribute, use };
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
  /** Words that stand for something else in the finished text. */
  readonly replaced: string[];
  /** Some argument takes it as it is; otherwise others merge it, as far as one can see. */
  isWhole: boolean;
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
  { place, consumers, replaced, isWhole }: Found,
  scopeOf: (file: ModuleFile) => Scope,
): PolicyDocument | undefined {
  const { origin, block, file } = place;
  const [consumer] = consumers;
  const name = consumer === undefined ? 'policy' : `${consumer.name}.${consumer.attribute.name}`;
  const dialect = consumer?.dialect;
  switch (origin.kind) {
    case 'document':
      if (block === undefined) return undefined;
      return isRamDocument(block)
        ? readRamBlock(`data.${origin.name}`, block, scopeOf(file))
        : readBlock(`data.${origin.name}`, block, scopeOf(file), replaced, isWhole);
    case 'object':
      return readObject(name, origin.expr, origin.scope, replaced, dialect);
    case 'text':
      return readText(name, origin.expr, origin.scope, replaced, dialect);
  }
}

function isDocument(block: Block): boolean {
  return (block.type === 'data' && DOCUMENTS.has(block.labels[0]?.text ?? '')) || isRamDocument(block);
}

function nameOf(block: Block): string {
  return block.labels.map((label) => label.text).join('.');
}

/** Documents that a document merges are used as it is. */
function withMerged(origins: readonly Origin[]): readonly Origin[] {
  const all: Origin[] = [];
  const seen = new Set<string>();
  const add = (origin: Origin) => {
    all.push(origin);
    if (origin.kind !== 'document') return;
    const { module } = origin.scope;
    const named = module.data.get(origin.name);
    const key = `${module.folder} ${origin.name}`;
    if (named === undefined || seen.has(key)) return;
    seen.add(key);
    for (const argument of MERGING) {
      const attribute = attributeOf(named.node.body, argument);
      if (attribute === undefined) continue;
      for (const merged of originsOf(attribute.value, { ...origin.scope, file: named.file }))
        add({
          ...merged,
          isMerged: true,
          replaced: [...(origin.replaced ?? []), ...(merged.replaced ?? [])],
        });
    }
  };
  for (const origin of origins) add(origin);
  return all;
}

/** The last two are those of providers before version 5. */
const MERGING = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];

/** An object with a version and statements is a policy, in `jsonencode` or as JSON, even where its consumer is out of sight. */
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
    if (expr.kind === 'template' && POLICY_TEXT.test(textIn(expr, scope))) {
      origins.push({ kind: 'text', expr, scope });
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
  for (const attribute of file.hcl.body.attributes) visit(attribute.value);
  walk(file.hcl.body.blocks);
  return origins;
}

/** JSON that says its version and statements before anything else of substance. */
const POLICY_TEXT =
  /^\s*\{\s*\\?"(?:Version\\?"\s*:\s*\\?"(?:20(?:12-10|08-10)-17|1)\\?"|Statement\\?"\s*:\s*[[{])/;

function textIn({ inner }: TemplateExpr, { file }: Scope): string {
  return file.source.text.slice(inner.start, Math.min(inner.end, inner.start + MAX_HEAD));
}

const MAX_HEAD = 1000;

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

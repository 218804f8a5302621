import type { TerraformFacts } from '../../catalog/terraform.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import type { PolicyUse } from '../../policy/use.ts';
import type { TextRange } from '../../text/range.ts';
import type { Source, Uri } from '../../text/source.ts';
import { type Called, seeingOutputs, type Taking, throughCalls } from './calls.ts';
import { type Consumer, consumersOf } from './consumers.ts';
import { evaluate } from './evaluate.ts';
import type { Block, Expr, TemplateExpr } from './hcl/ast.ts';
import { partsOf } from './mentions.ts';
import type { Module, ModuleFile } from './module.ts';
import { type Origin, originsOf, withMerged } from './origins.ts';
import { isRamDocument, isRamPolicyOfBlocks } from './ram-blocks.ts';
import { readBlock, readObject, readRamBlock, readStatements, readText } from './read-policy.ts';
import type { Scope } from './scope.ts';
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
  called: Called,
): ModulePolicies {
  const found = new Map<string, Found>();
  const files = new Map<Uri, PolicyUse[]>();
  const templates = new Map<Uri, TemplateUse>();
  const foundAt = (place: Place): Found => {
    const key = `${place.file.source.uri} ${place.range.start}`;
    const known = found.get(key) ?? { place, consumers: [], replaced: [], isWhole: false };
    found.set(key, known);
    return known;
  };
  const take = (origin: Origin, consumer: Consumer | undefined) => {
    if (origin.kind === 'file') {
      if (consumer !== undefined) files.set(origin.uri, [...(files.get(origin.uri) ?? []), consumer.use]);
      if (origin.template !== undefined && !templates.has(origin.uri))
        templates.set(origin.uri, origin.template);
      return;
    }
    const place = placeOf(origin);
    if (place === undefined) return;
    const known = foundAt(place);
    if (consumer !== undefined) known.consumers.push(consumer);
    known.replaced.push(...(origin.replaced ?? []));
    if (consumer !== undefined && origin.isMerged !== true) known.isWhole = true;
  };
  for (const file of module.files) {
    for (const block of file.hcl.body.blocks) {
      // By its place: while people copy blocks there may be two of one name.
      if (isDocument(block)) foundAt(placeOfBlock(block, file, scopeOf(file)));
    }
  }
  const takings = takingsOf(module, facts, scopeOf, called);
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

/** Arguments that take a policy, in the module itself and in those that it calls. */
function takingsOf(
  module: Module,
  facts: TerraformFacts,
  scopeOf: (file: ModuleFile) => Scope,
  called: Called,
): readonly Taking[] {
  const seeing = seeingOutputs(scopeOf, called);
  const own = consumersOf(module, facts, scopeOf).map((consumer): Taking => {
    const { attribute, file } = consumer;
    return { consumer, origins: originsOf(attribute.value, seeing(file)) };
  });
  return [...own, ...throughCalls(module, facts, seeing, called)];
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

export interface Place {
  readonly file: ModuleFile;
  readonly range: TextRange;
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

export function placeOf(origin: Exclude<Origin, { kind: 'file' }>): Place | undefined {
  const { scope } = origin;
  if (origin.kind !== 'document') return { file: scope.file, range: origin.expr.range, origin };
  const named = scope.module.data.get(origin.name);
  return named === undefined ? undefined : placeOfBlock(named.node, named.file, scope);
}

function placeOfBlock(block: Block, file: ModuleFile, scope: Scope): Place {
  return { file, range: block.range, origin: { kind: 'document', name: nameOf(block), scope }, block };
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
    case 'statements':
      return readStatements(name, origin.expr, origin.scope, replaced, dialect);
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
export function distinctUses(uses: readonly PolicyUse[]): readonly PolicyUse[] {
  const seen = new Set<string>();
  return uses.filter((use) => {
    const key = JSON.stringify([use.kind, use.attachedTo]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

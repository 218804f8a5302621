import type { Location } from '../../policy/use.ts';
import type { TextRange } from '../../text/range.ts';
import { covers, touches } from '../../text/range.ts';
import type { Consumption, Wiring } from '../language.ts';
import { attributesAt, type Consumer } from './consumers.ts';
import { evaluate } from './evaluate.ts';
import { namedUri } from './files.ts';
import type { CallExpr, Expr } from './hcl/ast.ts';
import type { LinkedModule } from './link.ts';
import {
  type Declaration,
  declarationAt,
  declarationsOf,
  mentionAt,
  mentionsIn,
  partsOf,
} from './mentions.ts';
import type { ModuleFile } from './module.ts';
import type { ModulePolicy } from './policies.ts';

/**
 * Where the name at an offset is declared, for names that have to do with policies: other language servers answer for
 * the rest. On the declaration itself it is the declaration, so that editors go on to its uses.
 */
export function definitionAt(linked: LinkedModule, file: ModuleFile, offset: number): readonly Location[] {
  const target = targetAt(linked, file, offset)?.target;
  if (target === undefined) return namedFileAt(linked, file, offset);
  const declaration = declarationsOf(linked.module).get(target);
  return declaration === undefined ? [] : [{ uri: declaration.file.source.uri, range: declaration.name }];
}

/** The file that `file("…")` or `templatefile("…", …)` in an argument for a policy names. */
function namedFileAt(linked: LinkedModule, file: ModuleFile, offset: number): readonly Location[] {
  const argument = linked.found.arguments.find(
    (one) => isIn(one.file, file) && touches(one.attribute.value.range, offset),
  );
  const call = argument === undefined ? undefined : fileCallAt(argument.attribute.value, offset);
  const uri = call === undefined ? undefined : namedUri(call, linked.scopeOf(file), evaluate);
  return uri === undefined || !linked.found.files.has(uri) ? [] : [{ uri, range: { start: 0, end: 0 } }];
}

function fileCallAt(expr: Expr, offset: number): CallExpr | undefined {
  if (!touches(expr.range, offset)) return undefined;
  if (expr.kind === 'call' && (expr.name === 'file' || expr.name === 'templatefile'))
    return expr.args[0] !== undefined && touches(expr.args[0].range, offset) ? expr : undefined;
  for (const part of partsOf(expr)) {
    const found = fileCallAt(part, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every use of the name at an offset, in all files of the module; the declaration is not among them. */
export function referencesAt(linked: LinkedModule, file: ModuleFile, offset: number): readonly Location[] {
  const target = targetAt(linked, file, offset)?.target;
  if (target === undefined) return [];
  return linked.module.files.flatMap((other) =>
    mentionsIn(other)
      .filter((mention) => mention.target === target)
      .map(({ range }) => ({ uri: other.source.uri, range })),
  );
}

export function wiringAt(linked: LinkedModule, file: ModuleFile, offset: number): Wiring | undefined {
  const argument = linked.found.arguments.find(
    (one) => one.file.source === file.source && touches(one.attribute.key, offset),
  );
  if (argument !== undefined) return argumentWiring(linked, argument);
  const named = targetAt(linked, file, offset);
  if (named === undefined) return undefined;
  const own = linked.found.policies.find(({ document }) => document.name === named.target);
  if (own === undefined) {
    const consumers = consumptionsOn(linked, named.target);
    return { ...named, uses: consumers.map(({ use }) => use), consumers };
  }
  const consumers = own.consumers.map((consumer) => consumptionOf(own, consumer));
  return { ...named, document: own.document, uses: own.uses, consumers };
}

interface Target {
  readonly target: string;
  readonly attribute?: string;
  readonly range: TextRange;
}

/** The name at an offset, where it is used or declared, if it concerns policies. */
function targetAt(linked: LinkedModule, file: ModuleFile, offset: number): Target | undefined {
  const mention = mentionAt(file, offset);
  if (mention !== undefined) {
    return namesOf(linked).has(mention.target) || concernsPolicies(linked, file, mention.range)
      ? mention
      : undefined;
  }
  const declaration = declarationAt(linked.module, file, offset);
  if (declaration === undefined) return undefined;
  const { target, name } = declaration;
  return namesOf(linked).has(target) || holdsPolicy(linked, declaration)
    ? { target, range: name }
    : undefined;
}

/** The documents, the resources that take them — managed policies, roles — and those that policies sit on. */
function namesOf(linked: LinkedModule): ReadonlySet<string> {
  const known = names.get(linked);
  if (known !== undefined) return known;
  const found = new Set<string>();
  for (const { document } of linked.found.policies) found.add(document.name);
  for (const { use, block, name } of linked.found.arguments) {
    if (block.type === 'resource') found.add(name);
    const on = use.attachedTo?.target;
    if (on !== undefined && 'target' in on) found.add(on.target);
  }
  names.set(linked, found);
  return found;
}

const names = new WeakMap<LinkedModule, ReadonlySet<string>>();

/** Inside a policy, or in an argument that takes one or says what it sits on. */
function concernsPolicies({ found }: LinkedModule, file: ModuleFile, range: TextRange): boolean {
  return (
    found.policies.some((policy) => isIn(policy.file, file) && covers(policy.document.range, range)) ||
    found.arguments.some((argument) => isIn(argument.file, file) && covers(spanOf(argument, range), range))
  );
}

function isIn(a: ModuleFile, b: ModuleFile): boolean {
  return a.source === b.source;
}

/** The argument, or that beside it which names the resource, whichever is nearer to the range. */
function spanOf({ attribute, block, facts }: Consumer, { start }: TextRange): TextRange {
  const path = facts.attachedBy?.argument;
  const attaching = path === undefined ? [] : attributesAt(block.body, path.split('.'));
  return attaching.find(({ range }) => touches(range, start))?.range ?? attribute.range;
}

/** A local that a policy is written in, a block that a policy stands in. */
function holdsPolicy({ found }: LinkedModule, { file, whole }: Declaration): boolean {
  return found.policies.some((policy) => isIn(policy.file, file) && covers(whole, policy.document.range));
}

function argumentWiring({ found }: LinkedModule, argument: Consumer): Wiring {
  const { name, attribute, use } = argument;
  const consumers = found.policies.flatMap((policy) =>
    policy.consumers.includes(argument) ? [consumptionOf(policy, argument)] : [],
  );
  return { range: attribute.key, target: name, argument: attribute.name, uses: [use], consumers };
}

/** Arguments that put a policy on a resource. */
function consumptionsOn({ found }: LinkedModule, target: string): readonly Consumption[] {
  return found.policies.flatMap((policy) =>
    policy.consumers.flatMap((consumer) => {
      const on = consumer.use.attachedTo?.target;
      return on !== undefined && 'target' in on && on.target === target
        ? [consumptionOf(policy, consumer)]
        : [];
    }),
  );
}

function consumptionOf({ document, file }: ModulePolicy, consumer: Consumer): Consumption {
  return {
    name: consumer.name,
    argument: consumer.attribute.name,
    at: { uri: consumer.file.source.uri, range: consumer.attribute.range },
    use: consumer.use,
    document: { name: document.name, at: { uri: file.source.uri, range: document.range } },
  };
}

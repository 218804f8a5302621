import { openVariables } from '../../catalog/arn.ts';
import {
  type AttachedBy,
  attachTarget,
  dialectOfType,
  type PolicyAttribute,
  type TerraformFacts,
} from '../../catalog/terraform.ts';
import type { DialectName } from '../../policy/model.ts';
import type { Reference } from '../../policy/text.ts';
import { type Attachment, POLICY_KINDS, type PolicyKind, type PolicyUse } from '../../policy/use.ts';
import { own } from '../../text/own.ts';
import { evaluate } from './evaluate.ts';
import type { Attribute, Block, Body } from './hcl/ast.ts';
import { attributeOf, isRepeated, type Module, type ModuleFile } from './module.ts';
import type { Scope } from './scope.ts';
import { knownText } from './values.ts';

/** An argument that takes a policy: the place that decides what a document is used as. */
export interface Consumer {
  readonly file: ModuleFile;
  readonly block: Block;
  /** `aws_prometheus_resource_policy.main`. */
  readonly name: string;
  readonly attribute: Attribute;
  readonly facts: PolicyAttribute;
  /** The language of the cloud that the provider is for. */
  readonly dialect: DialectName;
  readonly use: PolicyUse;
}

/** Every policy argument of a module, in the order of its files. */
export function consumersOf(
  module: Module,
  facts: TerraformFacts,
  scopeOf: (file: ModuleFile) => Scope,
): readonly Consumer[] {
  const consumers: Consumer[] = [];
  for (const file of module.files) {
    for (const block of file.hcl.body.blocks) {
      const kind = block.type;
      if (kind !== 'resource' && kind !== 'data' && kind !== 'provider') continue;
      const type = block.labels[0]?.text ?? '';
      const dialect = dialectOfType(type);
      for (const one of facts.attributes(kind, type, dialect)) {
        // Merged documents are used as the document that merges them.
        if (one.kindFrom === 'consumer') continue;
        for (const attribute of attributesAt(block.body, one.attribute.split('.'))) {
          const use = useOf(one, block, file, attribute, scopeOf(file), facts);
          if (use === undefined) continue;
          const name = block.labels.map((label) => label.text).join('.');
          consumers.push({ file, block, name, attribute, facts: one, dialect, use });
        }
      }
    }
  }
  return consumers;
}

/** An argument of the block itself or of nested blocks, `dynamic` ones included. */
export function attributesAt(body: Body, path: readonly string[]): readonly Attribute[] {
  const [first, ...rest] = path;
  if (first === undefined) return [];
  if (rest.length === 0) return body.attributes.filter((attribute) => attribute.name === first);
  return body.blocks.flatMap((block) => {
    if (block.type === first) return attributesAt(block.body, rest);
    if (block.type !== 'dynamic' || block.labels[0]?.text !== first) return [];
    return block.body.blocks.flatMap((content) =>
      content.type === 'content' ? attributesAt(content.body, rest) : [],
    );
  });
}

/** Undefined: the argument takes another kind of document here, no policy of ours. */
function useOf(
  facts: PolicyAttribute,
  block: Block,
  file: ModuleFile,
  attribute: Attribute,
  scope: Scope,
  world: TerraformFacts,
): PolicyUse | undefined {
  const kind = facts.kindBy === undefined ? facts.kind : decidedKind(facts.kindBy, block, scope);
  if (kind === undefined) return undefined;
  const at = { uri: file.source.uri, range: attribute.range };
  const attachedTo = attachmentOf(facts, block, scope, world);
  const dialect = dialectOfType(block.labels[0]?.text ?? '');
  return { kind, by: 'consumer', attachedTo, ...(dialect === 'aws' ? {} : { dialect }), at };
}

function decidedKind(
  by: NonNullable<PolicyAttribute['kindBy']>,
  block: Block,
  scope: Scope,
): PolicyKind | undefined {
  const argument = attributeOf(block.body, by.argument);
  const value = argument === undefined ? by.default : knownText(evaluate(argument.value, scope));
  if (value === undefined) return 'unknown';
  const kind = own(by.values, value);
  return POLICY_KINDS.find((known) => known === kind);
}

/** What the policy sits on, as far as the block says: an argument may take several types of resource. */
function attachmentOf(facts: PolicyAttribute, block: Block, scope: Scope, world: TerraformFacts): Attachment {
  const { attachedBy, service } = facts;
  if (attachedBy === undefined || isAccountWide(facts, block)) {
    const consumerType = block.labels[0]?.text;
    return { service, ...(consumerType === undefined ? {} : { consumerType }) };
  }
  const named = namedTarget(attachedBy, block, scope);
  if (named === undefined) {
    const certain = attachedBy.alternatives === undefined ? attachedBy.resourceType : undefined;
    const arn = literalTarget(attachedBy, block, scope, world);
    return {
      ...attachment(service, certain),
      ...(arn === undefined ? {} : { ...scopeOfResource(facts), target: { arn } }),
    };
  }
  const type = named.target.split('.')[0] ?? '';
  const fitting = attachTarget(attachedBy, type, named.attribute);
  if (fitting === undefined) return { service };
  const target: Reference = {
    target: named.target,
    ...(fitting.targetArnAttribute === undefined || named.indexed
      ? {}
      : { attribute: fitting.targetArnAttribute }),
  };
  const on = attachment(fitting.service ?? service, fitting.resourceType);
  return { ...on, ...scopeOfResource(facts), target };
}

function scopeOfResource({ docResource }: PolicyAttribute): Pick<Attachment, 'resources'> {
  return docResource === 'own' || docResource === 'own and below' ? { resources: docResource } : {};
}

/** The ARN of a resource that is named by its ARN, or by an id or name that is all that differs between ARNs of its type. */
function literalTarget(
  attachedBy: AttachedBy,
  block: Block,
  scope: Scope,
  world: TerraformFacts,
): string | undefined {
  const { argument, target, targetAttribute, targetArnAttribute = 'arn' } = attachedBy;
  const [given] = argument === undefined ? [] : attributesAt(block.body, argument.split('.'));
  const name = given === undefined ? undefined : knownText(evaluate(given.value, scope));
  if (name === undefined || name === '') return undefined;
  if (name.startsWith('arn:')) return name;
  const kind = world.valueShape(target, targetAttribute)?.kind;
  // A bucket in one zone has a service of its own.
  if ((kind !== 'id' && kind !== 'name') || name.endsWith('--x-s3')) return undefined;
  const [pattern, ...more] = world.arns(target, targetArnAttribute);
  const variables = pattern?.slice(pattern.lastIndexOf(':')).match(/\$\{[^{}]+\}/g) ?? [];
  return pattern === undefined || more.length > 0 || variables.length !== 1
    ? undefined
    : openVariables(pattern.replace(variables[0], name));
}

function attachment(service: string, resourceType: string | undefined): Attachment {
  if (resourceType === undefined) return { service };
  const cloudFormationType = ACCESS_ANALYZER_TYPES[`${service} ${resourceType}`];
  return { service, resourceType, ...(cloudFormationType === undefined ? {} : { cloudFormationType }) };
}

/** Resource types that Access Analyzer has checks of their own for. */
const ACCESS_ANALYZER_TYPES: Readonly<Record<string, string>> = {
  's3 bucket': 'AWS::S3::Bucket',
  's3 accesspoint': 'AWS::S3::AccessPoint',
  's3 multiregionaccesspoint': 'AWS::S3::MultiRegionAccessPoint',
  's3-object-lambda objectlambdaaccesspoint': 'AWS::S3ObjectLambda::AccessPoint',
  'dynamodb table': 'AWS::DynamoDB::Table',
  'iam role': 'AWS::IAM::AssumeRolePolicyDocument',
};

function isAccountWide(facts: PolicyAttribute, block: Block): boolean {
  return (
    facts.accountScopedWhen !== undefined && attributeOf(block.body, facts.accountScopedWhen) !== undefined
  );
}

/** The resource that the attaching argument names, `aws_prometheus_workspace.main`, and the attribute it is named by. */
function namedTarget(attachedBy: AttachedBy, block: Block, scope: Scope): NamedTarget | undefined {
  if (attachedBy.argument === undefined) {
    return { target: block.labels.map((label) => label.text).join('.'), indexed: isRepeated(block) };
  }
  const [argument] = attributesAt(block.body, attachedBy.argument.split('.'));
  if (argument === undefined) return undefined;
  const expr = argument.value;
  const [name, ...rest] = expr.kind === 'traversal' ? expr.steps : [];
  if (expr.kind === 'traversal' && expr.root.includes('_') && name?.kind === 'attribute') {
    const attribute = rest.find((step) => step.kind === 'attribute');
    const target = `${expr.root}.${name.name}`;
    const indexed = rest.some((step) => step.kind !== 'attribute');
    return attribute === undefined ? { target, indexed } : { target, attribute: attribute.name, indexed };
  }
  const value = evaluate(expr, scope);
  return value.type === 'unknown' && value.reference?.target.includes('_') === true
    ? { ...value.reference, indexed: true }
    : undefined;
}

/** `indexed`: one of several, so that the name alone does not say which. */
type NamedTarget = Reference & { readonly indexed: boolean };

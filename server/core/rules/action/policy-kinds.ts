import { parseArn } from '../../catalog/arn.ts';
import type { Certainty, ResourcePolicyKind } from '../../catalog/resource-policies.ts';
import { covers, meets } from '../../catalog/wildcard.ts';
import type { PolicyDocument, Statement } from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import type { Attachment } from '../../policy/use.ts';
import type { RuleContext, Severity } from '../rule.ts';
import { isEveryAwsPrincipal, isEveryone } from '../statement/principals.ts';

/**
 * What kind of resource policy the document is: one, or several between which nothing decides. Empty where nobody can tell.
 * The attachment tells, else the ARNs in the document; a rule speaks only when it would for every kind.
 */
export function policyKinds(ctx: RuleContext): readonly ResourcePolicyKind[] {
  if (ctx.kind !== 'resource') return [];
  if (last?.policy !== ctx.policy || last.use !== ctx.use)
    last = { policy: ctx.policy, use: ctx.use, kinds: findKinds(ctx) };
  return last.kinds;
}

let last:
  | {
      readonly policy: PolicyDocument;
      readonly use: RuleContext['use'];
      readonly kinds: readonly ResourcePolicyKind[];
    }
  | undefined;

/** How loud a rule may be about what the service refuses, does not count, or does not name. */
export function loudness(
  what: NonNullable<ResourcePolicyKind['otherActions']>,
  certainty: Certainty,
): Severity | undefined {
  if (what === 'unlisted') return certainty === 'low' ? undefined : 'info';
  const steps: readonly (Severity | undefined)[] =
    what === 'refused' ? ['error', 'warning', 'info'] : ['warning', 'info', undefined];
  return steps[certainty === 'high' ? 0 : certainty === 'medium' ? 1 : 2];
}

/** A pattern for everything the text may become: holes by the shape of what fills them. Undefined for what is no ARN. */
export function arnPattern(text: Text): string | undefined {
  const pattern =
    text.value ??
    text.pieces.map((piece) => (piece.kind === 'text' ? piece.text : (piece.shape ?? '*'))).join('');
  return pattern.startsWith('arn:') && !pattern.includes('${') ? pattern : undefined;
}

/** Whether an ARN pattern may be of a form, field by field; Region and account are not compared. */
export function arnMeets(form: string, arn: string): boolean {
  const [own, given] = [parseArn(form), parseArn(arn)];
  // A wildcard may stand for several fields.
  if (own === undefined || given === undefined) return meets(form, arn);
  return meets(own.service.text, given.service.text) && meets(own.resource.text, given.resource.text);
}

/** Whether a document that only its content makes a resource policy may as well be one of a VPC endpoint, or an RCP. */
export function mayBeEndpointPolicy({ use, policy }: RuleContext): boolean {
  const { resourceType, cloudFormationType } = use.attachedTo ?? {};
  if (use.by !== 'content' || resourceType !== undefined || cloudFormationType !== undefined) return false;
  return policy.statements.every(
    ({ principal }) => principal === undefined || isEveryone(principal) || isEveryAwsPrincipal(principal),
  );
}

function findKinds(ctx: RuleContext): readonly ResourcePolicyKind[] {
  if (mayBeEndpointPolicy(ctx)) return [];
  const arns = arnsOf(ctx.policy);
  if (ctx.use.by !== 'consumer' && arns.length > 0 && arns.every((arn) => hasNone(arn, ctx))) return [];
  // What is hidden may complete to such a thing.
  const hides = ctx.use.by !== 'consumer' && ctx.policy.statements.some(hidesPart);
  if (hides && arns.some((arn) => mayHaveNone(arn, ctx))) return [];
  const attachment = ctx.use.attachedTo ?? attachmentOf(ctx, arns);
  if (attachment === undefined) return [];
  const kinds = ctx.catalog.resourcePolicies.of(attachment).filter(({ kind }) => kind === undefined);
  if (kinds.length < 2 || attachment.resourceType !== undefined) return kinds;
  if (arns.length === 0) return narrowByActions(kinds, ctx.policy);
  if (ctx.policy.statements.some(hidesPart)) return kinds;
  const narrowed = kinds.filter((kind) => kind.arns !== undefined && arns.every((arn) => suits(kind, arn)));
  return narrowed.length === 0 ? kinds : narrowed;
}

/** Of several kinds without ARNs to tell them apart the only one that takes any of the actions, where the lists of all are closed. */
function narrowByActions(
  kinds: readonly ResourcePolicyKind[],
  policy: PolicyDocument,
): readonly ResourcePolicyKind[] {
  if (kinds.some(({ otherActions }) => otherActions === undefined)) return kinds;
  const texts = policy.statements.flatMap(({ action }) => action?.value.items ?? []);
  if (texts.some(({ text }) => text.value === undefined)) return kinds;
  const named = new Set(texts.map(({ text }) => text.value?.toLowerCase()));
  const taking = kinds.filter(({ actions = [], moreActions = [] }) =>
    [...actions, ...moreActions].some((name) => named.has(name.toLowerCase())),
  );
  return taking.length === 0 ? kinds : taking;
}

/** Of things that take no resource policy: service-without-resource-policy says so. */
function hasNone(arn: string, { catalog }: RuleContext): boolean {
  return catalog.resourcePolicies.none.some(({ arns }) => arns?.some((wide) => covers(wide, arn)) === true);
}

function mayHaveNone(arn: string, { catalog }: RuleContext): boolean {
  return catalog.resourcePolicies.none.some(({ arns }) => arns?.some((wide) => meets(wide, arn)) === true);
}

function suits({ arns }: ResourcePolicyKind, arn: string): boolean {
  return arns?.some((pattern) => arnMeets(pattern, arn)) === true;
}

function arnsOf(policy: PolicyDocument): readonly string[] {
  return policy.statements.flatMap(({ resource }) =>
    (resource?.value.items ?? []).flatMap(({ text }) => arnPattern(text) ?? []),
  );
}

/** The one service that all ARNs name, or without ARNs all actions. */
function attachmentOf(ctx: RuleContext, arns: readonly string[]): Attachment | undefined {
  const { policy } = ctx;
  if (policy.statements.some(hidesResources)) return undefined;
  const services = new Set(arns.map((arn) => arn.split(':', 3)[2] ?? ''));
  if (arns.length === 0) {
    for (const { action } of policy.statements) {
      for (const { text } of action?.value.items ?? [])
        services.add((text.value ?? '').split(':', 1)[0]?.toLowerCase() ?? '');
    }
  }
  const [service, ...more] = withoutArns(services, arns, ctx);
  if (service === undefined || more.length > 0 || !/^[a-z0-9-]+$/.test(service)) return undefined;
  return { service };
}

/**
 * Among actions of several services on no ARN those whose resources have a policy that needs none: `oam:CreateLink` beside
 * `s3:GetObject`. Only where somebody says that it is a resource policy: one of an endpoint mixes services rightly.
 */
function withoutArns(
  services: ReadonlySet<string>,
  arns: readonly string[],
  { use, catalog }: RuleContext,
): readonly string[] {
  if (services.size < 2 || arns.length > 0 || use.by === 'content') return [...services];
  return [...services].filter((service) =>
    catalog.resourcePolicies
      .of({ service })
      .some(({ resource }) => resource === 'star' || resource === 'absent'),
  );
}

/** Part of an ARN may be anything, and so the ARN of any kind. */
function hidesPart({ resource }: Statement): boolean {
  return (resource?.value.items ?? []).some(({ text }) =>
    text.pieces.some((piece) => piece.kind === 'hole' && piece.shape === undefined),
  );
}

/** Some ARN of the statement is out of sight. */
function hidesResources({ resource }: Statement): boolean {
  if (resource === undefined) return false;
  const { items, open } = resource.value;
  return (
    open.length > 0 || items.some(({ text }) => text.value === undefined && arnPattern(text) === undefined)
  );
}
